"""One step with the request that its operation implies: what its parameters and its body need."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from docreplay.emit.arazzo.targets import first_name, slug
from docreplay.emit.arazzo.values import KnownValues, ValueWriter, has_expression
from docreplay.model.case import Case
from docreplay.model.http.placeholder import NAMED, placeholder_of
from docreplay.model.http.placeholder_values import PlaceholderValues
from docreplay.model.json.value import JSON
from docreplay.model.stories.story import Operand, Parameter, ParameterPlace, RawCall, Step


@dataclass(frozen=True, kw_only=True)
class Message:
    """A step of a story, and what it sends without its own parameters."""

    step: Step
    shared: tuple[Parameter, ...]
    """Parameters of the story, which its document has for all steps."""
    case: Case | None
    values: ValueWriter
    known: KnownValues

    def given(self, *places: ParameterPlace) -> list[Parameter]:
        """Return the parameters of the step for places, and those of the story behind them."""
        own = [item for item in self.step.parameters if item.place in places]
        names = {(item.place, item.name) for item in own}
        shared = (item for item in self.shared if item.place in places)
        return [*own, *(item for item in shared if (item.place, item.name) not in names)]

    @cached_property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The documented headers, or those of the story's own request."""
        if self.case is not None:
            return tuple((item.name, item.value) for item in self.case.request.headers)
        call = self.step.operation
        return call.headers if isinstance(call, RawCall) else ()

    def operand(self, operand: Operand | None, *, is_body: bool = False) -> JSON:
        """Return a value that the step sends, with the values of the placeholders in its texts."""
        value = "" if operand is None else self.values.operand(operand)
        return self._with_names(value, is_body=is_body)

    def _with_names(self, value: JSON, *, is_body: bool) -> JSON:
        if isinstance(value, dict):
            return {name: self._with_names(item, is_body=is_body) for name, item in value.items()}
        if isinstance(value, list):
            return [self._with_names(item, is_body=is_body) for item in value]
        return self._filled(value, str, is_body=is_body) if isinstance(value, str) else value

    def named(self, text: str, *, is_body: bool = False) -> str:
        """Return a text with the values of its placeholders; in a body, only of known names."""
        return self._filled(text, self._literal, is_body=is_body)

    def _filled(self, text: str, literal: Callable[[str], str], *, is_body: bool) -> str:
        found, at = "", 0
        known = PlaceholderValues(self.known.expressions)
        for match in NAMED.finditer(text):
            placeholder = placeholder_of(match)
            expression = known.fill(placeholder)
            if not expression and not is_body:
                expression = self.values.inputs.needed(slug(first_name(placeholder)))
            if expression:
                found += f"{literal(text[at : match.start()])}{{{expression}}}"
                at = match.end()
        return found + literal(text[at:])

    def constant(self, text: str) -> str:
        """Return a part of a text that must not be evaluated."""
        return f"{{{self.values.inputs.literal(text)}}}" if has_expression(text) else text

    def _literal(self, text: str) -> str:
        """Return a text of a page as a constant; that of a story is evaluated."""
        return self.constant(text) if self.case is not None else text
