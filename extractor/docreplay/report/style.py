"""How text is coloured and how much of it is shown; what is asked for is decided by the caller."""

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
    """Whether text carries ANSI colours (ECMA-48 SGR), and how much of it there is."""

    colour: bool = False
    verbosity: int = 0
    """Below 0 one line for each finding, 0 what fits a screen, above 0 everything."""

    def paint(self, role: Role, text: str) -> str:
        """The text in the role's colour, or as it is."""
        return f"\x1b[{_SGR[role]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()


def role_of(severity: Severity) -> Role:
    """The colour of a severity."""
    return _ROLES[severity]
