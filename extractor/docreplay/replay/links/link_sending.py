"""What follows links: how a link is asked for, and how long that may take."""

from collections.abc import Callable
from typing import NamedTuple

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded


class Linked(NamedTuple):
    """What came of a GET request for a link."""

    result: Answer | Unreachable | Skipped | Unrecorded
    sent: SentRequest | None = None
    """None if nothing was sent."""
    recording: str = ""
    """Id of the recording that answered, or that was made, or `""`."""
    is_recorded: bool = False
    """Whether a recording answered, so that there is nothing to wait for."""

    @property
    def reason(self) -> str:
        """Why the request got none, or `""`."""
        return "" if isinstance(self.result, Answer) else self.result.reason


Ask = Callable[[str], Linked]
"""Asks for the absolute URL of a link, if it may be followed."""


class Waiting(NamedTuple):
    """How the time passes."""

    now: Callable[[], float]
    """Returns seconds."""
    wait: Callable[[float], bool]
    """Waits some seconds; returns False at once if the run has less time left."""
