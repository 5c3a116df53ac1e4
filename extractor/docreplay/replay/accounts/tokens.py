"""The credentials of accounts: each token is fetched once, and again when it has expired."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple, Protocol

from docreplay.model.secret import NO_SECRET, Secret

_MARGIN = 30.0
"""Seconds before its end at which a token is renewed, so that it does not expire on its way."""
_MARGIN_OF_SHORT = 0.1
"""The same for a token with a short life, as a part of it."""
_OLD = 30.0
"""Seconds after which a refused token whose lifetime is unknown may have expired."""


class TokenKey(NamedTuple):
    """What a token is for."""

    account: str
    scopes: tuple[str, ...]


class NoToken(Exception):
    """Why an account has no credentials: a sentence without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """Credentials of an account."""

    value: Secret
    """What a request is sent with."""
    lifetime: float | None = None
    """Seconds, or None if it is unknown."""
    refresh_token: Secret = NO_SECRET
    others: tuple[Secret, ...] = ()
    """Other values that no output must show."""
    can_renew: bool = True
    """Whether asking again may give different credentials."""


class TokenSource(Protocol):
    """Gives the credentials of accounts, in this process or by way of the one that started it."""

    def get(self, key: TokenKey, refused: Secret | None = None) -> Granted:
        """Return the credentials; new ones if those that are `refused` are still current.

        Raises `NoToken`.
        """

    def give_up(self, key: TokenKey, refused: Secret) -> None:
        """Note that credentials were refused although they were new: others would be, too."""


Fetch = Callable[[TokenKey, Granted | None], Granted]
"""Asks for credentials; the last ones are given, if there are any. Raises `NoToken`."""


@dataclass(slots=True)
class _Entry:
    lock: Lock = field(default_factory=Lock)
    granted: Granted | None = None
    since: float = 0.0
    failure: str = ""
    hopeless: bool = False


class Tokens:
    """Credentials in memory, for all threads of this process.

    An account that cannot get any is not asked for again. Times are those of this machine's
    monotonic clock, so that the clock of a server does not matter.
    """

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = Lock()
        self._entries: dict[TokenKey, _Entry] = {}

    def get(self, key: TokenKey, refused: Secret | None = None) -> Granted:
        """Return the credentials; new ones if those that are `refused` are still current.

        Raises `NoToken`.
        """
        with self._locked(key) as entry:
            if entry.failure:
                raise NoToken(entry.failure)
            if entry.granted is None or self._is_due(entry, refused):
                self._renew(key, entry)
            assert entry.granted  # noqa: S101  # it was renewed if there was none
            return entry.granted

    def give_up(self, key: TokenKey, refused: Secret) -> None:
        """Note that credentials were refused although they were new: others would be, too."""
        with self._locked(key) as entry:
            entry.hopeless = entry.granted is not None and entry.granted.value == refused

    @contextmanager
    def _locked(self, key: TokenKey) -> Iterator[_Entry]:
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
        with entry.lock:
            yield entry

    def _renew(self, key: TokenKey, entry: _Entry) -> None:
        begun = self._clock()
        try:
            entry.granted = self._fetch(key, entry.granted)
        except NoToken as error:
            entry.failure = str(error)
            raise
        entry.since, entry.hopeless = begun, False

    def _is_due(self, entry: _Entry, refused: Secret | None) -> bool:
        """Return True if the credentials have expired, or are those that were refused."""
        granted = entry.granted
        assert granted  # noqa: S101  # the caller has checked it
        if not granted.can_renew:
            return False
        age, lifetime = self._clock() - entry.since, granted.lifetime
        if lifetime is not None and age >= lifetime - min(_MARGIN, lifetime * _MARGIN_OF_SHORT):
            return True
        if refused is None or granted.value != refused:
            return False
        return not entry.hopeless or (lifetime is None and age >= _OLD)


def lifetime_of(answer: Mapping[str, object]) -> float | None:
    """Return the seconds that a token answer says it lasts (RFC 6749 §5.1); None if unknown.

    Servers also write the number as a string, leave it out, or write zero for what has no end.
    """
    written = answer.get("expires_in")
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        return None
    try:
        seconds = float(written)
    except ValueError:
        return None
    return seconds if 0 < seconds < float("inf") else None
