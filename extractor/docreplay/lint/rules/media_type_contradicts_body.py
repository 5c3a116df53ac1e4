"""A message declares another media type than its body has.

## What it means
The Content-Type says JSON and the body is none, or it says something else and the body is a JSON
object.

## Why it matters
A reader who copies the request gets 415, and the answer is compared as the wrong thing.

## Example
    Content-Type: text/plain

    { "height": 99 }

## Fix
Correct the Content-Type, or the body.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.content import looks_like_json
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http import Request, Response, declared_type, is_json

RULE = Rule(code="DOC140", name="media-type-contradicts-body", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Messages whose body is visibly of another kind than they say."""
    for exchange in subject.reading.exchanges:
        yield from _message(exchange.request)
    for _, response in subject.answered:
        yield from _message(response)


def _message(message: Request | Response) -> Iterator[Finding]:
    named, body = declared_type(message.headers), message.body
    if body is None or not named or _is_left_out(message):
        return
    if is_json(named) and not looks_like_json(body.text) and not _is_scalar(body.text):
        yield RULE.at(body.location, f"the Content-Type is {named}, but the body is no JSON")
    elif named.startswith(("text/", "image/")) and body.text.lstrip()[:2] in ('{"', "{\n"):
        yield RULE.at(body.location, f"the Content-Type is {named}, but the body is JSON")


def _is_left_out(message: Request | Response) -> bool:
    """A body that a status forbids has a finding of its own."""
    return isinstance(message, Response) and message.status in (204, 304)


def _is_scalar(text: str) -> bool:
    """A JSON text may be a string, a number or a word alone (RFC 8259 §2)."""
    word = text.strip()
    return word[:1] in '"-0123456789' or word in ("true", "false", "null")


CHECK = Check(check)
