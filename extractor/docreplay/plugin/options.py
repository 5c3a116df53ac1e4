"""Options and ini keys of pytest, and the configuration that they result in."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docreplay.config import load as configuration
from docreplay.config.name_value import parse_pairs
from docreplay.config.recording import with_recordings
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, DocreplayError
from docreplay.flows.test.pytest_runner import PLUGIN, VerdictCollector
from docreplay.plugin.notices import arguments
from docreplay.plugin.option_table import NEED_TRUST, OPTIONS, PluginOption
from docreplay.sources import trusted_config
from docreplay.sources.values_file import values_of_files

if TYPE_CHECKING:  # as in `docreplay.flows.test.pytest_runner`
    from docreplay.flows.pages.case_index import CaseIndex

WORKER_KEY = "docreplay"
"""Key of the controller's configuration in the input of a pytest-xdist process."""

_OPTION = "--docreplay-trust-config"
_VARS_FILES = "docreplay_vars_files"
_TRUST = "docreplay_trust_config"
IGNORED: pytest.StashKey[list[str]] = pytest.StashKey()
"""Sentences about settings that are not used because of `--docreplay-trust-config`."""


def add_options(parser: pytest.Parser) -> None:
    """Declare every option to pytest."""
    group = parser.getgroup("docreplay", "replay of documented requests")
    group.addoption(
        _OPTION,
        dest=_TRUST,
        metavar="REV",
        help="take hosts, headers and methods from this git revision's configuration (or a .toml"
        " file) and from the command line",
    )
    # not an ini key: a pull request could name any file of the machine
    group.addoption(
        "--docreplay-vars-file",
        dest=_VARS_FILES,
        action="append",
        default=None,
        metavar="FILE",
        help="read values of placeholders from TOML, YAML, JSON or .env",
    )
    for option in OPTIONS:
        flag = f"--docreplay-{option.name}"
        parser.addini(option.key, option.help, type=option.kind, default=None)
        if option.kind == "bool":
            group.addoption(
                flag, dest=option.key, action="store_true", default=None, help=option.help
            )
        else:
            action = "append" if option.kind == "linelist" else "store"
            group.addoption(
                flag,
                dest=option.key,
                action=action,
                default=None,
                metavar=option.metavar,
                help=option.help,
            )


def is_configured(pytest_config: pytest.Config) -> bool:
    """Return True if the project or pytest configures docreplay."""
    is_given = any(_given(pytest_config, option.key) is not None for option in OPTIONS)
    if is_given or _trust(pytest_config) or _from_run(pytest_config):
        return True
    try:
        return configuration.is_configured(_project(pytest_config))
    except ConfigError:
        # an invalid file is reported as soon as a test needs the configuration
        return False


def load(pytest_config: pytest.Config) -> Config:
    """Return the configuration: that of the run that started pytest, or else pytest's settings.

    Raises `pytest.UsageError` for an invalid configuration.
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
    """Return the configuration of `docreplay test` or of a pytest-xdist controller, or None."""
    index = index_of_run(pytest_config)
    if index:
        return index.config
    sent = getattr(pytest_config, "workerinput", {}).get(WORKER_KEY)
    return configuration.from_table(Path(sent[0]), json.loads(sent[1])) if sent else None


def _from_settings(pytest_config: pytest.Config) -> Config:
    folder = _folder(pytest_config)
    file = _given(pytest_config, "docreplay_config")
    trust = _trust(pytest_config)
    ignored = pytest_config.stash.setdefault(IGNORED, [])
    if trust:
        ignored += _ignored_of_ini(pytest_config)
    config = trusted_config.load(
        folder,
        folder / str(file) if file else None,
        trust,
        lambda key, name: ignored.append(f"`{key}` of {name} is ignored ({_OPTION})"),
    )
    own = parse_pairs(_texts(pytest_config.getini("docreplay_var")), "docreplay_var")
    headers = parse_pairs(_texts(_given(pytest_config, "docreplay_header")), "docreplay_header")
    settings = configuration.override(
        config,
        **dict(_settings(pytest_config)),
        headers={**config.headers, **headers} if headers else None,
        parameters={**config.parameters, **own} if own else None,
        variables=parse_pairs(_texts(pytest_config.getoption("docreplay_var")), "--docreplay-var"),
        file_variables=values_of_files(_files(pytest_config)),
    )
    return with_recordings(settings)


def _settings(pytest_config: pytest.Config) -> Iterator[tuple[str, object]]:
    """Yield the settings that options and ini keys give, by the fields of `Config`."""
    for option in OPTIONS:
        value = _given(pytest_config, option.key) if option.field else None
        yield from () if value is None else ((option.field, _value(option, value)),)


def _value(option: PluginOption, value: object) -> object:
    return _texts(value) or None if option.kind == "linelist" else value


def _files(pytest_config: pytest.Config) -> Iterator[Path]:
    """Yield the files with values, relative to where pytest was started."""
    for name in _texts(pytest_config.getoption(_VARS_FILES)):
        yield pytest_config.invocation_params.dir / name


def _folder(pytest_config: pytest.Config) -> Path:
    """Return the folder of the project; the ini key is relative to the rootdir of pytest."""
    root = pytest_config.getoption("docreplay_root")
    if root:
        return (pytest_config.invocation_params.dir / str(root)).resolve()
    root = _given(pytest_config, "docreplay_root")
    if root:
        return (pytest_config.rootpath / str(root)).resolve()
    return _project(pytest_config)


def _project(pytest_config: pytest.Config) -> Path:
    """Return the project that all arguments of pytest belong to, else that of its rootdir."""
    places = arguments(pytest_config)
    roots = {configuration.find_root(at) for at in places if configuration.is_configured(at)}
    rootdir = configuration.find_root(pytest_config.rootpath.resolve())
    return roots.pop() if len(roots) == 1 else rootdir


def _trust(pytest_config: pytest.Config) -> str:
    """Return the revision or file whose configuration is trusted, or `""`.

    It cannot be an ini key: the settings of pytest are those of the tree.
    """
    given: str | None = pytest_config.getoption(_TRUST)
    return os.environ.get(_TRUST.upper(), "") if given is None else given


def _ignored_of_ini(pytest_config: pytest.Config) -> Iterator[str]:
    """Yield a sentence for each ini key that is ignored.

    Raise `ConfigError` if `addopts` has options of docreplay, which look like those of
    the command line.
    """
    added = [text for text in pytest_config.getini("addopts") if "docreplay" in text]
    if added:
        message = f"{_OPTION}: `addopts` of the settings of pytest must not contain `{added[0]}`"
        raise ConfigError(message, hint="give the option on the command line")
    for key in sorted(NEED_TRUST):
        if pytest_config.getini(key):
            yield f"`{key}` of the settings of pytest is ignored ({_OPTION})"


def _given(pytest_config: pytest.Config, key: str) -> object:
    """Return the option, else the ini key unless the environment sets it, else None."""
    option: object = pytest_config.getoption(key)
    if option is not None or key.upper() in os.environ:
        return option
    if key in NEED_TRUST and _trust(pytest_config):
        return None
    value: object = pytest_config.getini(key)
    return value or None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
