"""A sample key does not occur in its request.

## What it means
The annotation lists sample values of the request under `sampleKeys`; this one does not occur in it.

## Why it matters
Tools cannot recognize which part of the request is a sample.

## Example
    <!-- { "blockType": "request", "sampleKeys": ["48d31887"] } -->
    GET /users/adele

## Fix
Correct the key, or remove it.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC156", name="sample-key-missing", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield sample keys that are neither in the target nor in the body."""
    for exchange in subject.reading.exchanges:
        annotation, request = exchange.request_annotation, exchange.request
        text = unquote(request.target) + (request.body.text if request.body else "")
        for key in annotation.texts("sampleKeys") if annotation else ():
            if annotation and unquote(key) not in text:
                message = f"sample key `{key}` does not occur in the request"
                yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
