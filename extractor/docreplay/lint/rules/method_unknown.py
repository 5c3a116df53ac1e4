"""The method of a request is not a registered one.

## What it means
The HTTP Method Registry (RFC 9110 §16.1.1) does not have the method, and `permitted-methods` does
not name it.

## Why it matters
Most often it is misspelt: services refuse it.

## Example
    GETT https://api.example.com/photo

## Fix
Correct the method, or add it to `permitted-methods`.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.lint.suggest import near_name
from docreplay.model.finding import Edit, Finding, Fix, Rule, Severity
from docreplay.model.location import Range

RULE = Rule(code="DOC164", name="method-unknown", severity=Severity.WARNING)

_USUAL = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT")
_EXTENSIONS = """
ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL
MKREDIRECTREF MKWORKSPACE MOVE ORDERPATCH PRI PROPFIND PROPPATCH QUERY REBIND REPORT SEARCH UNBIND
UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL
"""
_REGISTERED = frozenset(_EXTENSIONS.split()).union(_USUAL)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests whose methods are not known, with the usual one that is similar."""
    permitted = subject.config.permitted_methods
    for exchange in subject.reading.exchanges:
        request = exchange.request
        method = request.method
        if method in _REGISTERED or method in permitted:
            continue
        near = _near(method, (*_USUAL, *permitted))
        hint = f" (did you mean `{near}`?)" if near else ""
        place = Range.on_line(request.location, len(method))
        edits = (Edit(start=place.start, end=place.end, text=near),)
        fix = Fix(title=f"write `{near}`", safety="unsafe", edits=edits) if near else None
        yield RULE.at(place, f"unknown method `{method}`{hint}", fix=fix)


def _near(method: str, known: tuple[str, ...]) -> str:
    same = next((name for name in known if name.upper() == method.upper()), "")
    return same or near_name(method.upper(), known)


CHECK = LintCheck(check)
