"""A change between two observations, before it has a place on a page."""

from dataclasses import dataclass
from typing import Literal

from docreplay.model.body.evidence import too_few
from docreplay.model.finding import ChangeClass, ExampleResponse, Rule, Severity

Aspect = Literal["body", "status", "header", "request"]
"""What of an exchange changed: it decides which line of the page the finding names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVerdict:
    """The class of a change, and what is known of it."""

    change_class: ChangeClass
    page: str = ""
    """Which of the observations the page agrees with: old, new, both, neither; `""` for silent."""
    reason: str = ""
    """Why the class is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of one class at one place."""

    rule: Rule
    kind: str
    """What profiles call it: the rule's name, or that of its reverse."""
    what: str
    """The change as a sentence without its place in the API: "`/manager` may be null"."""
    verdict: ChangeVerdict
    consequence: str = ""
    """What happens to a client that relies on the old responses."""
    old: str = ""
    """The old state in words, with counts."""
    new: str = ""
    steps: tuple[str, ...] | None = None
    """Place in the body; None if the change is not in the body."""
    aspect: Aspect = "body"
    status: int = 0
    header: str = ""
    severity: Severity | None = None
    """Severity, if it is not the one of the class."""
    covers: bool = True
    """Whether changes below the place only follow from this one."""
    also: tuple[tuple[str, ...], ...] = ()
    """Further places that it covers."""
    is_absence: bool = False
    """Whether objects that lack the member show it, and not those that have it."""
    example: ExampleResponse | None = None
    """A new response that shows it."""


def judge(
    old_allowed: bool | None, new_allowed: bool | None, *, is_settled: bool, number: int
) -> ChangeVerdict | None:
    """Return the class of a new kind of message, or None if the page allows it.

    `old_allowed` and `new_allowed` say whether the page allows the old and the new messages (None:
    it does not say), and `is_settled` whether the observations alone exclude chance; `number` is
    that of the old ones.
    """
    if new_allowed and old_allowed is not False:
        return None
    page = agreement(old_allowed, new_allowed)
    if new_allowed is False and old_allowed is not False:
        return ChangeVerdict(change_class="breaking", page=page)
    if is_settled:
        return ChangeVerdict(change_class="breaking", page=page)
    return ChangeVerdict(change_class="unknown", page=page, reason=too_few(number))


def agreement(old_allowed: bool | None, new_allowed: bool | None) -> str:
    """Return which observations a page agrees with: `old`, `new`, `both`, `neither` or `""`."""
    if old_allowed is None and new_allowed is None:
        return ""
    if old_allowed and new_allowed:
        return "both"
    if new_allowed:
        return "new"
    return "neither" if old_allowed is False else "old"


def harmless(old_allowed: bool | None = None, new_allowed: bool | None = None) -> ChangeVerdict:
    """Return the verdict on a change that no client can fail on."""
    return ChangeVerdict(change_class="non-breaking", page=agreement(old_allowed, new_allowed))
