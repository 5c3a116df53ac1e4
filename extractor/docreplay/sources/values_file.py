"""Read a file of values of placeholders: TOML, YAML, JSON, or lines of `NAME=VALUE` (`.env`)."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from docreplay.config.name_value import divided
from docreplay.config.value_types import PARAMETERS, InvalidValue
from docreplay.errors import ConfigError
from docreplay.sources.yaml_text import read_yaml

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_COMMENT = re.compile(r"\s+#.*")
_FORMATS = "a file that ends in .toml, .yaml, .yml, .json or .env"


def read_values(path: Path) -> dict[str, Any]:
    """Return the values by name or place, and tables of them by page pattern.

    The keys are those of `parameters` in the configuration. Raise `ConfigError` for a file that
    cannot be read; no message shows its content, which may be secret.
    """
    parse = _parser(path)
    try:
        content = parse(path.read_text(encoding="utf-8-sig"))
        found = PARAMETERS.parse(content)
    except OSError as error:
        hint = "check the path and the permissions of the file"
        raise ConfigError(f"cannot read {path.name}: {error.strerror}", hint=hint) from None
    except InvalidValue as error:
        hint = error.hint or 'write names and values, such as id = "42"'
        raise ConfigError(f"{path.name}: {error}", hint=hint) from None
    except (ValueError, RecursionError) as error:
        place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        message = f"{path.name}: not valid {_kind(path)}{place}"
        raise ConfigError(message, hint="correct the file") from None
    assert isinstance(found, dict)  # noqa: S101  # what the type returns
    return found


def values_of_files(paths: Iterable[Path]) -> dict[str, Any]:
    """Return the values of several files, of which the later one counts; tables are joined.

    Raises `ConfigError` for a file that cannot be read, or has an unknown format.
    """
    found: dict[str, Any] = {}
    for path in paths:
        for name, value in read_values(path).items():
            known = found.get(name)
            adds = isinstance(value, dict) and isinstance(known, dict)
            found[name] = (known or {}) | value if adds else value
    return found


def _parser(path: Path) -> Callable[[str], object]:
    parser = _PARSERS.get(_kind(path))
    if parser is None:
        raise ConfigError(f"unknown format of {path.name}", hint=f"use {_FORMATS}")
    return parser


def _kind(path: Path) -> str:
    """Return the format by the end of the name; `.env.local` is one of `.env`, too."""
    suffix = path.suffix.lower()
    if path.name.startswith(".env") or suffix == ".env":
        return ".env"
    return {".toml": "TOML", ".yaml": "YAML", ".yml": "YAML", ".json": "JSON"}.get(suffix, "")


def _yaml(text: str) -> object:
    found = read_yaml(text)
    return {} if found is None else _named(found)


def _named(value: object) -> object:
    """Return a table, and the tables in it, with names that are texts: `1` is a number in YAML."""
    if not isinstance(value, dict):
        return value
    tables = {
        str(name): {str(inner): part for inner, part in item.items()}
        for name, item in value.items()
        if isinstance(item, dict)
    }
    return {str(name): tables.get(str(name), item) for name, item in value.items()}


def _lines(text: str) -> Mapping[str, str]:
    """Return the values of `NAME=VALUE` lines. `#` begins a comment; quotes keep blanks and `#`."""
    found: dict[str, str] = {}
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        name, sign, value = divided(line.removeprefix("export ").lstrip())
        if not sign or not name.strip():
            raise ValueError("expected NAME=VALUE")
        found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    quote = value[:1]
    end = value.rfind(quote) if quote in ("'", '"') and quote else 0
    if end <= 0:
        return "" if value.startswith("#") else _COMMENT.sub("", value)
    inner = value[1:end]
    if quote == "'":
        return inner
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), inner)


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "TOML": tomllib.loads,
    "YAML": _yaml,
    "JSON": json.loads,
    ".env": _lines,
}
