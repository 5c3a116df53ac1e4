"""Runs every rule of lint over a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from extractor.lint.subject import Subject
from extractor.model.finding import Finding
from extractor.registry import discover


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
    return discover("extractor.lint.rules", "CHECK", Check)
