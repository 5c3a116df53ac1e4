"""Clients must authenticate in another way.

## What it means
The credentials that were accepted are refused with 401, or `WWW-Authenticate` names other schemes.
That credentials are accepted again is reported as non-breaking.

## Why it matters
No client can authenticate as before.

## What it leaves alone
A run in which all requests are refused: then the credentials of the run are wrong, and it exits
with 3.

## Example
    WWW-Authenticate: Basic       then
    WWW-Authenticate: Bearer      now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange
from docreplay.regress.words import counts

RULE = Rule(code="REG412", name="authentication-changed", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if credentials are required that were not, or another scheme is asked for."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        if usual < 300 and status == 401:
            page = agreement(claims.allows_status(usual), claims.allows_status(status))
            yield _change(
                "the credentials are not accepted (401)",
                ChangeVerdict(change_class="breaking", page=page),
                (str(usual), "401"),
                status=status,
            )
        elif usual == 401 and status < 300:
            verdict = harmless(claims.allows_status(usual), claims.allows_status(status))
            states = ("401", str(status))
            yield _change("the credentials are accepted", verdict, states, status=status)
    for pair in subject.pairs():
        old, new = pair.old.fact("authentication"), pair.new.fact("authentication")
        if old and not old.keys() & new.keys():
            schemes = ", ".join(new) or "no scheme"
            yield _change(
                f"`WWW-Authenticate` asks for {schemes} instead of {', '.join(old)}",
                ChangeVerdict(change_class="breaking"),
                (counts(old), counts(new)),
                status=pair.status,
                header="www-authenticate",
            )


def _change(
    what: str, verdict: ChangeVerdict, states: tuple[str, str], *, status: int, header: str = ""
) -> Change:
    return Change(
        rule=RULE,
        kind="authentication-changed",
        what=what,
        verdict=verdict,
        consequence="clients cannot authenticate as before",
        old=states[0],
        new=states[1],
        aspect="header" if header else "status",
        header=header,
        status=status,
    )


MIRROR = Mirror(kind="authentication-changed", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=11)
