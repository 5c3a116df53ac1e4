"""What came of a story: of each of its steps, and of what it created."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.case import Outcome
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.model.stories.story import Step, Story

StepStatus = Literal["passed", "failed", "handled", "skipped"]
"""`handled`: it failed, and a failure action of the story went on elsewhere."""
StoryOutcome = Literal["passed", "failed", "setup-failed", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """What came of a step."""

    story: str
    """Key of the story that the step is of: a called one's, where it was called."""
    step: Step
    status: StepStatus
    reason: str = ""
    """Why it did not pass."""
    attempts: int = 1
    outcome: Outcome | None = None
    """Request and response of the last attempt; None if nothing was to be sent."""
    verdict: Verdict | None = None
    """The verdict by the documentation, if the response was compared with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryResult:
    """What came of a story."""

    story: Story
    outcome: StoryOutcome
    reason: str = ""
    """Why it did not pass, with the name of the step."""
    steps: tuple[StepResult, ...] = ()
    """In the order in which they ran; a step may have run several times."""
    inputs: Mapping[str, JSON] = field(default_factory=dict, repr=False)
    outputs: Mapping[str, JSON] = field(default_factory=dict, repr=False)
    teardown: tuple[StepResult, ...] = ()
    left: tuple[str, ...] = ()
    """URLs of what the story created and did not remove, with the reason."""
