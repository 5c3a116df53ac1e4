"""What the hooks of a project do in a run: values of cases, and what reads requests and responses.

Hooks are the project's own code. An error in one is the outcome of its case, and nothing that a
hook does makes a case pass that the comparison fails.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple, Protocol

from docreplay.errors import HookFailed
from docreplay.model.case import (
    Answer,
    Broken,
    Case,
    Outcome,
    SentRequest,
    Skipped,
    Unreachable,
    Unrecorded,
)
from docreplay.model.http.placeholder_values import NO_VALUES, PlaceholderValues
from docreplay.replay.replay import Sender
from docreplay.replay.secrets.redact import redacted_headers, redacted_url
from docreplay.replay.secrets.run_secrets import RunSecrets
from docreplay.replay.service import Service
from docreplay.replay.transport.run_session import RunSession
from docreplay.replay.values import Values


class HookSkipped(Exception):
    """A hook skips its case; the message is the reason."""


class HookValues(NamedTuple):
    """Values of placeholders from a hook."""

    values: Mapping[str, str] = NO_VALUES
    secrets: tuple[str, ...] = ()
    """Those that no output shows."""


class RunHooks(Protocol):
    """The hooks of a project. Each of them may raise `HookFailed`."""

    has_session: bool
    """Whether `session` gives one."""

    def values(self, case: Case) -> HookValues:
        """Return the values for a case. May raise `HookSkipped`."""

    def before(self, case: Case, request: SentRequest) -> None:
        """Read a request before it is sent. May raise `HookSkipped`."""

    def after(self, case: Case, request: SentRequest, response: Answer) -> None:
        """Read a response."""

    def session(self, base_url: str) -> object:
        """Return what a project sends requests to the base URL with, or None."""

    def failure(self, error: BaseException, name: str) -> HookFailed:
        """Return the error with its place in the file of the project."""


class NoHooks:
    """A project without hooks."""

    has_session = False

    def values(self, case: Case) -> HookValues:
        """Return nothing."""
        del case
        return HookValues()

    def before(self, case: Case, request: SentRequest) -> None:
        """Do nothing."""

    def after(self, case: Case, request: SentRequest, response: Answer) -> None:
        """Do nothing."""

    def session(self, base_url: str) -> object:
        """Return None."""
        del base_url
        return None

    def failure(self, error: BaseException, name: str) -> HookFailed:
        """Return the error; without hooks, there is none."""
        return HookFailed(f"{name}: {error}")


NO_HOOKS = NoHooks()
"""What a run has whose project gives none."""


class HookedCases:
    """Cases of a run, with what hooks give them; each is asked about once."""

    def __init__(self, hooks: RunHooks, values: Values, secrets: RunSecrets) -> None:
        self._hooks, self._values = hooks, values
        self._hide, self._mask = secrets.add, secrets.redacted
        self._asked: dict[tuple[str, str], Mapping[str, str] | Outcome] = {}

    def ask(
        self, case: Case, documented: Callable[[Case], Case | None], session: RunSession
    ) -> Outcome | None:
        """Ask for the session, and the values of a case; return why the case must not be sent."""
        if isinstance(self._hooks, NoHooks):
            return None
        key = _key(case)
        if key not in self._asked:
            self._asked[key] = self._answered(documented(case) or case, session)
        found = self._asked[key]
        return found if isinstance(found, Outcome) else None

    def values_of(
        self, case: Case, captured: Mapping[str, str] = NO_VALUES, like: Case | None = None
    ) -> PlaceholderValues:
        """Return the values of a case; those of hooks are what they gave the case `like`."""
        return self._values.of(case.page.path, case.id, captured, self.given(like or case))

    def given(self, case: Case) -> Mapping[str, str]:
        """Return what hooks gave a case that they were asked about."""
        found = self._asked.get(_key(case), NO_VALUES)
        return NO_VALUES if isinstance(found, Outcome) else found

    def sent(
        self, case: Case, service: Service, sender: Sender, send: Callable[..., Outcome]
    ) -> Outcome:
        """Return the outcome of a request that `send` sends, with what hooks say about it."""
        if isinstance(self._hooks, NoHooks):
            return send(sender=sender)
        try:
            outcome = send(sender=_Announced(partial(self._announce, case, service), sender))
        except (HookFailed, HookSkipped) as error:
            return self._stopped(error)
        return self._objected(case, outcome, service)

    def _answered(self, case: Case, session: RunSession) -> Mapping[str, str] | Outcome:
        try:
            session.open()
            found = self._hooks.values(case)
        except (HookFailed, HookSkipped) as error:
            return self._stopped(error)
        self._hide(found.secrets)
        return found.values

    def _stopped(self, error: HookFailed | HookSkipped) -> Outcome:
        reason = self._mask(str(error))
        if isinstance(error, HookSkipped):
            return Outcome(result=Skipped(kind="hook", reason=reason), sent=None)
        return Outcome(result=Broken(reason=reason, kind="hook-failed"), sent=None)

    def _objected(self, case: Case, outcome: Outcome, service: Service) -> Outcome:
        result = outcome.result
        if not isinstance(result, Answer) or outcome.sent is None:
            return outcome
        try:
            self._hooks.after(case, self._shown(outcome.sent, service), replace(result))
        except HookFailed as error:
            return replace(outcome, objection=self._mask(str(error)))
        return outcome

    def _announce(self, case: Case, service: Service, request: SentRequest) -> None:
        self._hooks.before(case, self._shown(request, service))

    def _shown(self, request: SentRequest, service: Service) -> SentRequest:
        """Return a copy of the request without the credentials of the run."""
        headers = redacted_headers(request.headers, service.headers)
        masked = tuple((name, self._mask(value)) for name, value in headers)
        return replace(request, headers=masked, url=self._mask(redacted_url(request.url)))


class _Announced:
    """Sends a request after `announce` had it, once, however often it is repeated."""

    def __init__(self, announce: Callable[[SentRequest], None], sender: Sender) -> None:
        self._announce, self._sender = announce, sender

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Answer | Unreachable | Skipped | Unrecorded, str]:
        """Return the response, or why there is none, and a note about how it was sent."""
        self._announce(request)
        return self._sender.send(request, is_documented)


def _key(case: Case) -> tuple[str, str]:
    return case.page.path, case.id
