"""Where the refresh token of an account is between two runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from docreplay.config.accounts import Account
from docreplay.model.secret import Secret
from docreplay.replay.accounts.secret_values import SecretReader
from docreplay.sources.lock import locked
from docreplay.sources.safe_write import write_bytes


class RefreshStore:
    """The file or the command of `refresh-token-store`; without that key, nothing is stored."""

    def __init__(self, account: Account, reader: SecretReader) -> None:
        self._account = account
        self._reader = reader
        self._kind, _, self._place = account.refresh_token_store.partition(":")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs from using the stored token meanwhile. Raises `OutputError`."""
        if self._kind != "$file":
            yield
            return
        with locked(self._reader.path(self._place.strip())):
            yield

    def read(self) -> Secret | None:
        """Return the stored token; None if there is none yet. Raises `ConfigError`."""
        if self._kind != "$file" or not self._reader.path(self._place.strip()).exists():
            return None
        name = self._account.name
        return self._reader.read(
            name, "refresh-token-store", Secret(self._account.refresh_token_store)
        )

    def write(self, token: Secret) -> None:
        """Store a token, in a file that only its owner can read, or by the command.

        Raises `OutputError` or `ConfigError`.
        """
        if self._kind == "$file":
            path = self._reader.path(self._place.strip())
            write_bytes(path, token.reveal().encode() + b"\n", durable=True, mode=0o600)
        elif self._kind == "$cmd":
            where = f"account `{self._account.name}`: `refresh-token-store`"
            self._reader.run(where, self._place, given=token)
