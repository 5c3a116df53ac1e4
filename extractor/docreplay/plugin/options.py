"""What can be set under pytest: options, their ini keys, and the configuration they make."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from docreplay.config import load as configuration
from docreplay.config.name_value import parse_pairs
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, DocreplayError
from docreplay.flows.pytest_runner import PLUGIN, VerdictCollector

if TYPE_CHECKING:  # as in `docreplay.flows.pytest_runner`
    from docreplay.flows.case_index import CaseIndex

WORKER_KEY = "docreplay"
"""Where a process of pytest-xdist finds the configuration of its controller."""


class Setting(NamedTuple):
    """An option `--docreplay-NAME`, which is also the ini key `docreplay_name`."""

    name: str
    kind: Literal["string", "bool", "linelist"]
    metavar: str
    help: str

    @property
    def key(self) -> str:
        """The ini key, and where pytest keeps the option."""
        return "docreplay_" + self.name.replace("-", "_")


SETTINGS = (
    Setting("root", "string", "DIR", "the documentation project's folder (default: found upwards)"),
    Setting("config", "string", "FILE", "the configuration file, instead of the project's own"),
    Setting("base-url", "string", "URL", "the service to test (default: the embedded one)"),
    Setting("unsafe-methods", "bool", "", "send POST, PUT, PATCH, DELETE to a real service too"),
    Setting("allow-hosts", "linelist", "HOST", "a host that documented absolute URLs may reach"),
    Setting("var", "linelist", "NAME=VALUE", "the value of a placeholder, such as id=42"),
    Setting("timeout", "string", "SECONDS", "until a request counts as unanswered"),
)


def add_options(parser: pytest.Parser) -> None:
    """Declares every setting to pytest."""
    group = parser.getgroup("docreplay", "replaying documented requests")
    for setting in SETTINGS:
        flag = f"--docreplay-{setting.name}"
        parser.addini(setting.key, setting.help, type=setting.kind, default=None)
        if setting.kind == "bool":
            group.addoption(
                flag, dest=setting.key, action="store_true", default=None, help=setting.help
            )
        else:
            action = "append" if setting.kind == "linelist" else "store"
            group.addoption(
                flag,
                dest=setting.key,
                action=action,
                default=None,
                metavar=setting.metavar,
                help=setting.help,
            )


def is_configured(pytest_config: pytest.Config) -> bool:
    """Whether the project wants docreplay: it has a configuration, or pytest was told of one."""
    told = any(_given(pytest_config, setting.key) is not None for setting in SETTINGS)
    if told or _from_run(pytest_config):
        return True
    try:
        return configuration.is_configured(pytest_config.rootpath)
    except ConfigError:
        # A broken file somewhere above is reported as soon as a test needs the configuration.
        return False


def load(pytest_config: pytest.Config) -> Config:
    """The configuration: that of the run that pytest is part of, or else what was set for pytest.

    Raises `pytest.UsageError` for one that makes no sense.
    """
    try:
        return _from_run(pytest_config) or _from_settings(pytest_config)
    except DocreplayError as error:
        raise pytest.UsageError(str(error)) from None


def index_of_run(pytest_config: pytest.Config) -> "CaseIndex | None":
    """Return the cases that `docreplay test` has read in this process; None outside of it."""
    collector = pytest_config.pluginmanager.get_plugin(PLUGIN)
    return collector.index if isinstance(collector, VerdictCollector) else None


def _from_run(pytest_config: pytest.Config) -> Config | None:
    """What `docreplay test`, or the controller of pytest-xdist, decided already."""
    index = index_of_run(pytest_config)
    if index:
        return index.config
    told = getattr(pytest_config, "workerinput", {}).get(WORKER_KEY)
    return configuration.from_table(Path(told[0]), json.loads(told[1])) if told else None


def _from_settings(pytest_config: pytest.Config) -> Config:
    folder = _folder(pytest_config)
    file = _given(pytest_config, "docreplay_config")
    config = configuration.load(folder, folder / str(file) if file else None)
    own = parse_pairs(_texts(pytest_config.getini("docreplay_var")), "docreplay_var")
    return configuration.override(
        config,
        base_url=_given(pytest_config, "docreplay_base_url"),
        unsafe_methods=_given(pytest_config, "docreplay_unsafe_methods"),
        allow_hosts=_texts(_given(pytest_config, "docreplay_allow_hosts")) or None,
        timeout=_given(pytest_config, "docreplay_timeout"),
        parameters={**config.parameters, **own} if own else None,
        variables=parse_pairs(_texts(pytest_config.getoption("docreplay_var")), "--docreplay-var"),
    )


def _folder(pytest_config: pytest.Config) -> Path:
    """The project's folder: as an option from where pytest runs, else from pytest's own root."""
    root = pytest_config.getoption("docreplay_root")
    if root:
        return (pytest_config.invocation_params.dir / str(root)).resolve()
    root = _given(pytest_config, "docreplay_root")
    if root:
        return (pytest_config.rootpath / str(root)).resolve()
    return configuration.find_root(pytest_config.rootpath.resolve())


def _given(pytest_config: pytest.Config, key: str) -> object:
    """What the command line says, else the ini file where the environment is silent, else None."""
    option: object = pytest_config.getoption(key)
    if option is not None or key.upper() in os.environ:
        return option
    value: object = pytest_config.getini(key)
    return value or None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
