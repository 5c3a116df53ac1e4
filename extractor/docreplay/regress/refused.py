"""Inputs that the errors of a request name: required, of a value that is not valid, or unknown."""

from collections.abc import Iterator
from dataclasses import replace

from docreplay.model.finding import Rule
from docreplay.regress.change import Change
from docreplay.regress.statuses import status_changes
from docreplay.regress.subject import RequestChange

_REFUSALS = (400, 422)
_CONSEQUENCE = "clients that send the request as documented fail"
_REVERSE = {
    "required": "input-newly-optional",
    "invalid": "value-accepted",
    "unknown": "unknown-input-accepted",
}


def inputs_refused(subject: RequestChange, rule: Rule, kind: str, what: str) -> Iterator[Change]:
    """Yield a change for each input that the error of a newly rejected request names."""
    for item in status_changes(subject):
        if item.old < 300 and item.new in _REFUSALS:
            for name in _named(subject.new[item.new].fact("refusal"), kind):
                message = f"`{name}` {what} ({item.new})"
                change = item.change(
                    rule, rule.name, message, item.breaking, consequence=_CONSEQUENCE
                )
                yield replace(change, old=f"accepted ({item.old})", new=f"{kind} {name}")


def inputs_accepted(subject: RequestChange, rule: Rule, kind: str, what: str) -> Iterator[Change]:
    """Yield a change for each input that the error of a newly accepted request named."""
    for item in status_changes(subject):
        if item.old in _REFUSALS and item.new < 300:
            for name in _named(subject.old[item.old].fact("refusal"), kind):
                change = item.change(rule, _REVERSE[kind], f"`{name}` {what}", item.harmless)
                yield replace(change, old=f"{kind} {name}", new=f"accepted ({item.new})")


def _named(refusals: object, kind: str) -> list[str]:
    names = list(refusals) if isinstance(refusals, dict) else []
    return [name.removeprefix(f"{kind} ") for name in names if name.startswith(f"{kind} ")][:1]
