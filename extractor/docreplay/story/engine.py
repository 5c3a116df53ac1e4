"""Run stories. All effects are those of the `Requester`: requests, waiting, and notes of them."""

import time
from collections.abc import Callable
from dataclasses import replace

from docreplay.model.stories.story import Story
from docreplay.story.execution import Ended, Execution
from docreplay.story.requester import Library, Requester
from docreplay.story.result import StoryOutcome, StoryResult
from docreplay.story.session import Session


class Engine:
    """Runs the stories of a library, each at most once; `close` removes what was kept for others.

    `keep` leaves what stories created; steps in `teardown` are run nevertheless.
    """

    def __init__(
        self,
        library: Library,
        requester: Requester,
        *,
        keep: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library = library
        self._requester = requester
        self._keep = keep
        self._clock = clock
        self._done: dict[str, StoryResult] = {}
        self._open: list[Session] = []
        self._needed = {key for story in library.stories.values() for key in story.depends_on}

    def run(self, key: str) -> StoryResult:
        """Return what came of a story; those that it depends on run before."""
        if key not in self._done:
            self._done[key] = self._run(self._library.stories[key])
        return self._done[key]

    def close(self) -> tuple[str, ...]:
        """Remove what stories created that others depend on; return what is left of it."""
        left: list[str] = []
        while self._open:
            left += self._open.pop().tear_down(keep=self._keep).left
        return tuple(left)

    def _run(self, story: Story) -> StoryResult:
        if story.flaw:
            return StoryResult(story=story, outcome="setup-failed", reason=story.flaw)
        for key in story.depends_on:
            before = self.run(key)
            if before.outcome != "passed":
                outcome: StoryOutcome = "skipped" if before.outcome == "skipped" else "setup-failed"
                reason = f"the story `{before.story.id}` did not pass: {before.reason}"
                return StoryResult(story=story, outcome=outcome, reason=reason)
        session = Session(self._library, self._requester, self._clock, self._done)
        ended: Ended | None = None
        try:
            ended = Execution(session, story).run(self._requester.inputs(story))
        finally:  # also when the run is interrupted
            if ended is not None and story.key in self._needed:
                self._open.append(session)
            else:
                session.tear_down(keep=self._keep)
        return _result(story, session, ended)


def _result(story: Story, session: Session, ended: Ended) -> StoryResult:
    """Return the result; what passed but could not be removed is a failure of its own."""
    torn = session.torn
    if ended.outcome == "passed":
        ended = _of_teardown(session, ended)
    return StoryResult(
        story=story,
        outcome=ended.outcome,
        reason=ended.reason,
        steps=tuple(session.results),
        inputs=ended.inputs,
        outputs=ended.outputs,
        teardown=torn.steps,
        left=torn.left,
    )


def _of_teardown(session: Session, ended: Ended) -> Ended:
    failed = next((item for item in session.torn.steps if item.status == "failed"), None)
    if failed is not None:
        reason = f"teardown step `{failed.step.id}`: {failed.reason}"
        return replace(ended, outcome="setup-failed", reason=reason)
    if session.torn.left:
        return replace(ended, outcome="setup-failed", reason=f"not removed: {session.torn.left[0]}")
    return ended
