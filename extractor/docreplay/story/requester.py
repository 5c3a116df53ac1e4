"""What stories need from outside: cases, other stories, and what sends their requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from docreplay.model.case import Case, Outcome
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.model.stories.story import RandomName, Story
from docreplay.story.request import StepRequest


class Requester(Protocol):
    """Does what stories ask for."""

    def send(self, request: StepRequest) -> Outcome:
        """Send a request once; return the response, or why there is none."""

    def judge(self, request: StepRequest, outcome: Outcome) -> Verdict:
        """Compare the outcome of a documented case with its documentation."""

    def wait(self, seconds: float) -> bool:
        """Wait; return False at once if that is too long."""

    def inputs(self, story: Story) -> Mapping[str, JSON]:
        """Return the values that the run has for inputs of a story."""

    def new_name(self, name: RandomName) -> str:
        """Return a name that was not used before."""

    def note_created(self, url: str, account: str) -> None:
        """Note that something was created, so that it can be removed if the run is killed."""

    def note_removed(self, url: str) -> None:
        """Note that it does not exist any more."""

    def remove(self, url: str, account: str) -> Outcome:
        """Send a DELETE for something that a story created."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What stories can name."""

    stories: Mapping[str, Story]
    """By their keys."""
    cases: Mapping[str, Case] = field(default_factory=dict)
    """Documented cases by their ids."""
