"""`requires` or `capture` of an annotation cannot be understood.

## What it means
`requires` must be the name of a case or a list of them. `capture` must be an object whose values
are JSON Paths (RFC 9535), as `$.id`, or names of headers with a colon, as `Location:`.

## Why it matters
Later requests do not get the value, so that they fail or are skipped.

## Example
    <!-- { "blockType": "request", "name": "create_album", "capture": { "album": "id" } } -->

## Fix
Write the path from the root of the body, `$.id`, or the header with its colon.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.stories.dependencies import flaws_of

RULE = Rule(code="DOC178", name="dependency-invalid", severity=Severity.ERROR)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield what is wrong with the keys, whatever other pages have."""
    for exchange in subject.reading.exchanges:
        if annotation := exchange.request_annotation:
            yield from (RULE.at(annotation.range, flaw) for flaw in flaws_of(annotation))


CHECK = LintCheck(check)
