"""Inputs that the errors of a request name: required, of a value that is not valid, or unknown."""

from collections.abc import Iterator

from docreplay.model.finding import Rule
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.subject import RequestChange

_REFUSALS = (400, 422)
_REVERSE = {
    "required": "input-newly-optional",
    "invalid": "value-accepted",
    "unknown": "unknown-input-accepted",
}


def inputs_refused(subject: RequestChange, rule: Rule, kind: str, what: str) -> Iterator[Change]:
    """Yield a change for each input that the error of a newly rejected request names."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        if usual >= 300 or status not in _REFUSALS:
            continue
        page = agreement(claims.allows_status(usual), claims.allows_status(status))
        for name in _named(subject.new[status].fact("refusal"), kind):
            yield Change(
                rule=rule,
                kind=rule.name,
                what=f"`{name}` {what} ({status})",
                verdict=ChangeVerdict(change_class="breaking", page=page),
                consequence="clients that send the request as documented fail",
                old=f"accepted ({usual})",
                new=f"{kind} {name}",
                aspect="status",
                status=status,
            )


def inputs_accepted(subject: RequestChange, rule: Rule, kind: str, what: str) -> Iterator[Change]:
    """Yield a change for each input that the error of a newly accepted request named."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        if usual not in _REFUSALS or status >= 300:
            continue
        allowed = claims.allows_status(usual), claims.allows_status(status)
        for name in _named(subject.old[usual].fact("refusal"), kind):
            yield Change(
                rule=rule,
                kind=_REVERSE[kind],
                what=f"`{name}` {what}",
                verdict=harmless(*allowed),
                old=f"{kind} {name}",
                new=f"accepted ({status})",
                aspect="status",
                status=status,
            )


def _named(refusals: object, kind: str) -> list[str]:
    names = list(refusals) if isinstance(refusals, dict) else []
    return [name.removeprefix(f"{kind} ") for name in names if name.startswith(f"{kind} ")][:1]
