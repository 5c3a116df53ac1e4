"""The request of a step as Arazzo writes it: parameters and body, without what a page implies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docreplay.emit.arazzo.extensions import PREFIX
from docreplay.emit.arazzo.message import Message
from docreplay.emit.arazzo.targets import Gap, TargetTemplate
from docreplay.emit.arazzo.values import ValueWriter
from docreplay.model.http.placeholder_values import PlaceholderValues
from docreplay.model.json.value import JSON
from docreplay.model.secret_names import is_credential
from docreplay.model.stories.story import Operand, Parameter, ParameterPlace

_OF_TRANSPORT = frozenset({
    "host", "content-length", "connection", "accept-encoding", "transfer-encoding", "expect",
})  # fmt: skip
_NEUTRAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~")
"""Signs that no encoding changes (RFC 3986 §2.3), but for the dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The members of a Step Object that make its request."""

    parameters: tuple[JSON, ...] = ()
    body: JSON = None
    extensions: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWriter:
    """Writes the request of one step."""

    message: Message
    target: TargetTemplate
    names: tuple[str, ...]
    """Names of the placeholders in the path of the operation."""
    body: JSON
    """The Request Body Object, or None."""

    @property
    def values(self) -> ValueWriter:
        """What writes values."""
        return self.message.values

    def written(self) -> Written:
        """Return what sends the request."""
        parameters = (*self._path(), *self._query(), *self._headers(), *self._own("cookie"))
        extensions: dict[str, JSON] = {}
        if removed := list(self._removed()):
            extensions[f"{PREFIX}remove"] = removed
        if texts := self._texts():
            extensions[f"{PREFIX}text"] = texts
        for item in self.message.given("url"):
            extensions[f"{PREFIX}url"] = self._value(item.value)
        if self.target.whole:
            extensions[f"{PREFIX}url"] = self.target.whole
        elif self.target.origin and self.message.case is None:
            extensions[f"{PREFIX}origin"] = self.target.origin
        return Written(parameters=parameters, body=self.body, extensions=extensions)

    def _removed(self) -> Iterator[JSON]:
        for item in self.message.given("query", "header"):
            if item.value is None:
                yield {"name": item.name, "in": item.place}

    def _own(self, place: ParameterPlace) -> Iterator[JSON]:
        for item in self.message.step.parameters:
            if item.place == place and item.value is not None:
                value = self.message.operand(item.value)
                yield {"name": item.name, "in": place, "value": value}

    def _path(self) -> Iterator[JSON]:
        shared = {item.name for item in self.message.shared if item.place == "path"}
        for gap, name in zip(self.target.gaps, self.names, strict=True):
            if not (name in shared and self._is_for_all(gap)):
                yield {"name": name, "in": "path", "value": self._filled(gap)}

    def _is_for_all(self, gap: Gap) -> bool:
        return not any(item.name in gap.placeholder.names for item in self._own_path())

    def _own_path(self) -> list[Parameter]:
        return [item for item in self.message.step.parameters if item.place == "path"]

    def _filled(self, gap: Gap, *, is_text: bool = False) -> JSON:
        """Return the value of a place; `is_text` gives it as a part of a text."""
        operand = self._operand(gap)
        if operand is not None:
            if is_text:
                return self.values.text(operand)
            is_text_value = any(item.value is operand for item in self.message.given("text"))
            return self._value(operand) if is_text_value else self.message.operand(operand)
        expression = gap.expression or self._expression(gap)
        return f"{{{expression}}}" if is_text and expression else expression

    def _operand(self, gap: Gap) -> Operand | None:
        """Return the value that the step gives a place, or None."""
        if gap.expression:
            return None
        for item in self.message.given("text"):
            if item.name == gap.placeholder.written:
                return item.value
        given = [item for item in self.message.given("path") if item.value is not None]
        found = PlaceholderValues({item.name: str(at) for at, item in enumerate(given)})
        number = found.fill(gap.placeholder, gap.before, gap.after)
        return given[int(number)].value if number else None

    def _expression(self, gap: Gap) -> str:
        """Return the input or the capture that a placeholder gets by its name."""
        known = PlaceholderValues(self.message.known.expressions)
        found = known.fill(gap.placeholder, gap.before, gap.after)
        if not found and self.message.given("url"):
            return ""  # a URL replaces the target
        return found or self.values.inputs.needed(gap.name)

    def _query(self) -> Iterator[JSON]:
        whole = self.message.given("querystring", "url")
        given = {item.name for item in self.message.given("query")}
        pairs = [] if whole else [pair for pair in self.target.query if pair.name not in given]
        for name in dict.fromkeys(pair.name for pair in pairs):
            found = [self._joined(pair.pieces) for pair in pairs if pair.name == name]
            value = found if len(found) > 1 else found[0]
            yield {"name": name, "in": "query", "value": value}
        yield from self._own("query")
        yield from self._own("querystring")

    def _joined(self, pieces: Sequence[str | Gap]) -> JSON:
        """Return the value of a query parameter; one place alone keeps its type."""
        if len(pieces) == 1 and not isinstance(pieces[0], str):
            return self._filled(pieces[0])
        return "".join(
            self.message.constant(piece)
            if isinstance(piece, str)
            else str(self._filled(piece, is_text=True))
            for piece in pieces
        )

    def _headers(self) -> Iterator[JSON]:
        given = {item.name.lower() for item in self.message.given("header")}
        has_body = self.body is not None
        for name, value in self.message.headers:
            is_of_body = has_body and name.lower() == "content-type"
            is_sent = name.lower() not in _OF_TRANSPORT and not is_credential(name.lower())
            if is_sent and name.lower() not in given and not is_of_body:
                yield {"name": name, "in": "header", "value": self.message.named(value)}
        yield from self._own("header")

    def _texts(self) -> dict[str, JSON]:
        """Return the texts that values replace without encoding, unless that is the same."""
        places = {gap.placeholder.written for gap in self.target.gaps}
        return {
            item.name: self._value(item.value)
            for item in self.message.given("text")
            if item.name not in places or not _is_neutral(self._value(item.value))
        }

    def _value(self, operand: Operand | None) -> JSON:
        return "" if operand is None else self.values.operand(operand)


def _is_neutral(value: JSON) -> bool:
    is_dots = isinstance(value, str) and set(value) <= {"."}
    return isinstance(value, str) and not is_dots and set(value) <= _NEUTRAL | {"."}
