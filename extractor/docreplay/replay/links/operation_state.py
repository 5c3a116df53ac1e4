"""What the monitor of an operation says about it."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from docreplay.model.case import Answer
from docreplay.model.json.value import JSON
from docreplay.model.words import clip
from docreplay.replay.links.answer_links import json_in

_RUNNING = frozenset(
    {
        "accepted", "creating", "deleting", "executing", "notstarted", "processing",
        "provisioning", "queued", "running", "scheduled", "started", "starting", "submitted",
        "updating", "validating", "waiting",
    }
)  # fmt: skip
_DONE = frozenset(
    {
        "complete", "completed", "completedwithwarnings", "done", "finished", "ok", "ready",
        "succeeded", "succeededwithwarnings", "success", "successful",
    }
)  # fmt: skip
_FAILED = frozenset(
    {
        "aborted", "canceled", "cancelled", "completedwitherrors", "error", "errored", "expired",
        "failure", "faulted", "partialsuccess", "partiallycompleted", "partiallysucceeded",
        "rejected", "skipped", "succeededwitherrors", "timedout", "timeout",
    }
)  # fmt: skip
_FAILED_END, _RUNNING_ENDS = "failed", ("pending", "inprogress")
"""How longer words end: `deleteFailed`, `deletePending` (OneDrive, asyncJobStatus)."""
_STATES = (
    "status", "state", "provisioningstate", "operationstate", "operationstatus", "jobstatus",
    "jobstate",
)  # fmt: skip
"""Names of the state. All names are in lower case here, and without `_`: services differ."""
_MESSAGES = ("message", "statusdescription", "errormessage", "description", "detail")
_LINKS = ("resourcelocation", "targetresourcelocation", "resourceurl", "resourceuri")
_IDS = ("resourceid", "targetresourceid")
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
    body = _named(json_in(answer))
    if body is None:
        return State("unknown")
    if isinstance(body.get("done"), bool):  # AIP-151
        ended: Literal["failed", "succeeded"] = "failed" if body.get("error") else "succeeded"
        return _with_reason(State(ended if body["done"] else "running"), body)
    word = next(_words(body), "")
    folded = re.sub("[^a-z]", "", word.lower())
    if folded in _FAILED or folded.endswith(_FAILED_END):
        return _with_reason(State("failed", word), body)
    if folded in _DONE:
        return State("succeeded")
    is_known = folded in _RUNNING or folded.endswith(_RUNNING_ENDS)
    is_running = is_known or (word and not may_be_result)
    return State("running" if is_running else "unknown")


def message_of(answer: Answer) -> str:
    """Return what the body of a response says about an error, or `""`."""
    body = _named(json_in(answer))
    return _message(body) if body else ""


def made_by(answer: Answer) -> Made:
    """Return what the monitor's last response says about the result."""
    body = _named(json_in(answer))
    if body is None:
        return Made()
    return Made(_text(body, _LINKS), _text(body, _IDS), next(_embedded(body), None))


def _named(value: JSON) -> Mapping[str, JSON] | None:
    """Return the members of an object by their names as they are compared, or None."""
    if not isinstance(value, dict):
        return None
    return {name.replace("_", "").lower(): item for name, item in value.items()}


def _with_reason(state: State, body: Mapping[str, JSON]) -> State:
    if state.name != "failed":
        return state
    return State("failed", _message(body) or state.reason)


def _words(body: Mapping[str, JSON]) -> Iterator[str]:
    """Yield the words that may be the state, also those of an object in its place."""
    inner = (_named(body.get(name)) or {} for name in (*_STATES, "properties"))
    for part in (body, *inner):
        yield from (word for name in _STATES if isinstance(word := part.get(name), str) and word)


def _message(body: Mapping[str, JSON]) -> str:
    """Return `code: message` of an error, or the text beside the state."""
    for name in ("error", *_STATES, "properties"):
        error = body.get(name)
        if name == "error" and isinstance(error, str):
            return clip(error)
        if (members := _named(error)) and (text := _error(members)):
            return text
    return clip(_text(body, _MESSAGES))


def _error(error: Mapping[str, JSON]) -> str:
    if (inner := _named(error.get("error"))) and (text := _error(inner)):
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
