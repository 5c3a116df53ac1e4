"""Colour and verbosity of text."""

from dataclasses import dataclass
from typing import Literal

from docreplay.model.finding import Severity

Role = Literal["error", "warning", "note", "good", "strong", "faint"]

_SGR: dict[Role, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;34",
    "good": "32",
    "strong": "1",
    "faint": "2",
}
_ROLES: dict[Severity, Role] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Whether text has ANSI colours (ECMA-48 SGR), and how verbose it is."""

    colour: bool = False
    verbosity: int = 0
    """Below 0: one line for each finding; 0: with an excerpt; above 0: everything."""

    def paint(self, role: Role, text: str) -> str:
        """Return the text in the colour of a role; unchanged without colours."""
        return f"\x1b[{_SGR[role]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()


def role_of(severity: Severity) -> Role:
    """Return the colour of a severity."""
    return _ROLES[severity]
