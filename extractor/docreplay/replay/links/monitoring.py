"""Follow an accepted operation to its end, by way of its monitor.

The response with 202 names the monitor (RFC 9110 §15.3.3). It responds with 202 or a state before
the end, then with a final state, with a redirection to what the operation made, or with that
itself. Sources: Azure REST API Guidelines (long-running operations), OneDrive (long-running
actions), Microsoft Graph (long-running actions overview).
"""

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin

from docreplay.model.case import Answer, FollowedOperation, OperationEnd, SentRequest, Skipped
from docreplay.model.http.http import values_of
from docreplay.replay.links.answer_links import MonitorLink, monitor_of, targets_of
from docreplay.replay.links.link_sending import Ask, Linked, Waiting
from docreplay.replay.links.operation_result import OperationResult
from docreplay.replay.links.operation_state import message_of, state_of
from docreplay.replay.transport.busy_headers import retry_after

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
"""Seconds between two requests if the service names no time: the first, and the longest."""
_MOST_FAILURES = 3
"""Number of errors of the service (5xx) in a row after which its monitor is broken."""
_EAGER = 10
"""Number of requests after which the pause grows although the service asks for none."""
_MOST_REDIRECTS = 5
_MOVED = (301, 307, 308)
_ELSEWHERE = (302, 303)
"""Redirections to what the operation made (RFC 9110 §15.4.4)."""
_GONE = (404, 410)


class PollLimits(NamedTuple):
    """How long an operation is followed."""

    seconds: float = 120.0
    polls: int = 100
    """0 for no limit."""


@dataclass(slots=True)
class _Progress:
    """One operation while it is followed."""

    monitor: MonitorLink
    candidates: list[str]
    """URLs that the reference to the monitor may mean; the first one is asked."""
    last: Answer
    polls: int = 0
    failures: int = 0
    redirects: int = 0
    is_result: bool = False
    """Whether the URL is that of what the operation made."""
    pauses: bool = True
    """Whether to wait before the next request."""
    recordings: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.candidates[0]

    def ended(self, end: OperationEnd, reason: str) -> FollowedOperation:
        return FollowedOperation(end=end, reason=reason, recordings=tuple(self.recordings))


class Monitoring:
    """Follows operations. `base_url` is that of the service."""

    def __init__(self, ask: Ask, limits: PollLimits, waiting: Waiting, base_url: str) -> None:
        self._ask, self._limits, self._waiting = ask, limits, waiting
        self._base_url = base_url

    def followed(
        self, sent: SentRequest, answer: Answer, *, is_recorded: bool = False
    ) -> FollowedOperation | None:
        """Return what came of the operation that a response accepts; None if it names no monitor.

        `is_recorded` says that the response is that of a recording.
        """
        monitor = monitor_of(answer)
        if monitor is None:
            return None
        candidates = list(targets_of(monitor.reference, sent.url, self._base_url))
        progress = _Progress(monitor, candidates, answer, pauses=not is_recorded)
        begun = self._waiting.now()
        while True:
            if late := self._too_late(progress, begun):
                return late
            linked = self._ask(progress.url)
            if linked.recording:
                progress.recordings.append(linked.recording)
            if ended := self._after(linked, progress, sent, answer):
                return ended

    def _too_late(self, progress: _Progress, begun: float) -> FollowedOperation | None:
        """Wait for the next request; return the end if there must not be one."""
        most = self._limits.polls
        if most and progress.polls >= most:
            reason = f"still {_word(progress)} after {most} requests to its monitor (`max-polls`)"
            return progress.ended("unfinished", reason)
        seconds = _pause(progress) if progress.pauses else 0.0
        if self._waiting.now() - begun + seconds > self._limits.seconds:
            reason = f"still {_word(progress)} after {self._limits.seconds:g} s (`poll-timeout`)"
            asked = retry_after(progress.last) or 0.0
            if asked > self._limits.seconds:
                reason = f"Retry-After is {asked:g} s, which is longer than `poll-timeout`"
            return progress.ended("unfinished", reason)
        if not self._waiting.wait(seconds):
            return progress.ended("not-followed", "the run has no time left (`run-timeout`)")
        progress.polls += 1
        return None

    def _after(
        self, linked: Linked, progress: _Progress, sent: SentRequest, accepted: Answer
    ) -> FollowedOperation | None:
        """Take in a response of the monitor; return the end of the operation if it is one."""
        answer = linked.result
        if not isinstance(answer, Answer):
            is_refused = isinstance(answer, Skipped)
            if progress.is_result and isinstance(answer, Skipped) and answer.kind == "host":
                return OperationResult(self._ask, self._base_url, progress.recordings).elsewhere(
                    progress.url
                )
            reason = f"its monitor is not asked: {answer.reason}"
            if not is_refused:
                reason = f"its monitor does not respond: {answer.reason}"
            return progress.ended("not-followed" if is_refused else "broken", reason)
        progress.pauses = not linked.is_recorded
        if answer.status in _GONE and len(progress.candidates) > 1:
            del progress.candidates[0]
            progress.pauses = False
            return None
        if answer.status // 100 == 3 and not _has_state(answer):
            return _redirected(progress, answer)
        progress.last = answer
        if answer.status >= 400:
            return _refused(progress, answer)
        progress.failures = 0
        return self._by_state(progress, sent, accepted)

    def _by_state(
        self, progress: _Progress, sent: SentRequest, accepted: Answer
    ) -> FollowedOperation | None:
        answer = progress.last
        made = OperationResult(self._ask, self._base_url, progress.recordings)
        is_pending = answer.status == 202
        if progress.is_result and not is_pending:
            return made.itself(answer, progress.url)
        by_location = progress.monitor.header == "location"
        state = state_of(answer, may_be_result=by_location and not is_pending)
        if state.name == "failed":
            return progress.ended("failed", state.reason)
        if state.name == "succeeded":
            return made.of(sent, accepted, answer, progress.url)
        if is_pending or state.name == "running":
            return None
        if by_location or not answer.body.strip():
            return made.itself(answer, "")
        return progress.ended("broken", "its monitor does not say in which state it is")


def _pause(progress: _Progress) -> float:
    seconds = retry_after(progress.last)
    if seconds is None:
        return _growing(progress.polls)
    return seconds or (_growing(progress.polls - _EAGER) if progress.polls >= _EAGER else 0.0)


def _growing(step: int) -> float:
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(step, 10))


def _word(progress: _Progress) -> str:
    return "not available" if progress.failures else "in progress"


def _has_state(answer: Answer) -> bool:
    """Return True for a redirection to nowhere that says in its body how the operation ended."""
    is_to_nowhere = not next(values_of("location", answer.headers), "")
    return is_to_nowhere and state_of(answer, may_be_result=False).name != "unknown"


def _redirected(progress: _Progress, answer: Answer) -> FollowedOperation | None:
    """Go on at the place to which the monitor sends its clients."""
    place = next(values_of("location", answer.headers), "").strip()
    if not place:
        reason = f"its monitor responds with {answer.status} without `Location`"
        return progress.ended("broken", reason)
    progress.redirects += 1
    if progress.redirects > _MOST_REDIRECTS:
        reason = f"its monitor redirects more than {_MOST_REDIRECTS} times"
        return progress.ended("broken", reason)
    try:
        progress.candidates = [urljoin(progress.url, place)]
    except ValueError:
        return progress.ended("broken", "its monitor redirects to an invalid URL")
    progress.is_result = progress.is_result or answer.status in _ELSEWHERE
    progress.pauses = False
    return None


def _refused(progress: _Progress, answer: Answer) -> FollowedOperation | None:
    """Return the end after an error status; None if the monitor may recover from it."""
    message = message_of(answer)
    said = f": {message}" if message else ""
    what = "what it made" if progress.is_result else "its monitor"
    if answer.status in (429, 503):
        return None
    if answer.status >= 500:
        progress.failures += 1
        if progress.failures < _MOST_FAILURES:
            return None
        again = f" {_MOST_FAILURES} times in a row"
        return progress.ended("broken", f"{what} responds with {answer.status}{again}{said}")
    is_about_operation = message and not progress.is_result and answer.status not in (401, 403, 404)
    if is_about_operation:
        return progress.ended("failed", message)
    return progress.ended("broken", f"{what} responds with {answer.status}{said}")
