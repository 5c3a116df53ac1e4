"""Compile scenarios of API Doctor to stories."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docreplay.model.stories.story import (
    Capture,
    CaseCall,
    Criterion,
    Fixed,
    Input,
    Operand,
    Parameter,
    Payload,
    RandomName,
    RawCall,
    Selector,
    Step,
    Story,
    Template,
    retried,
)
from docreplay.story.apidoctor.changes import (
    body_parameters,
    effective_urls,
    media_type_of,
    text_of,
)
from docreplay.story.apidoctor.expectations import criterion_of
from docreplay.story.apidoctor.grammar import (
    Captured,
    Code,
    PathError,
    Random,
    Value,
    body_pointer,
    is_capture,
    read_steps,
    written_steps,
)
from docreplay.story.apidoctor.library import RequestError, RequestLibrary, ResolvedCall
from docreplay.story.apidoctor.scenario import (
    RequestParameter,
    Scenario,
    ScenarioCall,
    ScenarioCapture,
)

SECONDARY = "secondary"
"""The name of the account that `secondary-account` asks for."""
_RETRIES = 7
"""How often API Doctor sends a request again at most (annotation-dialect.md §2.9)."""
_SUCCESS = "$statusCode >= 200 && $statusCode < 300"
_ODD = re.compile(r"[^A-Za-z0-9_-]+")


class ScenarioError(ValueError):
    """The scenario cannot be run; the message says why. A finding says it, too."""


def story_of(scenario: Scenario, library: RequestLibrary, *, story_id: str) -> Story:
    """Return the story of a scenario. Raise `ScenarioError` if it cannot be run."""
    compiler = _Compiler(library)
    for call in scenario.setup:
        compiler.add_setup(call)
    compiler.add_own(scenario)
    return Story(
        id=story_id,
        location=scenario.node.place.start,
        steps=tuple(compiler.steps),
        summary=scenario.title,
        inputs=tuple(compiler.inputs),
        scopes=scenario.scopes,
        tags=(*scenario.tags, *scenario.versions),
        is_enabled=scenario.is_enabled,
    )


def story_ids(scenarios: Iterable[Scenario]) -> Iterator[str]:
    """Yield an id for each scenario of a file: its name, with a number if it occurs again."""
    seen: dict[str, int] = {}
    for scenario in scenarios:
        name = _ODD.sub("-", scenario.title).strip("-").lower() or "scenario"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


@dataclass(slots=True)
class _Compiler:
    """Steps of a story, and what is known after each of them."""

    library: RequestLibrary
    steps: list[Step] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    """Runtime expressions of captured values, by their names."""

    def add_setup(self, call: ScenarioCall) -> None:
        """Add a request that prepares others: it must succeed, and is not compared with a page."""
        resolved = self._resolved(call)
        name = call.canned or resolved.call.method or "request"
        step_id = f"{len(self.steps) + 1}-{_ODD.sub('-', name).strip('-')}"
        outputs = tuple(self._captures(resolved.call.captures))
        step = Step(
            id=step_id,
            operation=_operation(resolved),
            description=name,
            parameters=tuple(self._parameters(resolved)),
            payload=self._payload(resolved),
            success_criteria=(Criterion(condition=_status_condition(resolved.call.allowed)),),
            outputs=outputs,
            is_judged=False,
            is_setup=True,
            account=SECONDARY if resolved.call.is_secondary else "",
            location=call.node.place.start,
        )
        self.steps.append(step)
        for item, output in zip(resolved.call.captures, outputs, strict=True):
            self.values[item.name] = f"$steps.{step_id}.outputs.{output.name}"

    def add_own(self, scenario: Scenario) -> None:
        """Add the request that the scenario tests."""
        resolved = self._resolved(scenario)
        criteria = tuple(filter(None, map(criterion_of, scenario.expectations)))
        if not resolved.case and scenario.allowed:
            criteria = (Criterion(condition=_status_condition(scenario.allowed)), *criteria)
        retries = (retried(scenario.retried, limit=_RETRIES, after=1.0),)
        step = Step(
            id=f"{len(self.steps) + 1}-{_ODD.sub('-', scenario.method).strip('-')}",
            operation=_operation(resolved),
            description=scenario.method,
            parameters=tuple(self._parameters(resolved)),
            payload=self._payload(resolved),
            success_criteria=criteria,
            on_failure=retries if scenario.retried else (),
            statuses=scenario.allowed,
            location=scenario.node.place.start,
        )
        self.steps.append(step)

    def _resolved(self, call: ScenarioCall) -> ResolvedCall:
        try:
            return self.library.resolve(call)
        except RequestError as error:
            raise ScenarioError(error.message) from error

    def _parameters(self, resolved: ResolvedCall) -> Iterator[Parameter]:
        """Yield the parameters in the order in which API Doctor applies them."""
        parameters = resolved.call.parameters
        for item in effective_urls(parameters):
            if item.key.kind == "url":
                yield Parameter(place="url", name="", value=self._text(item))
            else:
                yield Parameter(place="text", name=item.key.name, value=self._text(item))
        for item in parameters:
            if item.key.kind == "header":
                yield Parameter(place="header", name=item.key.name, value=self._text(item))
        body = next(body_parameters(parameters), None)
        if body and body.key.kind == "body":
            yield Parameter(place="content", name="", value=self._text(body) or Fixed(value=""))
        if media_type_of(resolved) == "application/json":
            yield from self._members(parameters)

    def _members(self, parameters: Iterable[RequestParameter]) -> Iterator[Parameter]:
        for item in parameters:
            if item.key.kind == "json":
                try:
                    name = body_pointer(written_steps(item.text))
                except PathError as error:
                    raise ScenarioError(str(error)) from error
                yield Parameter(place="body", name=name, value=self._operand(item.value))

    def _payload(self, resolved: ResolvedCall) -> Payload | None:
        """Return the body in base64, if the first parameter for the body is one."""
        item = next(body_parameters(resolved.call.parameters), None)
        if item is None or item.key.kind != "base64":
            return None
        return Payload(content=self._text(item), is_base64=True)

    def _text(self, item: RequestParameter) -> Operand | None:
        """Return a value as text; None removes."""
        operand = self._operand(item.value)
        if isinstance(operand, Fixed):
            return Fixed(value=text_of(operand.value))
        return operand

    def _operand(self, value: Value) -> Operand | None:
        match value:
            case Captured(name=name) if name in self.values:
                return Template(value=f"{{{self.values[name]}}}")
            case Captured(name=name):
                raise ScenarioError(f"`{name}` is not captured by an earlier request")
            case Code(text=text):
                raise ScenarioError(f"`#{text}` is an expression of C#, which is never evaluated")
            case Random():
                return self._random(value)
            case _:
                return None if value.value is None else Fixed(value=value.value)

    def _random(self, value: Random) -> Operand:
        """Return a random name; one with text before it is an input, so that it can be embedded."""
        name = RandomName(suffix=value.extension + value.after)
        if not value.before:
            return name
        known = f"random-{len(self.inputs) + 1}"
        self.inputs.append(Input(name=known, default=name))
        return Template(value=f"{value.before}{{$inputs.{known}}}")

    def _captures(self, captures: Iterable[ScenarioCapture]) -> Iterator[Capture]:
        """Yield the captures with names that Arazzo allows, each only once."""
        used: set[str] = set()
        for item in captures:
            name = _ODD.sub("-", item.name[1:-1] if is_capture(item.name) else item.name)
            while name in used:
                name += "-2"
            used.add(name)
            yield Capture(name=name, source=_source(item))


def _source(item: ScenarioCapture) -> Operand:
    kind, name = item.source.kind, item.source.name
    if kind == "header":
        return Template(value=f"$response.header.{name}")
    if kind == "body":
        return Template(value="$response.body")
    try:
        selector = body_pointer(read_steps(name)) if kind == "json" else ""
    except PathError as error:
        raise ScenarioError(str(error)) from error
    if kind != "json":
        raise ScenarioError(f"`{item.node.value}` is not a part of a response")
    return Selector(context="$response.body", selector=selector, type="jsonpointer")


def _operation(resolved: ResolvedCall) -> CaseCall | RawCall:
    if resolved.case:
        return CaseCall(case=resolved.case)
    request = resolved.request
    return RawCall(
        method=request.method,
        target=request.target,
        headers=tuple((header.name, header.value) for header in request.headers),
        body=request.body.text if request.body else None,
    )


def _status_condition(allowed: Iterable[int]) -> str:
    """Return the condition for a status that is a success."""
    return " || ".join(f"$statusCode == {status}" for status in allowed) or _SUCCESS
