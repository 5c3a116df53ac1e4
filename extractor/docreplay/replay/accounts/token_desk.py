"""Credentials for the processes of one run: the first process gets them, the others ask it.

So a token is fetched once however many processes need it, and is in memory only. Where the system
has them, the connection is a socket in a folder that only this user can open, and otherwise one of
this machine; either way, both ends prove that they know a key (the `authkey` of `multiprocessing`).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from secrets import token_bytes
from threading import Lock, Thread
from typing import NamedTuple

from docreplay.model.secret import Secret
from docreplay.replay.accounts.tokens import Granted, NoToken, TokenKey, TokenSource

_MOST = 4_000_000
"""Bytes of a message at most."""


class DeskAddress(NamedTuple):
    """Where the process with the credentials listens, and the key to prove; both may be sent."""

    place: str
    port: int
    """The port on the loopback address; 0 for a socket of the file system."""
    key: str

    @property
    def connected(self) -> str | tuple[str, int]:
        """What `multiprocessing` connects to."""
        return (self.place, self.port) if self.port else self.place


class TokenDesk:
    """Answers the other processes of a run, until it is closed."""

    def __init__(self, source: TokenSource) -> None:
        self._source = source
        key = token_bytes(32)
        self._listener = Listener(None, authkey=key)
        place = self._listener.address
        host, port = place if isinstance(place, tuple) else (place, 0)
        self.address = DeskAddress(host, port, key.hex())
        self._is_open = True
        Thread(target=self._listen, name="docreplay-tokens", daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._is_open = False
        self._listener.close()

    def _listen(self) -> None:
        while self._is_open:
            try:
                connection = self._listener.accept()
            except Exception:  # noqa: S112  # who does not know the key, or hangs up, gets nothing
                continue
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        with connection, suppress(EOFError, OSError):
            while True:
                asked = json.loads(connection.recv_bytes(_MOST))
                connection.send_bytes(json.dumps(self._answer(asked)).encode())

    def _answer(self, asked: dict[str, object]) -> dict[str, object]:
        key = TokenKey(str(asked["account"]), tuple(map(str, asked["scopes"])))  # type: ignore[call-overload]
        refused = Secret(str(asked["refused"])) if asked.get("refused") else None
        if asked.get("gives_up") and refused:
            self._source.give_up(key, refused)
            return {}
        try:
            return _written(self._source.get(key, refused))
        except NoToken as error:
            return {"error": str(error)}


class DeskClient:
    """The credentials of the process that listens at an address; one connection for all."""

    def __init__(self, address: DeskAddress) -> None:
        self._address = address
        self._lock = Lock()
        self._connection: Connection | None = None

    def get(self, key: TokenKey, refused: Secret | None = None) -> Granted:
        """Return the credentials, as `TokenSource` does. Raises `NoToken`."""
        answer = self._asked(key, refused, gives_up=False)
        if "error" in answer:
            raise NoToken(str(answer["error"]))
        return _read(answer)

    def give_up(self, key: TokenKey, refused: Secret) -> None:
        """Note that credentials were refused although they were new."""
        self._asked(key, refused, gives_up=True)

    def _asked(self, key: TokenKey, refused: Secret | None, *, gives_up: bool) -> dict[str, object]:
        question = {
            "account": key.account,
            "scopes": key.scopes,
            "refused": refused.reveal() if refused else "",
            "gives_up": gives_up,
        }
        with self._lock, _as_no_token():
            if self._connection is None:
                place = self._address.connected
                self._connection = Client(place, authkey=bytes.fromhex(self._address.key))
            self._connection.send_bytes(json.dumps(question).encode())
            found: dict[str, object] = json.loads(self._connection.recv_bytes(_MOST))
        return found


@contextmanager
def _as_no_token() -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, AuthenticationError) as error:
        name = type(error).__name__
        raise NoToken(f"the process that has the credentials does not answer ({name})") from None


def _written(granted: Granted) -> dict[str, object]:
    return {
        "value": granted.value.reveal(),
        "lifetime": granted.lifetime,
        "refresh_token": granted.refresh_token.reveal(),
        "others": [item.reveal() for item in granted.others],
        "can_renew": granted.can_renew,
    }


def _read(answer: dict[str, object]) -> Granted:
    lifetime, others = answer["lifetime"], answer["others"]
    return Granted(
        value=Secret(str(answer["value"])),
        lifetime=lifetime if isinstance(lifetime, float) else None,
        refresh_token=Secret(str(answer["refresh_token"])),
        others=tuple(Secret(str(item)) for item in others) if isinstance(others, list) else (),
        can_renew=bool(answer["can_renew"]),
    )
