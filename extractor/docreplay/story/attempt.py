"""One attempt at a step: its request, the response, and whether that is a success."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from docreplay.model.case import Answer, Broken, Case, Outcome, Skipped
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import (
    CaseCall,
    Parameter,
    ParameterPlace,
    RawCall,
    Step,
    Story,
    StoryCall,
)
from docreplay.story.accepted import needs_result, scopes_of
from docreplay.story.bounded import confined
from docreplay.story.capture import captured
from docreplay.story.criteria import failure_of
from docreplay.story.documented import with_path
from docreplay.story.request import StepRequest, encoded, raw_request, with_parameters
from docreplay.story.result import StepStatus, StoryOutcome
from docreplay.story.scope import Exchanged, Namespace
from docreplay.story.session import Session
from docreplay.story.values import EvaluationError, Undefined, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of an attempt; without a reason, it was a success."""

    scope: Namespace
    """With the request and the response, for criteria of actions."""
    reason: str = ""
    is_skipped: bool = False
    is_setup: bool = False
    """Whether a called story failed in its setup."""
    outputs: Mapping[str, JSON] = field(default_factory=dict, repr=False)
    outcome: Outcome | None = None
    verdict: Verdict | None = None

    @property
    def status(self) -> StepStatus:
        """The status of the step if no action changes it."""
        if self.is_skipped:
            return "skipped"
        return "failed" if self.reason else "passed"

    @property
    def answer(self) -> Answer | None:
        """The response, or None."""
        result = self.outcome.result if self.outcome else None
        return result if isinstance(result, Answer) else None


class Ending(Protocol):
    """How a called story ended."""

    @property
    def outcome(self) -> StoryOutcome: ...
    @property
    def reason(self) -> str: ...
    @property
    def outputs(self) -> Mapping[str, JSON]: ...


class Running(Protocol):
    """A story that runs, of which a step is tried."""

    session: Session
    story: Story
    deadline: float | None
    inputs: Mapping[str, JSON]
    outputs: dict[str, Mapping[str, JSON]]

    @property
    def scope(self) -> Namespace:
        """What expressions can name between steps."""

    def called(self, key: str, inputs: Mapping[str, JSON], deadline: float | None) -> Ending:
        """Run another story."""

    def parameters(self, parameters: Iterable[Parameter]) -> dict[str, JSON]:
        """Return the inputs that parameters give a called story."""

    def merged(self, step: Step) -> Sequence[Parameter]:
        """Return the parameters of a step with those of the story."""


class Attempt:
    """An attempt at a step of a story that runs."""

    def __init__(self, execution: Running, step: Step) -> None:
        self._execution, self._step = execution, step
        self._session = execution.session
        self._scope = execution.scope

    def made(self) -> Tried:
        """Make the attempt; what cannot be evaluated fails it."""
        if refused := self._session.count():
            return Tried(scope=self._scope, reason=refused)
        try:
            if isinstance(self._step.operation, StoryCall):
                return self._called(self._step.operation)
            with confined("the request"):
                wanted = self._request()
            return self._answered(wanted)
        except (Undefined, EvaluationError) as error:
            return Tried(scope=self._scope, reason=str(error))

    def _called(self, call: StoryCall) -> Tried:
        inputs = self._execution.parameters(self._execution.merged(self._step))
        ended = self._execution.called(call.story, inputs, self._deadline())
        scope = replace(self._execution.scope, outputs=ended.outputs)
        tried = Tried(
            scope=scope,
            reason="" if ended.outcome == "passed" else ended.reason,
            is_skipped=ended.outcome == "skipped",
            is_setup=ended.outcome == "setup-failed",
        )
        return tried if tried.reason else self._finished(tried, dict(ended.outputs))

    def _request(self) -> StepRequest:
        """Return the request with its parameters."""
        step, story = self._step, self._execution.story
        case: Case | None = None
        if isinstance(step.operation, CaseCall):
            case = self._session.library.cases[step.operation.case]
            request = with_path(
                case.request, step.operation.path, self._names("path"), self._names("text")
            )
        else:
            call = self._evaluated(step.operation)
            request = raw_request(call, step.location or story.location)
        left = self._left()
        timeouts = [seconds for seconds in (step.timeout, left) if seconds is not None]
        wanted = StepRequest(
            step=step,
            request=request,
            case=case,
            captured=self._known(),
            account=step.account or story.account,
            poll=step.poll,
            needs_result=needs_result(step, story),
            timeout=min(timeouts, default=None),
        )
        return with_parameters(wanted, self._execution.merged(step), step.payload, self._scope)

    def _names(self, place: ParameterPlace) -> set[str]:
        return {item.name for item in self._execution.merged(self._step) if item.place == place}

    def _evaluated(self, call: RawCall | StoryCall | CaseCall) -> RawCall:
        """Return a request of the story's own with the values of its expressions."""
        if not isinstance(call, RawCall):
            raise EvaluationError("the step has no request")
        headers = tuple((name, self._scope.text(value)) for name, value in call.headers)
        body = None if call.body is None else self._scope.text(call.body)
        return replace(call, target=self._target(call.target), headers=headers, body=body)

    def _target(self, text: str) -> str:
        """Return a target; a value cannot add a path segment or a query, but may be all of it."""
        if read_expression(text):
            return written(self._scope.value(text))
        return self._scope.text(text, encoded)

    def _known(self) -> dict[str, str]:
        """Return inputs and captures by their names; the later ones count."""
        found = {**self._execution.inputs}
        for outputs in self._execution.outputs.values():
            found.update(outputs)
        return {
            name: written(value)
            for name, value in found.items()
            if isinstance(value, str | int | float) and not isinstance(value, bool)
        }

    def _answered(self, wanted: StepRequest) -> Tried:
        left = self._left()
        if left is not None and left <= 0:
            return Tried(scope=self._scope, reason="no time is left")
        outcome = self._session.requester.send(wanted)
        result = outcome.result
        answer = result if isinstance(result, Answer) else None
        scope = self._scope
        if outcome.sent is not None:
            exchanged = Exchanged(sent=outcome.sent, answer=answer, path=wanted.values)
            scope = replace(scope, exchanged=exchanged)
        tried = Tried(scope=scope, outcome=outcome)
        if answer is None or outcome.sent is None:
            return self._unanswered(tried, outcome)
        self._session.note(outcome, wanted.account)
        return self._judged(tried, wanted, answer)

    def _unanswered(self, tried: Tried, outcome: Outcome) -> Tried:
        result = outcome.result
        if isinstance(result, Answer):
            return replace(tried, reason="the response has no request")
        is_skipped = isinstance(result, Skipped)
        prefix = "" if is_skipped or isinstance(result, Broken) else "no response: "
        return replace(tried, reason=f"{prefix}{result.reason}", is_skipped=is_skipped)

    def _judged(self, tried: Tried, wanted: StepRequest, answer: Answer) -> Tried:
        """Return the attempt with its success: the documentation and all criteria decide."""
        step = self._step
        if tried.outcome and tried.outcome.objection:
            return replace(tried, reason=tried.outcome.objection)
        failures = (failure_of(criterion, tried.scope) for criterion in step.success_criteria)
        if failure := next(filter(None, failures), ""):
            return replace(tried, reason=failure)
        if wanted.case and is_compared(step, wanted.case, answer):
            outcome = tried.outcome or Outcome(result=answer, sent=None)
            verdict = self._session.requester.judge(wanted, outcome)
            tried = replace(tried, verdict=verdict)
            if verdict.outcome in ("failed", "setup-failed"):
                return replace(tried, reason=verdict.reason)
            if verdict.outcome == "skipped":
                return replace(tried, reason=verdict.reason, is_skipped=True)
        elif not step.success_criteria and not _is_expected(step, wanted.case, answer):
            return replace(tried, reason=f"unexpected status {answer.status}")
        return self._finished(tried, {})

    def _finished(self, tried: Tried, outputs: dict[str, JSON]) -> Tried:
        """Return a successful attempt with its captures; a called story's outputs are its own."""
        if isinstance(self._step.operation, StoryCall):
            failures = (failure_of(item, tried.scope) for item in self._step.success_criteria)
            if failure := next(filter(None, failures), ""):
                return replace(tried, reason=failure)
        operation = tried.outcome.operation if tried.outcome else None
        if operation and operation.is_failure:
            return replace(tried, reason=operation.sentence)
        scope, *others = scopes_of(tried.scope, tried.outcome)
        found, failure = captured(self._step.outputs, scope, others=others)
        if failure and operation and operation.sentence:
            failure = f"{failure}; {operation.sentence}"
        return replace(tried, outputs={**outputs, **found}, reason=failure)

    def _left(self) -> float | None:
        deadline = self._execution.deadline
        return None if deadline is None else deadline - self._session.clock()

    def _deadline(self) -> float | None:
        """Return when a called story must be at its end."""
        own = self._step.timeout
        ends = [] if own is None else [self._session.clock() + own]
        if self._execution.deadline is not None:
            ends.append(self._execution.deadline)
        return min(ends, default=None)


def is_compared(step: Step, case: Case, answer: Answer) -> bool:
    """Return True if a response is compared with its documentation.

    One with another status is not if the step says which statuses it expects.
    """
    if not step.is_judged or answer.status == case.expectation.status:
        return step.is_judged
    criteria = step.success_criteria
    is_named = any("$statusCode" in item.condition + item.context for item in criteria)
    return not is_named and answer.status not in step.statuses


def _is_expected(step: Step, case: Case | None, answer: Answer) -> bool:
    """Return True if a status is a success where nothing else decides."""
    documented = case.expectation.status if case else None
    if answer.status in step.statuses or answer.status == documented:
        return True
    return answer.status < 400 and (documented is None or documented < 400)
