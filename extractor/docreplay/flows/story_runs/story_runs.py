"""Run stories against the service of a replayer, and make verdicts of what came of them."""

from collections.abc import Iterator
from dataclasses import replace

from docreplay.flows.replay.replay import Replayer
from docreplay.flows.stories.stories import StoryShelf
from docreplay.flows.story_runs.created_notes import CreatedNotes
from docreplay.flows.story_runs.story_requester import StoryRequester
from docreplay.model.case import Answer, Skipped, Unreachable
from docreplay.model.run import Verdict
from docreplay.model.stories.story import CaseCall, RawCall, Step, Story
from docreplay.replay.accounts.credentials import Use
from docreplay.replay.guard import SAFE_METHODS
from docreplay.replay.secrets.secret_shapes import without_tokens
from docreplay.story.created import is_removed
from docreplay.story.engine import Engine
from docreplay.story.requester import Library
from docreplay.story.result import StepResult, StoryResult

_NOT_RECORDED = "stories do not run with recorded responses (use --record-mode off)"
"""Why: the names and ids of a story are new in each run, so that no recording would fit."""


class StoryRuns:
    """The stories of one session; each runs at most once."""

    def __init__(self, shelf: StoryShelf, replayer: Replayer, *, keep: bool) -> None:
        self._replayer = replayer
        self._notes = CreatedNotes(replayer.config.root, replayer.base_url)
        self._requester = StoryRequester(replayer, self._notes)
        self._library = self._with_accounts(shelf.library)
        self._engine = Engine(self._library, self._requester, keep=keep)
        if replayer.config.base_url and replayer.config.unsafe_methods and not keep:
            remove_leftovers(self._notes, self._requester)

    def run(self, story: Story) -> Verdict:
        """Run a story, and return the verdict on it without secrets.

        A story that may change data is skipped as a whole without consent.
        """
        if refused := self._refused(story):
            return _verdict(StoryResult(story=story, outcome="skipped", reason=refused))
        verdict = _verdict(self._engine.run(story.key))
        steps = tuple(map(self._masked, verdict.steps))
        return replace(verdict, reason=self._masked(verdict.reason), steps=steps)

    def _masked(self, text: str) -> str:
        """Return a text without secrets of the run, and without those of URLs."""
        return self._replayer.masked(without_tokens(text))

    def _with_accounts(self, library: Library) -> Library:
        """Return the stories, each with the account for its scopes, if one has them."""
        stories = dict(library.stories)
        for key, story in stories.items():
            use = self._replayer.accounts.of_story(story)
            if isinstance(use, Use):
                stories[key] = replace(story, account=use.account.name)
        return replace(library, stories=stories)

    def close(self) -> tuple[str, ...]:
        """Remove what was kept for other stories; return what is left of it."""
        return self._engine.close()

    def _refused(self, story: Story) -> str:
        """Return why a story must not run at all, or `""`."""
        config = self._replayer.config
        if config.record_mode != "off":
            return _NOT_RECORDED
        use = self._replayer.accounts.of_story(story)
        if isinstance(use, Skipped):
            return use.reason
        if config.unsafe_methods or not config.base_url:
            return ""
        for step in _steps_of(story):
            method = _method(step, self._library)
            if method and method not in SAFE_METHODS:
                return f"step `{step.id}`: {method} may change data (use --unsafe-methods)"
        return ""


def remove_leftovers(notes: CreatedNotes, requester: StoryRequester) -> tuple[int, tuple[str, ...]]:
    """Remove what killed runs left; return how much was removed, and what is left of it."""
    removed, left = 0, []
    for note in notes.leftovers():
        outcome = requester.remove(note.url, note.account)
        if isinstance(outcome.result, Answer) and is_removed(outcome.result):
            removed += 1
            notes.drop(note.url)
        else:
            left.append(without_tokens(note.url))
    return removed, tuple(left)


def _steps_of(story: Story) -> Iterator[Step]:
    yield from story.steps
    yield from story.teardown


def _method(step: Step, library: Library) -> str:
    match step.operation:
        case CaseCall(case=case):
            return library.cases[case].request.method
        case RawCall(method=method):
            return method
    return ""


def _verdict(result: StoryResult) -> Verdict:
    """Return the verdict on a story: that of the step that ended it, with all findings."""
    story, steps = result.story, result.steps
    reason = result.reason
    if result.outcome == "setup-failed":
        reason = f"setup failed: {reason}"
    last = steps[-1] if steps else None
    judged = [step.verdict for step in steps if step.verdict and step.status != "handled"]
    verdict = Verdict(
        id=story.key,
        location=story.location,
        title=f"story {story.id}" + (f": {story.summary}" if story.summary else ""),
        outcome=result.outcome,
        reason=reason,
        findings=tuple(item for one in judged for item in one.findings),
        suppressed=tuple(item for one in judged for item in one.suppressed),
        elapsed=sum(step.outcome.elapsed for step in steps if step.outcome),
        steps=tuple(_lines(result)),
    )
    return _with_end(verdict, last) if result.outcome == "failed" else verdict


def _with_end(verdict: Verdict, last: StepResult | None) -> Verdict:
    """Return the verdict with the messages of the step that failed."""
    if last is None:
        return verdict
    if last.verdict is not None:
        own = last.verdict
        return replace(
            verdict, reproduce=own.reproduce, exchange=own.exchange, kind=own.kind,
            refused=own.refused, unreachable=own.unreachable,
        )  # fmt: skip
    result = last.outcome.result if last.outcome else None
    return replace(verdict, unreachable=isinstance(result, Unreachable) and not result.answered)


def _lines(result: StoryResult) -> Iterator[str]:
    """Yield a line for each step that ran, and for what is left."""
    for step in result.steps:
        yield _line(step)
    for step in result.teardown:
        yield f"teardown {_line(step)}"
    for left in result.left:
        yield f"not removed: {left}"


def _line(step: StepResult) -> str:
    answer = step.outcome.result if step.outcome else None
    status = f" ({answer.status})" if isinstance(answer, Answer) else ""
    again = f", {step.attempts} attempts" if step.attempts > 1 else ""
    reason = f": {step.reason}" if step.reason else ""
    return f"{step.step.id}: {step.status}{status}{again}{reason}"
