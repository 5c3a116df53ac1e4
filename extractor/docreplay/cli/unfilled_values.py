"""Put the placeholders that have no value into the configuration file, as comments."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.listed_case import Unfilled
from docreplay.report.printable import printable
from docreplay.sources.safe_write import write_text

_KEY = re.compile(
    r"""^[ \t]*+(?:#[ \t]*+)?("(?:[^"\\\n]|\\.)*+"|'[^'\n]*'|[\w-]+)[ \t]*=""", re.MULTILINE
)
"""A key of a table, maybe in a comment."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def skeleton(missing: Iterable[Unfilled]) -> str:
    """Return the keys without values as a table of the configuration, or `""`."""
    lines = [f"{_entry(item)}\n" for item in missing]
    return "".join(["[parameters]\n", *lines]) if lines else ""


def write_skeleton(config: Config, missing: Sequence[Unfilled]) -> str:
    """Add the keys to the configuration file as comments; return a sentence about it.

    Keys that the file already has, also those in comments, are not added again. What the file says
    stays as it is, byte for byte. Raises `ConfigError` if that is not possible, `OutputError` if
    the file cannot be written.
    """
    name = config.file or "docreplay.toml"
    file = config.root / name
    data = file.read_bytes() if file.is_file() else b""
    text = data.decode("utf-8")
    known = set(_keys(text))
    new = [item for item in missing if item.key not in known]
    if not new:
        return f"{name}: nothing to add\n"
    header = "tool.docreplay.parameters" if file.name == "pyproject.toml" else "parameters"
    changed = _inserted(text, header, [f"# {_entry(item)}" for item in new])
    write_text(file, changed, within=[config.root])
    return f"{name}: {len(new)} commented value{'s' * (len(new) != 1)} added\n"


def _entry(item: Unfilled) -> str:
    key = item.key if _BARE.fullmatch(item.key) else json.dumps(item.key, ensure_ascii=False)
    cases = f"{item.cases} case{'s' * (item.cases != 1)}"
    pages = f"{item.pages} page{'s' * (item.pages != 1)}"
    return f'{key} = ""  # {cases} on {pages}, such as {printable(item.example)}'


def _keys(text: str) -> Iterator[str]:
    for written in _KEY.findall(text):
        try:
            yield json.loads(written) if written[0] == '"' else written.strip("'")
        except ValueError:
            continue


def _inserted(text: str, header: str, lines: Sequence[str]) -> str:
    """Return the text with the lines below the header of a table, which is added if need be."""
    end = "\r\n" if "\r\n" in text else "\n"
    block = "".join(f"{line}{end}" for line in lines)
    for match in re.finditer(_header(header), text, re.MULTILINE):
        before, after = text[: match.end()], text[match.end() :]
        gap = "" if before.endswith("\n") else end
        if _means_the_same(found := f"{before}{gap}{block}{after}", text):
            return found
    gap = "" if not text or text.endswith("\n") else end
    blank = end if text else ""
    table = f"[{header}]{end}" if _table_of(tomllib.loads(text), header) is None else ""
    title = "" if table else f"# {header}:{end}"
    found = f"{text}{gap}{blank}{table}{title}{block}"
    if not _means_the_same(found, text, header if table else ""):
        message = "cannot add values to the configuration file"
        raise ConfigError(message, hint="copy the output of `docreplay list --unfilled` into it")
    return found


def _header(name: str) -> str:
    parts = r"[ \t]*\.[ \t]*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in name.split("."))
    return rf"^[ \t]*\[[ \t]*{parts}[ \t]*\][ \t]*(?:#[^\n]*)?(?:\n|\Z)"


def _means_the_same(changed: str, text: str, added: str = "") -> bool:
    """Return True if the changed text has the same settings, but for an added empty table."""
    try:
        now, before = tomllib.loads(changed), tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    if added and _table_of(now, added) == {}:
        *outer, last = added.split(".")
        del _table_of(now, ".".join(outer))[last]
    return now == before


def _table_of(table: Any, name: str) -> Any:
    for part in filter(None, name.split(".")):
        table = table.get(part) if isinstance(table, dict) else None
    return table
