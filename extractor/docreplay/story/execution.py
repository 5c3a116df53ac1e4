"""One story while it runs: which step is next, and what each of them gave."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from docreplay.model.json.value import JSON
from docreplay.model.stories.story import Action, Parameter, Step, Story
from docreplay.story.attempt import Attempt, Tried
from docreplay.story.bounded import confined
from docreplay.story.capture import captured
from docreplay.story.created import is_gone
from docreplay.story.criteria import all_pass
from docreplay.story.order import ordered_steps
from docreplay.story.result import StepResult, StoryOutcome
from docreplay.story.retry import seconds_to_wait
from docreplay.story.scope import Called, Namespace
from docreplay.story.session import Session
from docreplay.story.values import EvaluationError, Undefined


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a story ended."""

    outcome: StoryOutcome
    reason: str = ""
    inputs: Mapping[str, JSON] = field(default_factory=dict, repr=False)
    outputs: Mapping[str, JSON] = field(default_factory=dict, repr=False)


class _Next(NamedTuple):
    """What follows a step: another step, or the end."""

    step: str = ""
    end: Ended | None = None


class Execution:
    """A story that runs with its inputs, as a part of a session."""

    def __init__(self, session: Session, story: Story, deadline: float | None = None) -> None:
        self.session, self.story, self.deadline = session, story, deadline
        self.inputs: Mapping[str, JSON] = {}
        self.outputs: dict[str, Mapping[str, JSON]] = {}
        self._called: dict[str, Called] = {}

    def run(self, inputs: Mapping[str, JSON]) -> Ended:
        """Run the story; its teardown is left to the session."""
        refused = self.session.enter(self.story.key)
        try:
            if refused:
                return Ended(outcome="failed", reason=refused)
            self.session.at_end(self._tear_down)
            missing = self._begin(inputs)
            if missing:
                return Ended(outcome="setup-failed", reason=missing, inputs=self.inputs)
            return replace(self._steps(), inputs=self.inputs)
        finally:
            self.session.leave()

    @property
    def scope(self) -> Namespace:
        """What expressions can name between steps."""
        finished = {
            result.story.id: Called(inputs=result.inputs, outputs=result.outputs)
            for key, result in self.session.done.items()
            if key.rpartition("#")[0] == self.story.location.path
        }
        own = Called(inputs=self.inputs, outputs={})
        return Namespace(
            inputs=self.inputs,
            steps=self.outputs,
            workflows={**finished, self.story.id: own, **self._called},
            constants=self.story.constants,
            new_name=self.session.requester.new_name,
        )

    def called(self, key: str, inputs: Mapping[str, JSON], deadline: float | None) -> Ended:
        """Run another story of the library, and keep what it gave."""
        story = self.session.library.stories[key]
        ended = Execution(self.session, story, deadline).run(inputs)
        self._called[story.id] = Called(inputs=ended.inputs, outputs=ended.outputs)
        return ended

    def _begin(self, given: Mapping[str, JSON]) -> str:
        """Set the inputs; return why one has no value, or `""`."""
        values = dict(given)
        for item in self.story.inputs:
            if item.name in values:
                continue
            if item.default is not None:
                self.inputs = values
                try:
                    with confined(f"input `{item.name}`"):
                        values[item.name] = self.scope.operand(item.default)
                except (Undefined, EvaluationError) as error:
                    return f"input `{item.name}`: {error}"
            elif item.is_required:
                return f"input `{item.name}` has no value"
        self.inputs = values
        return ""

    def _steps(self) -> Ended:
        steps = ordered_steps(self.story)
        places = {step.id: at for at, step in enumerate(steps)}
        at = 0
        while at < len(steps):
            following = self._step(steps[at])
            if following.end is not None:
                return following.end
            at = places[following.step] if following.step else at + 1
        return self._end("passed")

    def _step(self, step: Step) -> _Next:
        """Run a step, again as often as its actions ask for it; return what follows."""
        used: Counter[str] = Counter()
        while True:
            tried = self._try(step)
            action = self._action(step, tried, used)
            if action is None or action.type != "retry":
                break
            used[action.name] += 1
            before = self._before_retry(action, tried)
            if before is not None:
                tried = replace(tried, reason=before)
                action = None
                break
        self._record(step, tried, sum(used.values()) + 1, action)
        return self._following(step, tried, action)

    def _try(self, step: Step) -> Tried:
        for name in step.depends_on:
            key, _, own = name.removeprefix("$workflows.").rpartition(".steps.")
            path = self.story.location.path
            wanted = (
                (key if "#" in key else f"{path}#{key}", own) if key else (self.story.key, name)
            )
            if wanted not in self.session.complete:
                reason = f"step `{name}`, on which it depends, is not complete"
                return Tried(scope=self.scope, reason=reason)
        return Attempt(self, step).made()

    def _action(self, step: Step, tried: Tried, used: Mapping[str, int]) -> Action | None:
        """Return the first action that applies; one that is exhausted is passed over."""
        if tried.status == "skipped":
            return None
        own, shared = (
            (step.on_failure, self.story.failure_actions)
            if tried.reason
            else (step.on_success, self.story.success_actions)
        )
        names = {action.name for action in own}
        for action in (*own, *(item for item in shared if item.name not in names)):
            is_exhausted = action.type == "retry" and used.get(action.name, 0) >= action.retry_limit
            if not is_exhausted and all_pass(action.criteria, tried.scope):
                return action
        return None

    def _before_retry(self, action: Action, tried: Tried) -> str | None:
        """Do what an action asks for before a step is tried again; return why it cannot be."""
        if action.step:
            helper = next(step for step in self.story.steps if step.id == action.step)
            found = self._try(helper)
            self._record(helper, found, 1, None)
            if found.reason:
                return f"{tried.reason}; before the retry, step `{helper.id}`: {found.reason}"
        if action.story:
            ended = self.called(action.story, self.parameters(action.parameters), self.deadline)
            if ended.outcome != "passed":
                return f"{tried.reason}; before the retry: {ended.reason}"
        seconds = seconds_to_wait(action, tried.answer)
        late = self.deadline is not None and self.session.clock() + seconds > self.deadline
        if late or not self.session.requester.wait(seconds):
            return f"{tried.reason}; not repeated, because {seconds:g} s are too long to wait"
        return None

    def _record(self, step: Step, tried: Tried, attempts: int, action: Action | None) -> None:
        is_handled = tried.reason and action is not None and action.type == "goto"
        self.session.results.append(
            StepResult(
                story=self.story.key,
                step=step,
                status="handled" if is_handled else tried.status,
                reason=tried.reason,
                attempts=attempts,
                outcome=tried.outcome,
                verdict=tried.verdict,
            )
        )
        if not tried.reason:
            self.outputs[step.id] = tried.outputs
            self.session.complete.add((self.story.key, step.id))

    def _following(self, step: Step, tried: Tried, action: Action | None) -> _Next:
        if action is not None and action.type == "goto":
            if action.step:
                return _Next(step=action.step)
            ended = self.called(action.story, self.parameters(action.parameters), self.deadline)
            return _Next(end=replace(self._end(ended.outcome), reason=ended.reason))
        if not tried.reason:
            return _Next(end=self._end("passed") if action else None)
        if tried.status == "skipped":
            return _Next(end=self._end("skipped", f"step `{step.id}`: {tried.reason}"))
        outcome: StoryOutcome = "setup-failed" if step.is_setup or tried.is_setup else "failed"
        return _Next(end=self._end(outcome, f"step `{step.id}`: {tried.reason}"))

    def _end(self, outcome: StoryOutcome, reason: str = "") -> Ended:
        """Return the end, with the outputs that can be had then."""
        scope = self.scope
        found, failure = captured(self.story.outputs, scope, is_story=True)
        if outcome == "passed" and failure:
            outcome, reason = "failed", failure
        return Ended(outcome=outcome, reason=reason, outputs=found)

    def parameters(self, parameters: Iterable[Parameter]) -> dict[str, JSON]:
        """Return the inputs that parameters give a called story."""
        scope = self.scope
        return {item.name: scope.operand(item.value) for item in parameters if item.value}

    def merged(self, step: Step) -> Sequence[Parameter]:
        """Return the parameters of a step: those of the story, unless the step has its own."""
        own = {(item.place, item.name) for item in step.parameters}
        shared = (item for item in self.story.parameters if (item.place, item.name) not in own)
        return (*shared, *step.parameters)

    def _tear_down(self) -> list[StepResult]:
        """Run the teardown steps; one that fails does not keep the next from running."""
        found: list[StepResult] = []
        kept, self.session.results = self.session.results, found
        self.deadline = None
        try:
            for step in self.story.teardown:
                tried = self._try(replace(step, is_judged=False))
                if tried.outcome is None and tried.reason:  # there is nothing to tear down
                    tried = replace(tried, is_skipped=True)
                elif tried.answer and is_gone(tried.outcome, tried.answer):
                    tried = replace(tried, reason="")
                self._record(step, tried, 1, None)
        finally:
            self.session.results = kept
        return found
