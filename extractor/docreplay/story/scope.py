"""The values that runtime expressions have at one moment of a story."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from docreplay.model.case import Answer, SentRequest
from docreplay.model.http.http import declared_type, values_of
from docreplay.model.json.value import JSON
from docreplay.model.stories.runtime_expression import Expression, embedded, read_expression
from docreplay.model.stories.story import Fixed, Operand, RandomName, Selector, Template
from docreplay.story.select import selected
from docreplay.story.values import EvaluationError, Undefined, content_value, part, written

_LONGEST = 20_000_000
"""Characters of a text with values; inputs that contain each other could double without end."""
_SELECTOR_KEYS = frozenset({"context", "selector", "type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """A request of a step, and its response: what `$request` and `$response` are about."""

    sent: SentRequest
    answer: Answer | None
    path: Mapping[str, str] = field(default_factory=dict)
    """Values of the placeholders of the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Inputs and outputs of a story that ran."""

    inputs: Mapping[str, JSON]
    outputs: Mapping[str, JSON]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """What expressions can name; without `exchanged`, nothing of a message can be named."""

    inputs: Mapping[str, JSON] = field(default_factory=dict)
    outputs: Mapping[str, JSON] = field(default_factory=dict)
    """Outputs of the story itself, while they are computed."""
    steps: Mapping[str, Mapping[str, JSON]] = field(default_factory=dict)
    """Outputs of the steps that are complete."""
    workflows: Mapping[str, Called] = field(default_factory=dict)
    """Stories of the same file that ran, by their ids."""
    constants: Mapping[str, JSON] = field(default_factory=dict)
    exchanged: Exchanged | None = None
    new_name: Callable[[RandomName], str] = lambda name: f"{name.prefix}x{name.suffix}"

    def value(self, text: str) -> JSON:
        """Return the value of a runtime expression, of its own type.

        Raises `Undefined` if nothing is there, and `EvaluationError` for a text that is not an
        expression or cannot be evaluated.
        """
        expression = read_expression(text)
        if expression is None:
            raise EvaluationError(f"`{text}` is not a runtime expression")
        return self.evaluated(expression)

    def evaluated(self, expression: Expression) -> JSON:
        """Return the value of an expression; raises as `value` does."""
        match expression.kind:
            case "inputs":
                return _named(self.inputs, expression)
            case "outputs":
                return _named(self.outputs, expression)
            case "steps":
                return _named(self._complete(expression), expression)
            case "workflows":
                return _named(self._called(expression), expression)
            case "self" | "sourceDescriptions" | "components":
                return self._constant(expression)
            case _:
                return _of_message(self._exchanged(expression), expression)

    def text(self, template: str, data: Callable[[str], str] = str) -> str:
        """Return a text with the values of its embedded expressions; raises as `value` does.

        `data` writes the text of a value as the place needs it.
        """
        pieces: list[str] = []
        length = 0
        for piece in embedded(template):
            text = piece if isinstance(piece, str) else data(written(self.evaluated(piece)))
            length += len(text)
            if length > _LONGEST:
                raise EvaluationError(f"the text has more than {_LONGEST:,} characters")
            pieces.append(text)
        return "".join(pieces)

    def operand(self, operand: Operand) -> JSON:
        """Return the value of an operand; raises as `value` does."""
        match operand:
            case Fixed(value=value):
                return value
            case Template(value=value):
                return self._filled(value)
            case Selector():
                return selected(operand, self.value(operand.context), self.text(operand.selector))
            case RandomName():
                return self.new_name(operand)

    def _filled(self, value: JSON) -> JSON:
        if isinstance(value, str):
            expression = read_expression(value)
            return self.evaluated(expression) if expression else self.text(value)
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        if isinstance(value, dict):
            selector = selector_in(value)
            if selector:
                return self.operand(selector)
            return {name: self._filled(item) for name, item in value.items()}
        return value

    def _exchanged(self, expression: Expression) -> Exchanged:
        if self.exchanged is None:
            raise EvaluationError(f"`{expression.text}`: no request was sent here")
        return self.exchanged

    def _constant(self, expression: Expression) -> JSON:
        if expression.text not in self.constants:
            raise Undefined(f"`{expression.text}` does not exist")
        return self.constants[expression.text]

    def _complete(self, expression: Expression) -> Mapping[str, JSON]:
        if expression.owner not in self.steps:
            raise Undefined(f"`{expression.text}`: the step is not complete")
        return self.steps[expression.owner]

    def _called(self, expression: Expression) -> Mapping[str, JSON]:
        called = self.workflows.get(expression.owner)
        if called is None:
            raise Undefined(f"`{expression.text}`: the workflow did not run")
        return called.inputs if expression.source == "inputs" else called.outputs


def selector_in(value: dict[str, JSON]) -> Selector | None:
    """Return the Selector Object that an object of a payload is, or None (Arazzo 1.1)."""
    context, selector, described = (value.get(n) for n in ("context", "selector", "type"))
    typed = described if isinstance(described, dict) else {"type": described}
    kind, version = typed.get("type"), typed.get("version")
    is_selector = value.keys() == _SELECTOR_KEYS and kind in ("jsonpath", "xpath", "jsonpointer")
    if not is_selector or not isinstance(context, str) or not read_expression(context):
        return None
    return Selector(
        context=context,
        selector=str(selector),
        type=kind,  # type: ignore[arg-type]  # one of the three above
        version=str(version or ""),
    )


def _named(values: Mapping[str, JSON], expression: Expression) -> JSON:
    """Return the value of the longest name; what follows it are its members.

    Names may contain dots, and `.member` may follow a name.
    """
    pieces = expression.name.split(".")
    for length in range(len(pieces), 0, -1):
        name = ".".join(pieces[:length])
        if name in values:
            path = (*pieces[length:], *expression.pointer)
            return part(values[name], path, expression.text)
    raise Undefined(f"no value for `{expression.text}`")


def _of_message(exchanged: Exchanged, expression: Expression) -> JSON:
    sent, answer = exchanged.sent, exchanged.answer
    if expression.kind == "url":
        return sent.url
    if expression.kind == "method":
        return sent.method
    if expression.kind == "request":
        return _of_request(exchanged, expression)
    if answer is None or expression.kind == "message":
        raise EvaluationError(f"`{expression.text}`: no response arrived")
    if expression.kind == "statusCode":
        return answer.status
    if expression.source not in ("header", "body"):
        raise EvaluationError(f"`{expression.text}`: a response has headers and a body only")
    return _of_part(expression, answer.headers, answer.body)


def _of_request(exchanged: Exchanged, expression: Expression) -> JSON:
    if expression.source == "path":
        return _named(exchanged.path, expression)
    if expression.source == "query":
        found = parse_qs(urlsplit(exchanged.sent.url).query, keep_blank_values=True)
        return _single(found.get(expression.name, ()), expression)
    return _of_part(expression, exchanged.sent.headers, exchanged.sent.body)


def _of_part(
    expression: Expression, headers: Sequence[tuple[str, str]], body: bytes | None
) -> JSON:
    if expression.source == "header":
        return _single(tuple(values_of(expression.name, headers)), expression)
    try:
        value = content_value(body, declared_type(headers))
    except Undefined as error:
        raise Undefined(f"`{expression.text}`: {error}") from None
    return part(value, expression.pointer, expression.text)


def _single(values: Sequence[str], expression: Expression) -> JSON:
    """Return the first value: single values only are available (Arazzo 1.1)."""
    if not values:
        raise Undefined(f"nothing at `{expression.text}`")
    return values[0]
