"""What is to be said of one path of an answer, before it is known where the page speaks of it."""

from dataclasses import dataclass

from docreplay.model.finding import Related, Rule, Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingFinding:
    """A finding without its place on the page."""

    rule: Rule
    path: Path
    message: str
    owner: bool = False
    """Whether the page's place is that of the object around, as nothing shows the member."""
    key: bool = False
    """Whether the page's place is that of the member's name, not of its value."""
    expected: str | None = None
    """None where the page's own text at the place says it."""
    actual: str | None = None
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
