"""A request or response has a media type that the configuration does not permit.

## What it means
The type of `Content-Type` is not in `permitted-media-types`, where `image/*` is any image.

## Why it matters
The service does not support it, or it is misspelt.

## Example
    permitted-media-types = ["application/json", "image/*"]

## Fix
Correct the type, or add it to the setting.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.http import media_type

RULE = Rule(code="DOC168", name="media-type-not-permitted", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield `Content-Type` headers with other types."""
    permitted = [name.lower() for name in subject.config.permitted_media_types]
    for exchange in subject.reading.exchanges if permitted else ():
        response = exchange.response
        for header in (*exchange.request.headers, *(response.headers if response else ())):
            kind = media_type(header.value)
            if header.name.lower() != "content-type" or not kind:
                continue
            if not any(fnmatchcase(kind, pattern) for pattern in permitted):
                message = f"media type `{kind}` is not in `permitted-media-types`"
                yield RULE.at(header.place, message)


CHECK = LintCheck(check)
