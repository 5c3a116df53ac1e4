"""An error response lacks `expectError`.

## What it means
The status is 4xx or 5xx, and the annotation has no `expectError`.

## Why it matters
Other tools treat the error as a failure of the example.

## Example
    HTTP/1.1 404 Not Found

## Fix
Add `"expectError": true` to the annotation.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC153", name="expect-error-missing", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield responses with an error status and without `expectError`."""
    for exchange, response in subject.answered:
        annotation = exchange.response_annotation
        if response.status >= 400 and annotation and not annotation.flag("expectError"):
            message = f"the response is a {response.status}, but its annotation lacks `expectError`"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
