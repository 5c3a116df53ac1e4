"""The configuration: `[tool.docreplay]` in pyproject.toml, or a docreplay.toml with the same keys.

Precedence: command line, then `DOCREPLAY_*` in the environment, then the file, then the default.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from docreplay.config.parsing import ENVIRONMENT, KEYS, PARSERS, UnfitValue
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.finding import Severity
from docreplay.model.location import Location
from docreplay.model.strictness import StrictnessError


def load(root: Path, file: Path | None = None) -> Config:
    """The configuration of the project in `root`: its file, under what the environment says.

    Raises `ConfigError` for a file that is no TOML, an unknown key or a value of the wrong type.
    """
    table, path, name = _read(root, file)
    config = _with(Config(root=root, file=_named(path, root) if table else ""), table, name)
    return _with(config, _environment(os.environ), "the environment")


def override(config: Config, **settings: object) -> Config:
    """The configuration with the settings that are not None (named as `Config`'s fields).

    Raises `ConfigError` for a value that a file could not have either, and for an empty base URL.
    """
    given = {key.replace("_", "-"): item for key, item in settings.items() if item is not None}
    variables: Any = given.pop("variables", config.variables)
    _refuse_empty(given)
    return replace(_with(config, given, ""), variables=variables)


def to_table(config: Config) -> dict[str, Any]:
    """The configuration as a table, for another process; `from_table` reads it."""
    values = {key: getattr(config, key.replace("-", "_")) for key in (*KEYS, "variables")}
    return {key: _plain(value) for key, value in values.items()}


def from_table(root: Path, table: Mapping[str, object]) -> Config:
    """The configuration of a table alone, whatever the environment says."""
    settings = dict(table)
    variables: Any = settings.pop("variables", {})
    return _with(Config(root=root, variables=variables), settings, "the configuration")


def find_root(start: Path) -> Path:
    """The nearest folder upwards with a configuration, else with a `docs_source`, else `start`."""
    upwards = (start, *start.parents)
    for holds in (_has_configuration, _has_docs):
        for folder in upwards:
            if holds(folder):
                return folder
    return start


def _has_configuration(folder: Path) -> bool:
    return (folder / "docreplay.toml").is_file() or bool(_tool_table(folder / "pyproject.toml"))


def _has_docs(folder: Path) -> bool:
    """Whether the documentation is where it is by default."""
    return any((folder / docs).is_dir() for docs in Config().docs)


def is_configured(start: Path) -> bool:
    """Whether there is a configuration, or a `docs_source`, in the folder or above it."""
    root = find_root(start)
    return _has_configuration(root) or _has_docs(root)


def place_of(config: Config, key: str, pattern: str) -> Location:
    """Return where the file of the configuration names a page pattern, after its key if it can.

    A pattern that the file does not name, as one of the environment, is at the file's start.
    """
    name = config.file or "docreplay.toml"
    file = config.root / name
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    quoted = json.dumps(pattern, ensure_ascii=False)
    mention = re.compile(rf"{re.escape(quoted)}|'{re.escape(pattern)}'|{_bare(pattern)}")
    found = [(number, at) for number, line in enumerate(lines, 1) if (at := mention.search(line))]
    start = next((number for number, line in enumerate(lines, 1) if key in line), 0)
    later = [item for item in found if item[0] >= start]
    number, at = next(iter(later or found), (1, None))
    return Location(name, number, at.start() + 1 if at else 1)


def _bare(pattern: str) -> str:
    """Return the expression for a pattern that is a bare key of TOML; else one without a match."""
    return rf"(?<![\w-]){pattern}(?![\w-])" if re.fullmatch(r"[A-Za-z0-9_-]+", pattern) else r"(?!)"


def _plain(value: object) -> object:
    """A value as TOML has it."""
    match value:
        case Severity():
            return str(value)
        case tuple():
            return list(value)
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case _:
            return value


def _read(root: Path, file: Path | None) -> tuple[Mapping[str, object], Path, str]:
    """Return the table, the file that has it, and how messages name the file."""
    own, project = root / "docreplay.toml", root / "pyproject.toml"
    if file:
        return (
            (_tool_table(file) if file.name == "pyproject.toml" else _toml(file)),
            file,
            file.name,
        )
    if own.is_file():
        return _toml(own), own, own.name
    return _tool_table(project), project, "pyproject.toml [tool.docreplay]"


def _named(file: Path, root: Path) -> str:
    file, root = file.resolve(), root.resolve()
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()


def _tool_table(file: Path) -> Mapping[str, object]:
    if not file.is_file():
        return {}
    tools = _toml(file).get("tool", {})
    table = tools.get("docreplay", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        hint = "write [tool.docreplay] on a line of its own, and the settings below"
        raise ConfigError(f"{file.name}: `tool.docreplay` is no table", hint=hint)
    return table


def _toml(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file.name}: {error}", hint="mend the file, then run again") from error


def _environment(variables: Mapping[str, str]) -> dict[str, object]:
    """The settings that the environment gives; lists are separated by commas."""
    found: dict[str, object] = {}
    for key, is_list in ENVIRONMENT.items():
        value = variables.get("DOCREPLAY_" + key.upper().replace("-", "_"))
        if value is not None:
            found[key] = value.split(",") if is_list else value
    _refuse_empty(found)
    return found


def _refuse_empty(given: Mapping[str, object]) -> None:
    """An empty base URL is a variable that is not set: it must not mean the embedded service."""
    url = given.get("base-url")
    if isinstance(url, str) and not url.strip():
        hint = "leave the option out, or unset the variable, for the file's or the embedded service"
        raise ConfigError("the base URL that was given is empty", hint=hint)


def _with(config: Config, table: Mapping[str, object], origin: str) -> Config:
    settings: dict[str, Any] = {}
    where = f"{origin}: " if origin else ""
    for key, value in table.items():
        if key not in PARSERS:
            hint = f"use one of: {', '.join(KEYS)}"
            raise ConfigError(f"{where}unknown key `{key}`{did_you_mean(key, KEYS)}", hint=hint)
        try:
            settings[key.replace("-", "_")] = PARSERS[key](value)
        except TypeError as error:
            raise ConfigError(f"{where}`{key}` must be {error}, not {value!r}") from None
        except UnfitValue as error:
            raise ConfigError(f"{where}`{key}`: {error}", hint=error.hint) from None
        except StrictnessError as error:
            raise ConfigError(f"{where}`{key}`: {error}") from None
    return replace(config, **settings)


assert {name.replace("-", "_") for name in KEYS} | {"root", "file", "variables"} == {  # noqa: S101  # caught at import: a field that no key sets
    item.name for item in fields(Config)
}
