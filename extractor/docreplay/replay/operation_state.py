"""What the monitor of an operation says about it."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from docreplay.model.case import Answer
from docreplay.model.json.value import JSON
from docreplay.model.words import clip
from docreplay.replay.answer_links import json_in

_RUNNING = frozenset(
    {
        "accepted", "creating", "deleting", "executing", "inprogress", "notstarted", "pending",
        "processing", "provisioning", "queued", "running", "scheduled", "started", "starting",
        "submitted", "updating", "validating", "waiting",
    }
)  # fmt: skip
_DONE = frozenset(
    {"complete", "completed", "done", "finished", "ready", "succeeded", "success", "successful"}
)
_FAILED = frozenset(
    {
        "aborted", "canceled", "cancelled", "error", "errored", "expired", "failed", "failure",
        "rejected", "timedout",
    }
)  # fmt: skip
_STATES = ("status", "state", "provisioningState", "operationState")
_MESSAGES = ("message", "statusDescription", "errorMessage", "description", "detail")
_LINKS = ("resourceLocation", "targetResourceLocation", "resourceUrl", "resourceUri")
_IDS = ("resourceId", "targetResourceId")
_EMBEDDED = ("response", "result", "resource", "output")


class State(NamedTuple):
    """The state of an operation."""

    name: Literal["running", "succeeded", "failed", "unknown"]
    """`unknown`: the response does not say it, and only its status can"""
    reason: str = ""
    """What a failed operation says."""


class Made(NamedTuple):
    """What a successful operation made, as its monitor says."""

    link: str = ""
    id: str = ""
    value: Mapping[str, JSON] | None = None
    """The object itself."""


def state_of(answer: Answer, *, may_be_result: bool) -> State:
    """Return the state that the body of a monitor's response names.

    An unknown word is a state before the end (Azure REST API Guidelines, long-running operations),
    unless the response may be what the operation made, which has states of its own.
    """
    body = json_in(answer)
    if not isinstance(body, dict):
        return State("unknown")
    if isinstance(body.get("done"), bool):  # AIP-151
        ended: Literal["failed", "succeeded"] = "failed" if body.get("error") else "succeeded"
        return _with_reason(State(ended if body["done"] else "running"), body)
    word = next(_words(body), "")
    folded = re.sub("[^a-z]", "", word.lower())
    if folded in _FAILED:
        return _with_reason(State("failed", word), body)
    if folded in _DONE:
        return State("succeeded")
    is_running = folded in _RUNNING or (word and not may_be_result)
    return State("running" if is_running else "unknown")


def message_of(answer: Answer) -> str:
    """Return what the body of a response says about an error, or `""`."""
    body = json_in(answer)
    return _message(body) if isinstance(body, dict) else ""


def made_by(answer: Answer) -> Made:
    """Return what the monitor's last response says about the result."""
    body = json_in(answer)
    if not isinstance(body, dict):
        return Made()
    return Made(_text(body, _LINKS), _text(body, _IDS), next(_embedded(body), None))


def _with_reason(state: State, body: Mapping[str, JSON]) -> State:
    if state.name != "failed":
        return state
    return State("failed", _message(body) or state.reason)


def _words(body: Mapping[str, JSON]) -> Iterator[str]:
    """Yield the words that may be the state, also those of an object in its place."""
    inner = [body[name] for name in (*_STATES, "properties") if isinstance(body.get(name), dict)]
    for part in (body, *inner):
        found = part if isinstance(part, dict) else {}
        yield from (word for name in _STATES if isinstance(word := found.get(name), str) and word)


def _message(body: Mapping[str, JSON]) -> str:
    """Return `code: message` of an error, or the text beside the state."""
    for name in ("error", *_STATES, "properties"):
        error = body.get(name)
        if name == "error" and isinstance(error, str):
            return clip(error)
        if isinstance(error, dict) and (text := _error(error)):
            return text
    return clip(_text(body, _MESSAGES))


def _error(error: Mapping[str, JSON]) -> str:
    inner = error.get("error")
    if isinstance(inner, dict) and (text := _error(inner)):
        return text
    code, message = _text(error, ("code",)), _text(error, _MESSAGES)
    return clip(": ".join(filter(None, (code, message))) if message else "") or clip(code)


def _text(body: Mapping[str, JSON], names: tuple[str, ...]) -> str:
    found = (body.get(name) for name in names)
    return next((str(item) for item in found if isinstance(item, str | int) and item), "")


def _embedded(body: Mapping[str, JSON]) -> Iterator[Mapping[str, JSON]]:
    """Yield the object that the operation made, in a member for it, or the only one with an id."""
    for name in _EMBEDDED:
        if isinstance(found := body.get(name), dict) and found:
            yield found
    objects = [item for item in body.values() if isinstance(item, dict) and item.get("id")]
    if len(objects) == 1:
        yield objects[0]
