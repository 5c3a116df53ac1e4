"""Stories as Arazzo writes them: Workflow Objects with their steps."""

from collections.abc import Mapping

from docreplay.emit.arazzo.api import ApiDescription, DescribedOperation
from docreplay.emit.arazzo.bodies import BodyWriter
from docreplay.emit.arazzo.extensions import PREFIX
from docreplay.emit.arazzo.message import Message
from docreplay.emit.arazzo.parts import Naming, actions, criteria, inputs, outputs, success
from docreplay.emit.arazzo.requests import RequestWriter
from docreplay.emit.arazzo.targets import TargetTemplate, target_of
from docreplay.emit.arazzo.values import Inputs, KnownValues, ValueWriter
from docreplay.emit.exporter import StoryCollection
from docreplay.model.case import Case
from docreplay.model.json.value import JSON
from docreplay.model.stories.story import CaseCall, Parameter, RawCall, Step, Story, StoryCall


class WorkflowWriter:
    """Writes one story."""

    def __init__(
        self, story: Story, collection: StoryCollection, api: ApiDescription, name_of: Naming
    ) -> None:
        self._story, self._collection, self._api = story, collection, api
        self._name_of = name_of
        self._inputs = Inputs(story.inputs)
        self._values = ValueWriter(self._inputs, story.constants)
        self._known = KnownValues()
        for item in story.inputs:
            self._known.add(item.name, f"$inputs.{item.name}")

    def content(self) -> JSON:
        """Return the Workflow Object."""
        story = self._story
        steps: list[JSON] = [self._step(step) for step in story.steps]
        teardown: list[JSON] = [self._step(step) for step in story.teardown]
        given = outputs(story.outputs, self._values)
        shared = [item for item in map(self._shared, story.parameters) if item]
        found: dict[str, JSON] = {
            "workflowId": story.id,
            "summary": story.summary,
            "description": story.description,
            "inputs": self._inputs.schema(),
            "dependsOn": [self._name_of(key) for key in story.depends_on],
            "parameters": [*shared],
            "steps": steps,
            "successActions": actions(story.success_actions, self._values, self._name_of),
            "failureActions": actions(story.failure_actions, self._values, self._name_of),
            "outputs": given,
        }
        named: dict[str, JSON] = {
            "finally": teardown, "account": story.account, "scopes": [*story.scopes],
            "tags": [*story.tags], "reusable": story.is_reusable,
        }  # fmt: skip
        extensions = {f"{PREFIX}{name}": value for name, value in named.items()}
        off: dict[str, JSON] = {} if story.is_enabled else {f"{PREFIX}enabled": False}
        return _present(found) | _present(extensions) | off

    def _shared(self, item: Parameter) -> JSON:
        if item.value is None or item.place not in ("path", "query", "header", "cookie"):
            return None
        value = self._values.operand(item.value)
        return {"name": item.name, "in": item.place, "value": value}

    def _step(self, step: Step) -> JSON:
        """Return the Step Object; its captures are known from then on."""
        operation = step.operation
        if isinstance(operation, StoryCall):
            called: dict[str, JSON] = {"workflowId": self._name_of(operation.story)}
            own = [item for item in step.parameters if item.place == "input"]
            called["parameters"] = inputs(own, self._values)
            found = self._around(step, None, called, {})
        else:
            found = self._request(step, operation)
        for item in step.outputs:
            self._known.add(item.name, f"$steps.{step.id}.outputs.{item.name}")
        return found

    def _request(self, step: Step, call: CaseCall | RawCall) -> JSON:
        """Return the Step Object of a request: a documented one, or the story's own."""
        if isinstance(call, RawCall):
            target = target_of(call.target, has_expressions=True)
            operation = self._api.of_request(call.method, target)
            own = self._own(call, operation)
            return self._sent(step, None, target=target, operation=operation, extensions=own)
        case = self._collection.cases[call.case]
        target = target_of(case.request.target, has_expressions=False)
        if call.path:
            path = target_of(call.path, has_expressions=False)
            target = path._replace(query=target.query, origin=target.origin)
        operation = self._api.of_case(case, target)
        is_named = operation.case == case.id
        named: dict[str, JSON] = {} if is_named else {f"{PREFIX}case": case.id}
        return self._sent(step, case, target=target, operation=operation, extensions=named)

    def _own(self, call: RawCall, operation: DescribedOperation) -> dict[str, JSON]:
        """Return the extension that a request is not a case, if a page documents its operation."""
        path = operation.path
        is_documented = operation.case or self._collection.documented(call.method, path)
        return {f"{PREFIX}case": False} if is_documented else {}

    def _sent(
        self,
        step: Step,
        case: Case | None,
        *,
        target: TargetTemplate,
        operation: DescribedOperation,
        extensions: Mapping[str, JSON],
    ) -> JSON:
        message = Message(
            step=step,
            shared=self._story.parameters,
            case=case,
            values=self._values,
            known=self._known,
        )
        body = BodyWriter(message).content()
        writer = RequestWriter(message=message, target=target, names=operation.names, body=body)
        written = writer.written()
        operation.note(written.parameters, written.body)
        members: dict[str, JSON] = {
            "operationId": operation.id,
            "parameters": [*written.parameters],
            "requestBody": written.body,
        }
        return self._around(step, case, members, {**written.extensions, **extensions})

    def _around(
        self,
        step: Step,
        case: Case | None,
        members: Mapping[str, JSON],
        extensions: Mapping[str, JSON],
    ) -> JSON:
        """Return the Step Object with the members that make its request, or its call."""
        values = self._values
        milliseconds = None if step.timeout is None else max(1, round(step.timeout * 1000))
        found: dict[str, JSON] = {
            "stepId": step.id,
            "description": step.description,
            **members,
            "dependsOn": [self._needed(name) for name in step.depends_on],
            "timeout": milliseconds,
            "successCriteria": criteria(success(step, case)),
            "onSuccess": actions(step.on_success, values, self._name_of),
            "onFailure": actions(step.on_failure, values, self._name_of),
            "outputs": outputs(step.outputs, values),
        }
        named: dict[str, JSON] = {"account": step.account, "setup": step.is_setup}
        named["poll"] = step.poll
        more = _present({f"{PREFIX}{name}": value for name, value in named.items()})
        if not step.is_judged and case is not None:
            more[f"{PREFIX}compare"] = False
        return _present(found) | more | dict(extensions)

    def _needed(self, name: str) -> str:
        """Return a step on which another depends: its id, or an expression."""
        key, _, step = name.removeprefix("$workflows.").rpartition(".steps.")
        if not key:
            return name
        known = self._name_of(key if "#" in key else f"{self._story.location.path}#{key}")
        return f"{known if known.startswith('$') else f'$workflows.{known}'}.steps.{step}"


def _present(members: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return the members that have a value."""
    return {
        name: value for name, value in members.items() if value not in (None, "", [], {}, False)
    }
