"""What the steps of one story share with those of the stories it calls, and the teardown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from docreplay.model.case import Answer, Outcome, Skipped, Unreachable
from docreplay.story.accepted import made_by
from docreplay.story.created import created_by, is_below, is_removed, without_query
from docreplay.story.requester import Library, Requester
from docreplay.story.result import StepResult, StoryResult

_MOST_STEPS = 1_000
"""Requests of one story, so that actions that go back do not go on for ever."""
_MOST_CALLS = 20
"""Stories that call each other, one in the other."""


@dataclass(frozen=True, slots=True)
class Torn:
    """What came of a teardown."""

    steps: tuple[StepResult, ...] = ()
    left: tuple[str, ...] = ()


class Session:
    """One story that was asked for, and all that it calls."""

    def __init__(
        self,
        library: Library,
        requester: Requester,
        clock: Callable[[], float],
        done: Mapping[str, StoryResult],
    ) -> None:
        self.library, self.requester, self.clock, self.done = library, requester, clock, done
        self.results: list[StepResult] = []
        self.complete = {
            (step.story, step.step.id)
            for result in done.values()
            for step in result.steps
            if step.status == "passed"
        }
        """Keys of stories with the ids of their steps that were successful."""
        self._calls: list[str] = []
        self.torn = Torn()
        self._teardown: list[Callable[[], list[StepResult]]] = []
        self._created: list[tuple[str, str]] = []
        self._sent = 0

    def enter(self, key: str) -> str:
        """Begin a story; return why it must not, or `""`."""
        self._calls.append(key)
        if len(self._calls) <= _MOST_CALLS:
            return ""
        earlier = [at for at, name in enumerate(self._calls[:-1]) if name == key]
        way = self._calls[max(earlier, default=0) :]
        names = " → ".join(name.rpartition("#")[2] for name in way)
        return f"more than {_MOST_CALLS} stories call each other: {names}"

    def leave(self) -> None:
        """End a story."""
        self._calls.pop()

    def count(self) -> str:
        """Count a request; return why no more must be sent, or `""`."""
        self._sent += 1
        return f"more than {_MOST_STEPS} steps in one story" if self._sent > _MOST_STEPS else ""

    def at_end(self, steps: Callable[[], list[StepResult]]) -> None:
        """Run these steps in the teardown, before those of stories that began earlier."""
        self._teardown.append(steps)

    def note(self, outcome: Outcome, account: str) -> None:
        """Note what a request, or the operation that it started, created or removed."""
        sent, answer = outcome.sent, outcome.result
        if sent is None or not isinstance(answer, Answer):
            return
        if sent.method == "DELETE" and is_removed(answer):
            self._forget(without_query(sent.url))
        elif url := created_by(sent, answer) or made_by(sent, outcome.operation):
            self._created.append((url, account))
            self.requester.note_created(url, account)

    def tear_down(self, *, keep: bool) -> Torn:
        """Run the teardown steps, then remove what was created, the last first."""
        steps: list[StepResult] = []
        try:
            while self._teardown:
                steps += self._teardown.pop()()
        finally:
            left = [] if keep else self._remove()
        self.torn = Torn(tuple(steps), tuple(left))
        return self.torn

    def _remove(self) -> list[str]:
        """Remove what was created; return what could not be removed, each with the reason."""
        left: list[str] = []
        while self._created:
            url, account = self._created.pop()
            outcome = self.requester.remove(url, account)
            if isinstance(outcome.result, Answer) and is_removed(outcome.result):
                self._forget(url)
                self.requester.note_removed(url)
            else:
                left.append(f"{url} ({_reason(outcome)})")
        return left

    def _forget(self, removed: str) -> None:
        gone = [url for url, _ in self._created if is_below(url, removed)]
        self._created = [item for item in self._created if item[0] not in gone]
        for url in gone:
            self.requester.note_removed(url)


def _reason(outcome: Outcome) -> str:
    match outcome.result:
        case Answer(status=status):
            return f"DELETE was answered with {status}"
        case Unreachable(reason=reason) | Skipped(reason=reason):
            return reason
        case other:
            return other.reason
