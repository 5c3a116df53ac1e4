"""A request target is longer than the configuration permits.

## What it means
The target, as it is written, has more characters than `max-url-length`.

## Why it matters
Services and clients refuse long URLs, and readers cannot read them.

## Example
    max-url-length = 2000

## Fix
Shorten the target, or send what it has in a body.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC170", name="url-too-long", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests with longer targets."""
    most = subject.config.max_url_length
    for exchange in subject.reading.exchanges if most else ():
        length = len(exchange.request.target)
        if length > most:
            message = f"the request target has {length} characters, more than {most}"
            yield RULE.at(exchange.request.place, message)


CHECK = LintCheck(check)
