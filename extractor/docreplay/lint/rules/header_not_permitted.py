"""A request has a header that the configuration does not permit.

## What it means
The name of the header is not in `permitted-headers`; case does not matter.

## Why it matters
The service ignores it, or it was meant as something else.

## Example
    permitted-headers = ["Authorization", "Content-Type", "If-Match"]

## Fix
Correct the name, or add it to the setting.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Range

RULE = Rule(code="DOC169", name="header-not-permitted", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield request headers with other names."""
    permitted = {name.lower() for name in subject.config.permitted_headers}
    for exchange in subject.reading.exchanges if permitted else ():
        for header in exchange.request.headers:
            if header.name.lower() not in permitted:
                place = Range.on_line(header.location, len(header.name))
                yield RULE.at(place, f"header `{header.name}` is not in `permitted-headers`")


CHECK = LintCheck(check)
