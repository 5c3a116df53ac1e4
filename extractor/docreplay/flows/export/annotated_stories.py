"""Documented cases that depend on others, as stories: for tools that run stories only.

A run does not send them like this: each case is a test of its own with a verdict of its own, and a
response that several cases need is requested once (`flows/captures/required_responses.py`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docreplay.flows.captures.required import Given, Requirements
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.http.url_template import without_origin
from docreplay.model.listed_case import Need
from docreplay.model.stories.capture_plan import CapturePlan, PlannedCapture
from docreplay.model.stories.story import (
    Capture,
    CaseCall,
    Operand,
    Parameter,
    Payload,
    Selector,
    Step,
    Story,
    Template,
)
from docreplay.replay.needs import needs
from docreplay.replay.values import Values

_ODD = re.compile(r"[^A-Za-z0-9_-]+")
_URLS = ("location:", "content-location:")
_ANY = "captured"


class NotAStory(ValueError):
    """A case depends on others in a way that no story has; the message says how."""


class AnnotatedStories:
    """Makes stories of cases: `requires` and `capture` of annotations, and planned captures."""

    def __init__(self, index: CaseIndex, values: Values, plan: CapturePlan) -> None:
        self._requirements = Requirements(index)
        self._values, self._plan = values, plan
        self.cases: dict[str, Case] = {}
        """The cases that the steps of the stories name, by their ids."""

    def of(self, cases: Iterable[Case]) -> Iterator[Story | str]:
        """Yield a story for each case that depends on others, or why there is none."""
        for case in cases:
            chain = _Chain(self._requirements, self._values, self._plan)
            try:
                chain.add(case, ())
            except NotAStory as reason:
                yield f"{case.id}: {reason}"
                continue
            if len(chain.steps) > 1:
                self.cases |= chain.cases
                yield Story(
                    id=_ODD.sub("-", case.name),
                    location=case.location,
                    steps=tuple(chain.steps.values()),
                    summary=case.title,
                )


@dataclass(slots=True)
class _Chain:
    """The steps of one story, in their order, by the ids of their cases."""

    requirements: Requirements
    values: Values
    plan: CapturePlan
    steps: dict[str, Step] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    def add(self, case: Case, asking: tuple[str, ...]) -> Step:
        """Add a case behind all that it needs; return its step."""
        if case.id in asking:
            members = " → ".join((*asking[asking.index(case.id) :], case.id))
            raise NotAStory(f"cases require each other: {members}")
        if case.id in self.steps:
            return self.steps[case.id]
        asking = (*asking, case.id)
        own = self.requirements.documented(case) or case
        for other in self.requirements.of(own):
            if isinstance(other, str):
                raise NotAStory(other)
            self.add(other, asking)
        step = Step(id=self._unused(case), operation=CaseCall(case=case.id), location=case.location)
        step = self._annotated(step, own, asking)
        step = self._planned(step, case, asking)
        self.steps[case.id], self.cases[case.id] = step, case
        return step

    def _unused(self, case: Case) -> str:
        base = _ODD.sub("-", case.name)
        used = {step.id for step in self.steps.values()}
        number, name = 1, base
        while name in used:
            number += 1
            name = f"{base}-{number}"
        return name

    def _annotated(self, step: Step, case: Case, asking: tuple[str, ...]) -> Step:
        """Return the step with the values that annotations name."""
        given = {item.name: item for item in self.requirements.giving(case)}
        for item in given.values():
            for need in self._needed(case, item.name):
                name = _ODD.sub("-", item.name).strip("-") or "value"
                expression = self._captured(item.case, name, item.value, asking)
                step = _with_need(step, need, item, expression)
        return step

    def _needed(self, case: Case, name: str) -> Sequence[Need]:
        values = self.values.of(case.page.path, case.id, {name: _ANY})
        return [need for need in needs(case.request, values) if need.source == "captures"]

    def _planned(self, step: Step, case: Case, asking: tuple[str, ...]) -> Step:
        """Return the step with the values that the run would infer."""
        planned = self.plan.of(case)
        path, added = without_origin(case.request.target).partition("?")[0], 0
        for item in planned.captures if planned else ():
            name = _ODD.sub("-", item.template).strip("-") or "id"
            source = item.sources[0]
            _refuse_url(source.value, is_id=item.place in ("path", "body"))
            expression = self._captured(source.case, name, source.value, asking)
            if item.place == "path" and not item.is_placeholder:
                start = item.start - len(case.request.target) + len(_path_and_query(case)) + added
                path = f"{path[:start]}{{{name}}}{path[start + len(item.written) :]}"
                added += len(name) + 2 - len(item.written)
                step = replace(step, operation=CaseCall(case=case.id, path=path))
            step = _with_planned(step, item, name=name, expression=expression, case=case)
        return step

    def _captured(self, case: Case, name: str, value: str, asking: tuple[str, ...]) -> str:
        """Add what gives a value; return the expression of it."""
        step = self.add(case, asking)
        source: Operand = Selector(context="$response.body", selector=value, type="jsonpath")
        if value.endswith(":"):
            source = Template(value=f"$response.header.{value[:-1]}")
        if all(item.name != name for item in step.outputs):
            outputs = (*step.outputs, Capture(name=name, source=source))
            self.steps[case.id] = replace(step, outputs=outputs)
        return f"$steps.{step.id}.outputs.{name}"


def _path_and_query(case: Case) -> str:
    return without_origin(case.request.target)


def _refuse_url(value: str, *, is_id: bool) -> None:
    if is_id and value.lower() in _URLS:
        raise NotAStory(
            f"an id is a part of the URL in `{value[:-1]}`, which a story cannot take out"
        )


def _with_need(step: Step, need: Need, given: Given, expression: str) -> Step:
    """Return the step with a value at the place that an annotation's capture fills."""
    value = Template(value=expression)
    if need.where == "URL":
        _refuse_url(given.value, is_id=True)
        made = Parameter(place="path", name=need.place, value=value)
        return replace(step, parameters=(*step.parameters, made))
    return step  # placeholders of headers and bodies get the captures by their names


def _with_planned(
    step: Step, item: PlannedCapture, *, name: str, expression: str, case: Case
) -> Step:
    value, request = Template(value=expression), case.request
    match item.place:
        case "url":
            made = Parameter(place="url", name="", value=value)
        case "header":
            made = Parameter(place="header", name=item.template, value=value)
        case "path":
            place = without_origin(f"{request.target[: item.start]}{item.written}")
            made = Parameter(place="path", name=place if item.is_placeholder else name, value=value)
        case _:
            text = request.body.text if request.body else ""
            body = f"{text[: item.start]}{{{expression}}}{text[item.end :]}"
            return replace(step, payload=Payload(content=Template(value=body)))
    return replace(step, parameters=(*step.parameters, made))
