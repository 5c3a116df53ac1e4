"""Operations that steps of stories start: who waits for them, and what they made."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from docreplay.model.case import Answer, FollowedOperation, Outcome, SentRequest
from docreplay.model.stories.story import Operand, Selector, Step, Story, Template
from docreplay.story.created import without_query
from docreplay.story.scope import Namespace

_MONITOR = re.compile(
    r"\$response\.header\.(?:operation-location|azure-asyncoperation|location)\b", re.IGNORECASE
)
_ARGUMENT = re.compile(r"\('?([^')]+)'?\)")
"""A key in parentheses (OData URL Conventions 4.01 §4.3.1)."""


def needs_result(step: Step, story: Story) -> bool:
    """Return True if a later step, or a capture, may need what the operation of a step makes.

    A story that keeps the URL of the monitor asks it by itself.
    """
    if any(_MONITOR.search(_text(capture.source)) for capture in step.outputs):
        return False
    is_last = not story.steps or story.steps[-1].id == step.id
    is_main = any(item.id == step.id for item in story.steps)
    return is_main and (bool(step.outputs) or not is_last)


def scopes_of(scope: Namespace, outcome: Outcome | None) -> tuple[Namespace, ...]:
    """Return what captures are evaluated in: the response, then what was followed from it."""
    exchanged = scope.exchanged
    if outcome is None or exchanged is None:
        return (scope,)
    return (
        scope,
        *(
            replace(scope, exchanged=replace(exchanged, answer=answer))
            for answer in _followed(outcome)
        ),
    )


def made_by(sent: SentRequest, operation: FollowedOperation | None) -> str:
    """Return the URL of what the operation of a request created, or `""`.

    Operations also report what they changed: whatever the request names exists already.
    """
    if operation is None or operation.end != "succeeded" or sent.method not in ("POST", "PUT"):
        return ""
    url = without_query(operation.url)
    if not url or urlsplit(url)[:2] != urlsplit(sent.url)[:2]:
        return ""
    named = set(_names(sent.url))
    body = (sent.body or b"").decode(errors="replace")
    made = [*_ids(url), *([operation.id] if operation.id else [])]
    is_known = any(name in named or name in body for name in made)
    return "" if is_known else url


def _followed(outcome: Outcome) -> Iterator[Answer]:
    if outcome.operation and outcome.operation.result:
        yield outcome.operation.result
    for page in outcome.pages.pages if outcome.pages else ():
        yield page.answer


def _text(source: Operand) -> str:
    if isinstance(source, Selector):
        return source.context
    return json.dumps(source.value) if isinstance(source, Template) else ""


def _names(url: str) -> Iterator[str]:
    """Yield the segments of a path, and the keys in them."""
    for segment in unquote(urlsplit(url).path).split("/"):
        yield segment
        yield from _ARGUMENT.findall(segment)


def _ids(url: str) -> Iterator[str]:
    """Yield what identifies an object in its URL: the keys, and the last segment."""
    path = unquote(urlsplit(url).path).rstrip("/")
    yield from _ARGUMENT.findall(path)
    yield path.rpartition("/")[2]
