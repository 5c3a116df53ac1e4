"""Statuses that only the new responses to a request have."""

from collections.abc import Iterator
from dataclasses import dataclass

from docreplay.model.finding import Rule
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.subject import RequestChange


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status that responses have now, and the one that it replaces."""

    old: int
    new: int
    allowed: tuple[bool | None, bool | None]
    """Whether the page documents the old and the new one; None if it is silent."""

    @property
    def breaking(self) -> ChangeVerdict:
        """The verdict if clients fail on the new status."""
        return ChangeVerdict(change_class="breaking", page=agreement(*self.allowed))

    @property
    def harmless(self) -> ChangeVerdict:
        """The verdict if no client can fail on the new status."""
        return harmless(*self.allowed)

    def unknown(self, reason: str) -> ChangeVerdict:
        """Return the verdict if it is not known whether clients fail, and why."""
        return ChangeVerdict(change_class="unknown", page=agreement(*self.allowed), reason=reason)

    def change(
        self, rule: Rule, kind: str, what: str, verdict: ChangeVerdict, *, consequence: str = ""
    ) -> Change:
        """Return the change of a rule; its states are both statuses."""
        return Change(
            rule=rule,
            kind=kind,
            what=what,
            verdict=verdict,
            consequence=consequence,
            old=str(self.old),
            new=str(self.new),
            aspect="status",
            status=self.new,
        )


def status_changes(subject: RequestChange) -> Iterator[StatusChange]:
    """Yield the new statuses, each with the usual old one."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        allowed = claims.allows_status(usual), claims.allows_status(status)
        yield StatusChange(usual, status, allowed)
