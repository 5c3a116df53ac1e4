"""The service that is tested, and what may be sent to it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch

from extractor.config import Config
from extractor.errors import ConfigError
from extractor.model.target import host_of

_ENVIRONMENT = "$env:"
_VARIABLE = "DOCREPLAY_VAR_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where requests go, and the limits they keep."""

    base_url: str
    embedded: bool = False
    """Whether it is our own, which answers as the pages say: then nothing can be harmed."""
    allow_hosts: frozenset[str] = frozenset()
    unsafe_methods: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent to the base URL's host only: they may be credentials."""

    @property
    def host(self) -> str:
        """The host name of the base URL."""
        return host_of(self.base_url)


def service_of(config: Config, embedded_url: str = "") -> Service:
    """The service that the configuration names, or the embedded one at the URL given.

    Raises `ConfigError` for a base URL that is none, or a header whose variable is not set.
    """
    base = embedded_url or config.base_url
    if not base.startswith(("http://", "https://")) or not host_of(base):
        hint = "write it like https://graph.example.com or http://127.0.0.1:8000"
        raise ConfigError(f"`{base}` is no base URL", hint=hint)
    return Service(
        base_url=base,
        embedded=bool(embedded_url),
        allow_hosts=frozenset(host.lower() for host in config.allow_hosts),
        unsafe_methods=config.unsafe_methods,
        headers={} if embedded_url else {n: _header(n, v) for n, v in config.headers.items()},
    )


def _header(name: str, value: str) -> str:
    """The value, or what the environment variable that it names holds."""
    if not value.startswith(_ENVIRONMENT):
        return value
    variable = value.removeprefix(_ENVIRONMENT)
    if variable not in os.environ:
        hint = f"export {variable}=…"
        raise ConfigError(f"the header {name} needs {variable}, which is not set", hint=hint)
    return os.environ[variable]


class Values:
    """The values of placeholders; what is narrower wins.

    From wide to narrow: plain entries of the configuration, `DOCREPLAY_VAR_name` in the
    environment, tables named for a glob of page paths, the table named for the case's id.
    """

    def __init__(self, parameters: Mapping[str, object]) -> None:
        tables = {name: value for name, value in parameters.items() if isinstance(value, dict)}
        self._tables = {
            name: {key: _text(value) for key, value in table.items()}
            for name, table in tables.items()
        }
        self._wide = {name: _text(value) for name, value in parameters.items() if _is_plain(value)}
        for name, value in os.environ.items():
            if name.startswith(_VARIABLE):
                self._wide[name.removeprefix(_VARIABLE)] = value

    def of(self, path: str, case_id: str) -> Mapping[str, str]:
        """The values for a case of the page at a path."""
        if not self._tables:
            return self._wide
        found = dict(self._wide)
        for name, table in self._tables.items():
            if name != case_id and fnmatch(path, name):
                found.update(table)
        return found | self._tables.get(case_id, {})


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
