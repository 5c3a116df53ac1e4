"""Compare two versions of an API by all rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from docreplay.diagnostics.registry import RuleCheck, rule_checks
from docreplay.diff.members import MemberChange, member_changes
from docreplay.diff.subject import ApiPair
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_api import DocumentedApi
from docreplay.model.finding import Rule


class DiffSubject:
    """The two versions that the rules compare."""

    def __init__(self, old: DocumentedApi, new: DocumentedApi) -> None:
        self.pair = ApiPair(old, new)

    @cached_property
    def members(self) -> tuple[MemberChange, ...]:
        """The members that were added, removed or renamed, or of which other things are written."""
        return tuple(member_changes(self.pair))

    @property
    def kept(self) -> Iterator[MemberChange]:
        """The members that both versions have, of which other things are written."""
        return (change for change in self.members if change.old and change.new)


@dataclass(frozen=True, slots=True)
class DiffCheck(RuleCheck):
    """The check of a rule, which each module of `rules` defines."""

    rule: Rule
    run: Callable[[DiffSubject], Iterator[ApiChange]]


def changes(old: DocumentedApi, new: DocumentedApi) -> Iterator[tuple[Rule, ApiChange]]:
    """Yield the changes from the old version to the new one, each with its rule."""
    subject = DiffSubject(old, new)
    for check in checks():
        for change in check.run(subject):
            yield check.rule, change


@cache
def checks() -> tuple[DiffCheck, ...]:
    """Return every check: those of the folder, then those of other packages."""
    return rule_checks("docreplay.diff.rules", DiffCheck)
