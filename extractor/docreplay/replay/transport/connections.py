"""The connections of a run: one set for all requests, and one for each account with its own."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from docreplay.config.accounts import Account, Connection, accounts_of
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.replay.sending import Transport

_NAMES = tuple(item.name for item in fields(Connection))
_FILES = ("ca_bundle", "client_certificate", "client_key")
_MARK = b"-----BEGIN "
"""The start of what a file in PEM form contains (RFC 7468 §2)."""


class ClosableTransport(Transport, Protocol):
    """A transport with connections of its own."""

    def close(self) -> None:
        """Close all connections."""


Build = Callable[[Connection], ClosableTransport]


class Connections:
    """A transport that sends each request over the connections of its account."""

    def __init__(self, main: ClosableTransport, accounts: dict[str, ClosableTransport]) -> None:
        self._main = main
        self._accounts = accounts

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped | Unrecorded:
        """Return the response, or the reason why there is none."""
        return self._accounts.get(request.account, self._main).send(request)

    def close(self) -> None:
        """Close all connections."""
        for transport in (self._main, *self._accounts.values()):
            transport.close()


def connections(config: Config, build: Build) -> Connections:
    """Return the connections of a run. Raise `ConfigError` for a file that cannot be used."""
    common = connection_of(config)
    own = {item.name: connection_of(config, item) for item in accounts_of(config.accounts)}
    built = {name: build(item) for name, item in own.items() if item != common}
    return Connections(build(common), built)


def connection_of(config: Config, account: Account | None = None) -> Connection:
    """Return the settings of a connection: those of an account, else those of the run.

    Raises `ConfigError` for a certificate or a key that cannot be used, and for an invalid proxy.
    """
    own = {name: getattr(account, name) for name in _NAMES if getattr(account, name, None)}
    values = {name: own.get(name) or getattr(config, name) for name in _NAMES}
    if "client_certificate" in own:  # the key of the run belongs to another certificate
        values["client_key"] = own.get("client_key", "")
    where = f"account `{account.name}`: " if account else ""
    for name in _FILES:
        if values[name]:
            values[name] = _checked(config.root, values[name], f"{where}`{_key(name)}`")
    _check_proxy(values["proxy"], f"{where}`proxy`")
    return Connection(**values)


def check_connections(config: Config) -> None:
    """Raise `ConfigError` if a connection of the run or of an account cannot be made as asked."""
    for account in (None, *accounts_of(config.accounts)):
        connection_of(config, account)


def _checked(root: Path, written: str, where: str) -> str:
    """Return the path of a file in PEM form."""
    file = root / Path(written).expanduser()
    try:
        content = file.read_bytes()
    except OSError as error:
        message = f"{where}: cannot read {written}: {error.strerror}"
        raise ConfigError(message, hint="check the path and the permissions of the file") from None
    if _MARK not in content:
        message = f"{where}: {written} contains no certificate and no key in PEM form"
        raise ConfigError(message, hint="convert the file with `openssl x509` or `openssl pkey`")
    return str(file)


def _check_proxy(url: str, where: str) -> None:
    """Raise `ConfigError` for a proxy that is not a URL; no message shows its password."""
    if not url or url == "none":
        return
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme in ("http", "https", "socks5", "socks5h") and bool(parts.hostname)
    except ValueError:
        is_valid = False
    if not is_valid:
        raise ConfigError(
            f"{where}: invalid URL", hint='write it like "http://proxy.example.com:3128"'
        )


def _key(field: str) -> str:
    return field.replace("_", "-")
