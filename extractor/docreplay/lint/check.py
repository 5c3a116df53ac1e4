"""Runs every rule of lint over a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from docreplay.diagnostics.registry import discover
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """What a module of `rules` defines beside its rule: how the rule is found broken."""

    run: Callable[[Subject], Iterator[Finding]]


def lint(subject: Subject) -> Iterator[Finding]:
    """Everything that contradicts itself or its neighbours on a page."""
    for check in checks():
        yield from check.run(subject)


@cache
def checks() -> tuple[Check, ...]:
    """Every check of the folder."""
    return discover("docreplay.lint.rules", "CHECK", Check)
