"""Cases with what they need to be sent to a real service, as `docreplay list` shows them."""

from dataclasses import dataclass
from typing import NamedTuple

from docreplay.model.case import Case, Skipped


class Need(NamedTuple):
    """A placeholder of a request."""

    written: str
    """As the page writes it, with its brackets."""
    name: str
    """The key of a value that fills it anywhere."""
    place: str
    """The key of a value that fills it at its place only: `groups/{id}`."""
    where: str
    """`URL`, ``header `NAME` `` or `body`."""
    source: str
    """Where its value comes from, or `""`."""
    is_required: bool
    """Whether the request is not sent without a value."""

    @property
    def is_unfilled(self) -> bool:
        """Whether the request is not sent because of it."""
        return self.is_required and not self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """A case, and what it needs to be sent to a real service."""

    case: Case
    needs: tuple[Need, ...]
    consent: str
    """The method that `unsafe-methods` must allow, and does not, or `""`."""
    host: str
    """The host that the page documents, or `""`."""
    scopes: tuple[str, ...]
    """Scopes that the annotation of the request names."""
    skipped: Skipped | None
    """Why a run would not send it, or None."""
    unfilled: tuple[Need, ...]
    """The placeholders without which it is not sent, whether or not its method is allowed."""


class Unfilled(NamedTuple):
    """A key of the configuration that has no value, and the cases that need it."""

    key: str
    cases: int
    pages: int
    example: str
    """Method and target of one of them."""
