"""A response is declared as empty, but has elements.

## What it means
The annotation has `isEmpty`, and the collection of the example has elements.

## Why it matters
Tools reject the documented response.

## Example
    <!-- { "blockType": "response", "isEmpty": true } -->
    { "value": [ 1 ] }

## Fix
Remove `isEmpty`, or the elements.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject, json_body
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC155", name="empty-flag-wrong", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield collections with elements whose annotation has `isEmpty`."""
    for exchange, response in subject.answered:
        annotation, body = exchange.response_annotation, json_body(response)
        if annotation is None or body is None or not annotation.flag("isEmpty"):
            continue
        name = annotation.text("collectionProperty") or "value"
        value = body.value.get(name) if isinstance(body.value, dict) else body.value
        if isinstance(value, list) and value:
            message = f"annotation has `isEmpty`, but `{name}` has elements"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
