"""A placeholder of a target is not one that can be filled.

## What it means
Its braces are not balanced, it is empty, or it is what a tool left behind (`{undefined}`).

## Why it matters
A reader does not know what to put there, and neither does the test.

## Example
    GET /users/{undefined}/photo

## Fix
Name the value that belongs there: `{id}`.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.url_template import placeholders

RULE = Rule(code="DOC149", name="placeholder-odd", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Holes without a usable name, and braces that are no holes."""
    for exchange in subject.reading.exchanges:
        target = exchange.request.target
        rest = target.partition("?")[0]
        for hole in placeholders(rest):
            rest = rest.replace(hole.written, "", 1)
            if hole.names[0].strip(": ") in ("", "undefined", "null", "None"):
                message = f"`{hole.written}` names nothing that could be put there"
                yield RULE.at(exchange.request.place, message)
        if "{" in rest or "}" in rest:
            yield RULE.at(exchange.request.place, "the braces of the target do not match")


CHECK = Check(check)
