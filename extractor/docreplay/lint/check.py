"""Run every rule of lint over a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from docreplay.diagnostics.registry import RuleCheck, rule_checks
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding


@dataclass(frozen=True, slots=True)
class LintCheck(RuleCheck):
    """The check of a rule, which each module of `rules` defines."""

    run: Callable[[PageSubject], Iterator[Finding]]


def lint(subject: PageSubject) -> Iterator[Finding]:
    """Yield the findings of all rules about a page."""
    for check in checks():
        yield from check.run(subject)


@cache
def checks() -> tuple[LintCheck, ...]:
    """Return every check: those of the folder, then those of other packages."""
    return rule_checks("docreplay.lint.rules", LintCheck)
