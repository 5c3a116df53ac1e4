"""The tested service, what may be sent to it, and the values of placeholders."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docreplay.config.page_patterns import PatternTable
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.documented_host import host_in
from docreplay.model.http import unfit_in_field_value
from docreplay.model.origin import BASE_URL_HINT, Origin, flaw_of_base_url, origin_of
from docreplay.model.secret_names import may_be_secret
from docreplay.model.url_template import folded
from docreplay.replay.redact import secrets_of_headers

_ENVIRONMENT = re.compile(r"\$env:(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})?")
"""A variable of the environment, anywhere in the value of a header."""
_VARIABLE = "DOCREPLAY_VAR_"


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
    unsafe_methods: bool = False
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent to the origin of the base URL only: they may be credentials."""

    @property
    def origin(self) -> Origin | None:
        """Scheme, host and port of the base URL."""
        return origin_of(self.base_url)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Configured header values, which reports must not show."""
        return tuple(secrets_of_headers(self.headers))


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
        unsafe_methods=config.unsafe_methods,
        headers=headers,
    )


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


class Values:
    """Values of placeholders.

    In ascending precedence: plain entries of the configuration; its tables for page patterns, the
    narrowest last; `DOCREPLAY_VAR_name` in the environment; the command line.
    """

    def __init__(
        self,
        parameters: Mapping[str, object],
        variables: Mapping[str, str] | None = None,
        docs: Sequence[str] = (),
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        tables = {
            name: {key: _text(item) for key, item in value.items()}
            for name, value in parameters.items()
            if isinstance(value, dict)
        }
        self._nested = tuple(tables.values())
        self._tables = PatternTable(tables, docs)
        exported = {
            name.removeprefix(_VARIABLE): value
            for name, value in environment.items()
            if name.startswith(_VARIABLE)
        }
        self._plain = {name: _text(value) for name, value in parameters.items() if _is_plain(value)}
        self._strong = _over(exported, variables or {})
        self._everywhere = _Unshown(_over(self._plain, self._strong))

    def of(self, path: str, case_id: str) -> Mapping[str, str]:
        """Return the values for a case of the page at the path; their `repr` does not show them."""
        tables = self._tables.matching(path, case_id)
        if not tables:
            return self._everywhere
        found: Mapping[str, str] = self._plain
        for table in (*tables, self._strong):
            found = _over(found, table)
        return _Unshown(found)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that reports must not show, by their names."""
        tables: Iterable[Mapping[str, str]] = (self._everywhere, *self._nested)
        return tuple(
            value for table in tables for name, value in table.items() if may_be_secret(name)
        )


class _Unshown(dict[str, str]):
    """Values that a traceback does not print."""

    def __repr__(self) -> str:
        return f"<values of {', '.join(self)}>"


def _over(weak: Mapping[str, str], strong: Mapping[str, str]) -> Mapping[str, str]:
    """Return both; names that differ only in case and blanks are one name."""
    taken = {folded(name) for name in strong}
    return {name: v for name, v in weak.items() if folded(name) not in taken} | dict(strong)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
