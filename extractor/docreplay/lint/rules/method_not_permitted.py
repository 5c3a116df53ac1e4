"""A request has a method that the configuration does not permit.

## What it means
The method is not in `permitted-methods`. One that is not registered at all is `method-unknown`.

## Why it matters
The service does not support it.

## Example
    permitted-methods = ["GET", "POST", "PATCH", "DELETE"]

## Fix
Correct the method, or add it to the setting.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Range

RULE = Rule(code="DOC167", name="method-not-permitted", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests with other methods; case matters (RFC 9110 §9.1)."""
    permitted = subject.config.permitted_methods
    for exchange in subject.reading.exchanges if permitted else ():
        request = exchange.request
        if request.method not in permitted:
            place = Range.on_line(request.location, len(request.method))
            yield RULE.at(place, f"method `{request.method}` is not in `permitted-methods`")


CHECK = LintCheck(check)
