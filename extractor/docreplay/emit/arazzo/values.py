"""ValueWriter of stories as Arazzo writes them, and the inputs of a workflow."""

import json
from collections.abc import Mapping

from docreplay.emit.arazzo.extensions import PREFIX
from docreplay.model.json.path import singular_steps
from docreplay.model.json.value import JSON, items_of, pointer
from docreplay.model.stories.runtime_expression import embedded, read_expression
from docreplay.model.stories.story import Fixed, Input, Operand, RandomName, Selector, Template

_SELECTOR = frozenset({"context", "selector", "type"})


class Inputs:
    """The inputs of a workflow: those of the story, and those that its values need.

    Arazzo evaluates each text that looks like an expression; one that is meant as it is becomes
    the default of an input, which is not evaluated.
    """

    def __init__(self, inputs: tuple[Input, ...]) -> None:
        self._properties: dict[str, dict[str, JSON]] = {}
        self._required: list[str] = []
        for item in inputs:
            self._add(item)

    def schema(self) -> JSON:
        """Return the JSON Schema of all inputs, or None without any."""
        if not self._properties:
            return None
        schema: dict[str, JSON] = {"type": "object", "properties": dict(self._properties)}
        return {**schema, "required": list(self._required)} if self._required else schema

    def needed(self, name: str) -> str:
        """Return the expression of an input that must be given, for a placeholder."""
        if name not in self._properties:
            self._properties[name] = {"type": "string"}
            self._required.append(name)
        return f"$inputs.{name}"

    def literal(self, value: JSON) -> str:
        """Return the expression of an input with a constant value."""
        for name, schema in self._properties.items():
            if name.startswith("literal-") and schema.get("default") == value:
                return f"$inputs.{name}"
        name = self._unused("literal")
        self._properties[name] = {"default": value}
        return f"$inputs.{name}"

    def random(self, made: RandomName) -> str:
        """Return the expression of an input that has a new name in each run."""
        name = self._unused("random")
        self._add(Input(name=name, default=made))
        return f"$inputs.{name}"

    def _unused(self, base: str) -> str:
        number = 1
        while f"{base}-{number}" in self._properties:
            number += 1
        return f"{base}-{number}"

    def _add(self, item: Input) -> None:
        schema: dict[str, JSON] = dict(item.schema) if isinstance(item.schema, dict) else {}
        if item.schema is False:
            schema["not"] = {}
        is_open = item.is_required
        match item.default:
            case Fixed(value=value):
                schema["default"] = value
            case Template(value=value) if not has_expression(value):
                schema["default"] = value
            case Template(value=value):
                schema[f"{PREFIX}default"] = value
                is_open = True
            case RandomName(prefix=prefix, suffix=suffix):
                schema[f"{PREFIX}random"] = prefix
                if suffix:
                    schema[f"{PREFIX}random-suffix"] = suffix
                is_open = True
        self._properties[item.name] = schema
        if is_open:
            self._required.append(item.name)


class ValueWriter:
    """Writes the values of one story."""

    def __init__(self, inputs: Inputs, constants: Mapping[str, JSON]) -> None:
        self.inputs = inputs
        self._constants = constants
        self._random: dict[int, str] = {}
        """Inputs of random names by the identity of the operand: each is one name."""

    def operand(self, operand: Operand) -> JSON:
        """Return a value: a constant, an expression, or a Selector Object."""
        match operand:
            case Fixed(value=value):
                return self.inputs.literal(value) if has_expression(value) else value
            case Template(value=value):
                return self._resolved(value)
            case Selector():
                return selected(operand)
            case RandomName():
                if id(operand) not in self._random:
                    self._random[id(operand)] = self.inputs.random(operand)
                return self._random[id(operand)]

    def text(self, operand: Operand) -> str:
        """Return a value as a part of a text: expressions are in braces."""
        value = self.operand(operand)
        if not isinstance(value, str):
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return f"{{{value}}}" if read_expression(value) else value

    def _resolved(self, value: JSON) -> JSON:
        """Return a value with the constants of the document that it was read from."""
        if not self._constants:
            return value
        if isinstance(value, dict):
            return {name: self._resolved(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self._resolved(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> JSON:
        if text in self._constants:
            return self._constants[text]
        pieces = (
            piece if isinstance(piece, str) else self._embedded(piece.text)
            for piece in embedded(text)
        )
        return "".join(pieces)

    def _embedded(self, expression: str) -> str:
        value = self._constants.get(expression, f"{{{expression}}}")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def has_expression(value: JSON) -> bool:
    """Return True if Arazzo would evaluate a value, or a part of it."""
    if isinstance(value, str):
        return any(not isinstance(piece, str) for piece in embedded(value)) or bool(
            read_expression(value)
        )
    if isinstance(value, dict) and value.keys() >= _SELECTOR:
        return True
    return any(has_expression(item) for _, item in items_of(value))


def selected(selector: Selector) -> JSON:
    """Return a selector as an expression with a JSON Pointer if it is one value, else as an object.

    Arazzo 1.0 has no Selector Objects.
    """
    way = singular_steps(selector.selector) if selector.type == "jsonpath" else None
    text = pointer(way) if way is not None else selector.selector
    is_pointer = selector.type == "jsonpointer" or way is not None
    if is_pointer and not selector.version and "#" not in selector.context:
        expression = f"{selector.context}#{text.removeprefix('#')}" if text else selector.context
        if read_expression(expression):
            return expression
    kind: JSON = selector.type
    if selector.version:
        kind = {"type": selector.type, "version": selector.version}
    return {"context": selector.context, "selector": selector.selector, "type": kind}


class KnownValues:
    """The values that placeholders get by their names: inputs and captures of the story."""

    def __init__(self) -> None:
        self._expressions: dict[str, str] = {}

    def add(self, name: str, expression: str) -> None:
        """Note a value; a later one of the same name counts."""
        self._expressions[name] = expression

    @property
    def expressions(self) -> Mapping[str, str]:
        """The expressions by their names."""
        return self._expressions
