"""The tested service, and what may be sent to it."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docreplay.config.accounts import accounts_of
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.api.documented_host import host_in
from docreplay.model.http.http import unfit_in_field_value
from docreplay.model.http.origin import BASE_URL_HINT, Origin, flaw_of_base_url, origin_of
from docreplay.replay.accounts.credentials import Use
from docreplay.replay.secrets.redact import secrets_of_headers, secrets_of_proxy
from docreplay.replay.sent_files import SentFiles

_ENVIRONMENT = re.compile(r"\$env:(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})?")
"""A variable of the environment, anywhere in the value of a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where requests are sent, and what they may contain."""

    base_url: str
    embedded: bool = False
    """Whether it is the embedded service, which responds as documented and has no data."""
    documented_hosts: frozenset[str] = frozenset()
    """Hosts in documented URLs that the base URL replaces; its own host is always one."""
    allow_hosts: frozenset[str] = frozenset()
    """`host` for any port, `host:port` for one."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Base URLs by the documented host that each replaces, in lower case."""
    unsafe_methods: bool = False
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent to the origin of the base URL only: they may be credentials."""
    only_recorded: bool = False
    """Whether recordings answer and nothing is sent: example credentials then need no value."""
    hidden: tuple[str, ...] = field(default=(), repr=False)
    """Further secrets of the run, such as the password of a proxy."""
    reveals: Callable[[str], bool] = field(default=lambda _: False, repr=False)
    """Returns True for a value with a secret that the run has met."""
    files: SentFiles | None = None
    """The files that bodies may contain."""
    use: Use | None = None
    """The account that requests are sent with, or None."""

    @property
    def origin(self) -> Origin | None:
        """Scheme, host and port of the base URL."""
        return origin_of(self.base_url)

    def mapped(self, origin: str) -> str:
        """Return the base URL for a documented `https://host:port`, or `""`."""
        host = host_in(origin)
        found = origin_of(origin) if self.hosts else None
        port = f"{host}:{found.port}" if found else ""
        return self.hosts.get(port) or self.hosts.get(host, "")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Configured header values and credentials of proxies, which reports must not show."""
        return (*secrets_of_headers(self.headers), *self.hidden)


def service_of(
    config: Config, embedded_url: str = "", environment: Mapping[str, str] = os.environ
) -> Service:
    """Return the configured service, or the embedded one at the given URL.

    `environment` provides the values of `$env:NAME` headers, each time they are sent. Raises
    `ConfigError` for an invalid base URL, and for a header whose variable is not set or has a value
    that HTTP cannot carry.
    """
    base = embedded_url or config.base_url
    if flaw := flaw_of_base_url(base):
        raise ConfigError(flaw, hint=BASE_URL_HINT)
    headers = _Headers({} if embedded_url else config.headers, environment)
    headers.check()
    return Service(
        base_url=base,
        embedded=bool(embedded_url),
        documented_hosts=frozenset(host_in(f"//{host}") for host in config.documented_hosts),
        allow_hosts=frozenset(host.lower() for host in config.allow_hosts),
        hosts={} if embedded_url else {k.lower(): url for k, url in config.hosts.items()},
        unsafe_methods=config.unsafe_methods,
        only_recorded=config.record_mode == "none",
        headers=headers,
        files=SentFiles(config.root, config.files),
        hidden=tuple(_proxy_secrets(config, environment)),
    )


def _proxy_secrets(config: Config, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the credentials of all proxies that a run may use."""
    named = (value for name, value in environment.items() if name.lower().endswith("_proxy"))
    own = (account.proxy for account in accounts_of(config.accounts))
    for url in (config.proxy, *own, *named):
        yield from secrets_of_proxy(url)


class _Headers(Mapping[str, str]):
    """Configured headers; `$env:NAME` is read when the value is used, so a token may be renewed.

    Names are case-insensitive: the later of two that differ in case alone counts.
    """

    def __init__(self, configured: Mapping[str, str], environment: Mapping[str, str]) -> None:
        last = {name.lower(): (name, value) for name, value in configured.items()}
        self._configured = dict(last.values())
        self._environment = environment

    def __getitem__(self, name: str) -> str:
        value = self._configured[name]
        return _ENVIRONMENT.sub(lambda found: self._read(name, found[1] or found[2]), value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._configured)

    def __len__(self) -> int:
        return len(self._configured)

    def check(self) -> None:
        """Raise `ConfigError` if a value cannot be read now."""
        dict(self)

    def _read(self, name: str, variable: str | None) -> str:
        if not variable:
            message = f"`$env:` without the name of a variable in header `{name}`"
            raise ConfigError(message, hint="write $env:NAME or $env:{NAME}")
        value = self._environment.get(variable)
        if value is None:
            message = f"environment variable {variable} is not set (used by header `{name}`)"
            raise ConfigError(message, hint=f"export {variable}=…")
        if unfit := unfit_in_field_value(value):
            message = f"invalid value of {variable}: header `{name}` cannot contain {unfit!r}"
            raise ConfigError(message, hint=f"export {variable}=… without it")
        return value
