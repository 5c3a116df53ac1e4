"""How a step of a story is sent: what the story sets beyond the documented request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from docreplay.config.settings import Config
from docreplay.flows.sending.limits import retrying_sender
from docreplay.model.case import Answer, Outcome, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.replay.accounts.filled_credentials import filled_credential
from docreplay.replay.replay import Sender
from docreplay.replay.secrets.redact import SHORTEST
from docreplay.replay.service import Service
from docreplay.replay.transport.in_flight import Closing
from docreplay.replay.transport.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSending:
    """What a story sets for one request."""

    account: str = ""
    """Name of the account; `""`: as the case needs it."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Credentials, for the host of the base URL only."""
    hidden: tuple[str, ...] = field(default=(), repr=False)
    """Secrets of the story, which reports must not show."""
    content: bytes | None = field(default=None, repr=False)
    """The body, if it is not text."""
    poll: str = ""
    """Whether its operation is followed: `always`, `never`, or `""` for as it is configured."""
    needs_result: bool = False
    """Whether a later step needs what the operation of this one makes."""
    follows: bool = True
    """Whether to follow the operation that this one starts, or further pages."""
    seconds: float | None = None
    """Time limit of the step, or None."""
    patient: Sender | None = None
    """What sends the request instead, for a step with its own time limit."""

    def sent(self, values: Mapping[str, str], send: Callable[["StepSending"], Outcome]) -> Outcome:
        """Let `send` send the step with the placeholders of its headers filled.

        One with a placeholder that has no value, or one that does not fit, is skipped.
        """
        headers: list[tuple[str, str]] = []
        for name, written in self.headers:
            text = filled_credential(name, written, values)
            if isinstance(text, Skipped):
                return Outcome(result=text, sent=None)
            headers.append((name, text))
        filled = (text for _, text in set(headers).difference(self.headers))
        return send(replace(self, headers=tuple(headers), hidden=(*self.hidden, *filled)))

    def service(self, service: Service) -> Service:
        """Return the service with the headers and the secrets of the story."""
        if self.hidden:
            service = replace(service, reveals=partial(self._reveals, service.reveals))
        if not self.headers:
            return service
        own = {name.lower() for name, _ in self.headers}
        kept = {name: value for name, value in service.headers.items() if name.lower() not in own}
        return replace(service, headers={**kept, **dict(self.headers)})

    def _reveals(self, known: Callable[[str], bool], text: str) -> bool:
        """Return True if a text has a secret of the run, or of the story, which may be short."""
        own = any(len(secret) >= SHORTEST and secret in text for secret in self.hidden)
        return own or known(text)

    def sender(self, sender: Sender) -> Sender:
        """Return what sends the request."""
        sender = self.patient or sender
        return sender if self.content is None else _WithContent(sender, self.content)


PLAIN = StepSending()
"""Nothing is set."""
ALONE = StepSending(follows=False)
"""Only the request itself is sent."""


class RetryingSenders:
    """What sends requests of steps within time limits of their own; each is made once."""

    def __init__(self, config: Config, make: Callable[..., Closing], ledger: Ledger) -> None:
        """`make` returns the transport of a configuration."""
        self._config, self._make, self._ledger = config, make, ledger
        self._made: dict[float, Sender] = {}

    def __call__(self, timeout: float | None) -> Sender | None:
        """Return what sends a request within a number of seconds; None without a limit."""
        if timeout is None:
            return None
        seconds = round(max(timeout, 0.01), 2)
        if seconds not in self._made:
            config = replace(self._config, timeout=seconds)
            transport = self._make(config, time_left=self._ledger.time_left)
            self._made[seconds] = retrying_sender(config, transport, self._ledger)
        return self._made[seconds]

    def time_left(self) -> float:
        """Return the number of seconds that the run still has."""
        return self._ledger.time_left()


class _WithContent:
    """Sends requests with a body that is not text."""

    def __init__(self, sender: Sender, content: bytes) -> None:
        self._sender, self._content = sender, content

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Answer | Unreachable | Skipped | Unrecorded, str]:
        """Return the response, or why there is none, and a note."""
        return self._sender.send(replace(request, body=self._content), is_documented)
