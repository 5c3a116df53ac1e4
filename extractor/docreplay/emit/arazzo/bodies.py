"""The body of a step as Arazzo writes it: a payload, and replacements in it."""

import json
from collections.abc import Iterable, Iterator

from docreplay.emit.arazzo.extensions import PREFIX
from docreplay.emit.arazzo.message import Message
from docreplay.emit.arazzo.values import has_expression
from docreplay.model.http.http import declared_type, is_json
from docreplay.model.json.value import JSON
from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import Operand, Payload, RawCall

_NO_PAYLOAD = Payload()


class BodyWriter:
    """Writes the body of one step."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._payload = message.step.payload or _NO_PAYLOAD

    def content(self) -> JSON:
        """Return the Request Body Object, or None without a body."""
        found: dict[str, JSON] = dict(self._content())
        if media_type := self._media_type(has_content=bool(found)):
            found = {"contentType": media_type, **found}
        if self._payload.is_base64:
            found[f"{PREFIX}base64"] = True
        if replacements := list(self._replacements()):
            found["replacements"] = replacements
        return found or None

    def _media_type(self, *, has_content: bool) -> str:
        """Return the media type of the body, unless a header of the step says it."""
        if self._payload.media_type:
            return self._payload.media_type
        headers = self._message.given("header")
        if not has_content or any(item.name.lower() == "content-type" for item in headers):
            return ""
        named = (v for name, v in self._message.headers if name.lower() == "content-type")
        return next(named, "")

    def _content(self) -> Iterator[tuple[str, JSON]]:
        """Yield the payload, which may be null, or nothing."""
        message = self._message
        given = [item for item in message.given("content") if item.value is not None]
        content = self._payload.content or (given[0].value if given else None)
        if content is not None:
            yield "payload", message.operand(content, is_body=True)
            return
        call = message.step.operation
        if isinstance(call, RawCall):
            if call.body is not None:
                yield "payload", message.named(call.body, is_body=True)
        elif message.case is not None and message.case.request.body is not None:
            yield "payload", self._documented(message.case.request.body.text)

    def _documented(self, text: str) -> JSON:
        """Return a documented body: JSON as its value, other content as its text."""
        declared = declared_type(self._message.headers)
        value = _json_value(text) if not declared or is_json(declared) else None
        return self._message.named(text, is_body=True) if value is None else self._member(value)

    def _member(self, value: JSON) -> JSON:
        """Return a value of a documented body, whose texts are not evaluated."""
        literal = self._message.values.inputs.literal
        if isinstance(value, dict):
            if has_expression(dict.fromkeys(value)):
                return literal(value)
            return {name: self._member(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self._member(item) for item in value]
        if not isinstance(value, str):
            return value
        if read_expression(value):
            return literal(value)
        return self._message.named(value, is_body=True)

    def _replacements(self) -> Iterator[JSON]:
        for item in self._payload.replacements:
            found: dict[str, JSON] = {"target": item.target}
            if item.type and item.type != self._language():
                typed: JSON = {"type": item.type, "version": item.version}
                found["targetSelectorType"] = typed if item.version else item.type
            yield found | self._new(item.value)
        for parameter in self._message.given("body"):
            yield {"target": parameter.name, **self._new(parameter.value)}

    def _language(self) -> str:
        """Return the language of targets that name none."""
        own = self._payload.media_type
        declared = declared_type([("Content-Type", own)] if own else self._message.headers)
        return "xpath" if declared.endswith(("/xml", "+xml")) else "jsonpointer"

    def _new(self, operand: Operand | None) -> dict[str, JSON]:
        if operand is None:
            return {"value": None, f"{PREFIX}remove": True}
        return {"value": self._message.operand(operand, is_body=True)}


def _json_value(text: str) -> JSON:
    """Return an object or an array that says all that the text does, or None."""

    def once(pairs: Iterable[tuple[str, JSON]]) -> dict[str, JSON]:
        found = list(pairs)
        if len({name for name, _ in found}) < len(found):
            raise ValueError("a name occurs twice")
        return dict(found)

    try:
        value: JSON = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return None
    is_whole = isinstance(value, dict | list) and "Infinity" not in text and "NaN" not in text
    return value if is_whole else None
