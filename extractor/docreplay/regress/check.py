"""The checks of rules: each looks for one class of change, and for its reverse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from docreplay.diagnostics.registry import RuleCheck, rule_checks
from docreplay.model.finding import ChangeClass, Rule
from docreplay.regress.change import Change
from docreplay.regress.place import BodyPlace
from docreplay.regress.subject import RequestChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """The reverse of a change: what profiles call it, and its class; or why there is none."""

    kind: str = ""
    change_class: ChangeClass = ""
    reason: str = ""
    """Why the reverse is not reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCheck(RuleCheck):
    """A check of statuses, headers, and of whether there is a body."""

    rule: Rule
    run: Callable[[RequestChange], Iterator[Change]]
    mirror: Mirror
    rank: int = field(default=50)
    """Checks run in this order; a change that a check reports is not reported by later ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCheck(RuleCheck):
    """A check of one place of a body."""

    rule: Rule
    run: Callable[[BodyPlace], Iterator[Change]]
    mirror: Mirror
    rank: int = field(default=50)
    """Checks run in this order; what a change covers is not looked at by later ones."""


@cache
def request_checks() -> tuple[RequestCheck, ...]:
    """Return the checks of requests in their order."""
    found = rule_checks("docreplay.regress.rules", RequestCheck)
    return tuple(sorted(found, key=lambda check: (check.rank, check.rule.code)))


@cache
def place_checks() -> tuple[PlaceCheck, ...]:
    """Return the checks of places in their order."""
    found = rule_checks("docreplay.regress.rules", PlaceCheck)
    return tuple(sorted(found, key=lambda check: (check.rank, check.rule.code)))
