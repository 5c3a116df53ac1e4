"""The Content-Type of a message does not match its body.

## What it means
The Content-Type is JSON and the body is not, or it is a different one and the body is a JSON
object.

## Why it matters
Readers who copy the request get 415, and the response is compared by the wrong type.

## Example
    Content-Type: text/plain

    { "height": 99 }

## Fix
Correct the Content-Type, or the body.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.content import looks_like_json
from docreplay.model.http.http import Request, Response, declared_type, is_json

RULE = Rule(code="DOC140", name="media-type-contradicts-body", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield messages whose Content-Type does not match their body."""
    for exchange in subject.reading.exchanges:
        yield from _message(exchange.request)
    for _, response in subject.answered:
        yield from _message(response)


def _message(message: Request | Response) -> Iterator[Finding]:
    named, body = declared_type(message.headers), message.body
    if body is None or not named or _is_left_out(message):
        return
    if is_json(named) and not looks_like_json(body.text) and not _is_scalar(body.text):
        yield RULE.at(body.location, f"Content-Type is {named}, but the body is not JSON")
    elif named.startswith(("text/", "image/")) and body.text.lstrip()[:2] in ('{"', "{\n"):
        yield RULE.at(body.location, f"Content-Type is {named}, but the body is JSON")


def _is_left_out(message: Request | Response) -> bool:
    """Return True if the status forbids a body, which another rule reports."""
    return isinstance(message, Response) and message.status in (204, 304)


def _is_scalar(text: str) -> bool:
    """Return True if a text is a JSON scalar (RFC 8259 §2)."""
    word = text.strip()
    return word[:1] in '"-0123456789' or word in ("true", "false", "null")


CHECK = LintCheck(check)
