"""Reads the configuration: docreplay.toml, or `[tool.docreplay]` in pyproject.toml.

Precedence: command line, then `DOCREPLAY_*` in the environment, then the file, then the default.
"""

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from docreplay.config.containment import refuse_linked_file, refuse_links, refuse_outside, upwards
from docreplay.config.keys import ENVIRONMENT, KEYS, SETTINGS, plain
from docreplay.config.settings import Config
from docreplay.config.trust import TrustedFile, ignored_keys, with_trusted
from docreplay.config.value_types import InvalidValue
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.location import Location
from docreplay.model.strictness import StrictnessError

_GIVEN = ("variables", "file-variables")
"""What only the command line gives, and other processes need."""
_MENTION = re.compile(r"""\"(?:[^\"\\]|\\.)*+\"?|'[^']*'|(?<![\w-])[A-Za-z0-9_-]++(?![\w-])""")
"""A string or a bare key of TOML; a string that is not closed ends with the line."""


def load_config(folder: Path | str = ".", file: Path | None = None) -> Config:
    """Return the configuration of the project that a folder belongs to, as the commands do.

    The project is the nearest folder upwards with a configuration. `file` is another file to read.
    Raise `ConfigError` for an invalid one.
    """
    return load(find_root(Path(folder).resolve()), file)


def load(
    root: Path,
    file: Path | None = None,
    *,
    trusted: TrustedFile | None = None,
    on_ignored: Callable[[str, str], None] = lambda _key, _file: None,
) -> Config:
    """Return the configuration of the project in `root`: its file, overridden by the environment.

    With `trusted`, settings that can send a request or a credential somewhere are those of that
    file; `on_ignored` is called with the key of each that is ignored, and the name of its file.
    Raise `ConfigError` for a file that is not valid TOML, an unknown key or an invalid value, and
    for a path outside the project.
    """
    table, path, name = _read(root, file)
    if trusted:
        own = _table_of(trusted)
        for key in ignored_keys(table, own):
            on_ignored(key, name)
        table = with_trusted(table, own)
    base = Config(
        root=root, file=_named(path, root) if table else "", is_trusted=trusted is not None
    )
    config = _with(base, table, name)
    refuse_outside(config, name)
    config = _with(config, _environment(os.environ), "environment")
    refuse_links(config)
    return config


def of_trusted(root: Path, trusted: TrustedFile) -> Config:
    """Return the configuration that a trusted file gives by itself, without the environment."""
    return _with(Config(root=root), _table_of(trusted), trusted.name)


def override(config: Config, **settings: object) -> Config:
    """Return the configuration with the settings that are not None (named as `Config`'s fields).

    Raise `ConfigError` for a value that is invalid in a file too, and for an empty base URL.
    """
    given = {key.replace("_", "-"): item for key, item in settings.items() if item is not None}
    variables: Any = given.pop("variables", config.variables)
    of_file: Any = given.pop("file-variables", config.file_variables)
    if "poll" in given:  # for all cases
        given.setdefault("poll-pages", {})
    _refuse_empty(given)
    changed = replace(_with(config, given, ""), variables=variables, file_variables=of_file)
    if not given.keys().isdisjoint(("output", "baseline", "cassettes")):
        refuse_links(changed)
    return changed


def to_table(config: Config) -> dict[str, Any]:
    """Return the configuration as a table that can be sent to another process; see `from_table`."""
    names = (*KEYS, *_GIVEN, "is-trusted", "trusted-source")
    return {name: plain(getattr(config, _field(name))) for name in names}


def from_table(root: Path, table: Mapping[str, object]) -> Config:
    """Return the configuration that `to_table` gave, without reading the environment."""
    settings = dict(table)
    given: dict[str, Any] = {_field(name): settings.pop(name, {}) for name in _GIVEN}
    given["is_trusted"] = settings.pop("is-trusted", False)
    given["trusted_source"] = settings.pop("trusted-source", "")
    return _with(Config(root=root, **given), settings, "configuration")


def _field(name: str) -> str:
    return name.replace("-", "_")


def find_root(start: Path) -> Path:
    """Return the nearest folder upwards with a configuration, else with a `docs_source`.

    `start` itself if there is neither. The search ends at the root of the git repository.
    """
    folders = tuple(upwards(start))
    for is_root in (has_file, _has_docs):
        for folder in folders:
            if is_root(folder):
                return folder
    return start


def is_configured(start: Path) -> bool:
    """Return True if the folder, or one above it, has a configuration or a `docs_source`."""
    root = find_root(start)
    return has_file(root) or _has_docs(root)


def has_file(folder: Path) -> bool:
    """Return True if the folder itself has a configuration file."""
    return (folder / "docreplay.toml").is_file() or bool(_tool_table(folder / "pyproject.toml"))


def hidden_table(root: Path) -> str:
    """Return a sentence if docreplay.toml is used instead of `[tool.docreplay]`, or `""`.

    A pyproject.toml that is not valid contains no such table.
    """
    try:
        table = _tool_table(root / "pyproject.toml")
    except ConfigError:
        return ""
    hides = bool(table) and (root / "docreplay.toml").is_file()
    return "[tool.docreplay] in pyproject.toml is ignored: docreplay.toml is used" if hides else ""


def place_of(config: Config, key: str, pattern: str) -> Location:
    """Return where the configuration file contains a page pattern, after the key if possible.

    A pattern that is not in the file, such as one of the environment, is at the file's start.
    """
    name = config.file or "docreplay.toml"
    file = config.root / name
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    mentions = _mentions(text)
    written = (json.dumps(pattern, ensure_ascii=False), f"'{pattern}'", pattern)
    found = sorted(place for words in written for place in mentions.get(words, ()))
    later = [place for place in found if place[0] >= _line_of(text, key)]
    return Location(name, *next(iter(later or found), (1, 1)))


@lru_cache(maxsize=2)
def _mentions(text: str) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return the lines and columns of each string and bare key of TOML."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _MENTION.finditer(line):
            found.setdefault(match[0], []).append((number, match.start() + 1))
    return found


@lru_cache(maxsize=16)
def _line_of(text: str, key: str) -> int:
    """Return the first line that contains a key, or 0."""
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if key in line), 0)


def _has_docs(folder: Path) -> bool:
    """Return True if the documentation is in its default place."""
    return any((folder / docs).is_dir() for docs in Config().docs)


def _read(root: Path, file: Path | None) -> tuple[Mapping[str, object], Path, str]:
    """Return the table, the file it is in, and the name of that file in messages."""
    own, project = root / "docreplay.toml", root / "pyproject.toml"
    if file:
        table = _tool_table(file) if file.name == "pyproject.toml" else _toml(file)
        return table, file, file.name
    for default in (own, project):
        refuse_linked_file(root, default)
    if own.is_file():
        return _toml(own), own, own.name
    return _tool_table(project), project, "pyproject.toml [tool.docreplay]"


def _named(file: Path, root: Path) -> str:
    """Return the path of a file relative to the project; absolute if it is outside."""
    file, root = file.resolve(), root.resolve()
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()


def _tool_table(file: Path) -> Mapping[str, object]:
    return _tool_of(_toml(file), file.name) if file.is_file() else {}


def _tool_of(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    tools = content.get("tool", {})
    table = tools.get("docreplay", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        hint = "put [tool.docreplay] on a line of its own, and the settings below it"
        raise ConfigError(f"{name}: `[tool.docreplay]` must be a table", hint=hint)
    return table


def _table_of(trusted: TrustedFile) -> Mapping[str, object]:
    content = _parsed(trusted.text, trusted.name)
    return _tool_of(content, trusted.name) if trusted.name == "pyproject.toml" else content


def _toml(file: Path) -> dict[str, object]:
    try:
        return _parsed(file.read_text(encoding="utf-8"), file.name)
    except OSError as error:
        hint = "check the path and the permissions of the file"
        raise ConfigError(f"cannot read {file.name}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        message = f"{file.name}: invalid UTF-8 at byte {error.start}"
        raise ConfigError(message, hint="save the file in UTF-8") from error


def _parsed(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits
        reason = "nested too deeply" if isinstance(error, RecursionError) else error
        message = f"{name}: not valid TOML: {reason}"
        raise ConfigError(message, hint="correct the file (https://toml.io)") from error


def _environment(variables: Mapping[str, str]) -> dict[str, object]:
    """Return the settings that environment variables give; commas separate the items of lists."""
    found: dict[str, object] = {}
    for setting in ENVIRONMENT:
        value = variables.get(setting.variable)
        if value is not None:
            found[setting.key] = value.split(",") if setting.type.is_list else value
    _refuse_empty(found)
    return found


def _refuse_empty(given: Mapping[str, object]) -> None:
    """Refuse an empty base URL, which is an unset variable: it must not mean the embedded service.

    Raise `ConfigError`.
    """
    url = given.get("base-url")
    if isinstance(url, str) and not url.strip():
        hint = "omit the option, or unset the variable, to use the base URL of the configuration"
        raise ConfigError("base URL is empty", hint=hint)


def _with(config: Config, table: Mapping[str, object], origin: str) -> Config:
    settings: dict[str, Any] = {}
    where = f"{origin}: " if origin else ""
    for key, value in table.items():
        setting = SETTINGS.get(key)
        if setting is None:
            hint = f"use one of: {', '.join(KEYS)}"
            raise ConfigError(f"{where}unknown key `{key}`{did_you_mean(key, KEYS)}", hint=hint)
        try:
            settings[setting.field] = setting.type.parse(value)
        except InvalidValue as error:
            hint = error.hint or f"write it like `{setting.example}`"
            raise ConfigError(f"{where}{error.about(key)}", hint=hint) from None
        except StrictnessError as error:
            hint = f"write it like `{setting.example}`"
            raise ConfigError(f"{where}`{key}`: {error}", hint=hint) from None
    return replace(config, **settings)


_NOT_KEYS = {"root", "file", "variables", "file_variables", "metadata"}
_NOT_KEYS |= {"is_trusted", "trusted_source"}
_FIELDS = {item.name for item in fields(Config)}
assert {s.field for s in SETTINGS.values()} | _NOT_KEYS == _FIELDS  # noqa: S101  # caught at import
