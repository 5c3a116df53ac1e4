"""Findings about a path of a response, before their place on the page is known."""

from dataclasses import dataclass

from docreplay.model.finding import Related, Rule, Severity
from docreplay.model.json.value import Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingFinding:
    """A finding without its place on the page."""

    rule: Rule
    path: Steps
    message: str
    owner: bool = False
    """True if the place is that of the object around, as the page does not contain the property."""
    key: bool = False
    """True if the place is that of the property's name, not of its value."""
    expected: str | None = None
    """None if it is the page's text at the place."""
    actual: str | None = None
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
