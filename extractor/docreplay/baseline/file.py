"""The baseline as a file: a JSON object on each line, sorted, so that versions of it merge well."""

from collections import Counter
from dataclasses import asdict, fields
from json import loads

from docreplay.baseline.entry import Entry
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.json.value import json_line

_REQUIRED = ("path", "code", "command")
_NAMES = tuple(item.name for item in fields(Entry))


def written(accepted: Counter[Entry]) -> str:
    """Return the file's text, ending in LF; `report/schemas/baseline.json` describes a line."""
    return "".join(f"{_line(entry, accepted[entry])}\n" for entry in sorted(+accepted))


def parsed(text: str, name: str) -> Counter[Entry]:
    """Return the entries of a file's text, each with the number of findings that it accepts.

    If an entry is repeated, as after a merge, its greatest number counts. Raises `ConfigError` with
    the line for anything that is not an entry.
    """
    found: Counter[Entry] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry, count = _parsed(line)
        except (ValueError, RecursionError) as error:
            hint = "fix or remove the line, or write the file again with --baseline-update"
            raise ConfigError(f"{name}:{number}: {error}", hint=hint) from None
        found[entry] = max(found[entry], count)
    return found


def _line(entry: Entry, count: int) -> str:
    values = {key: value for key, value in asdict(entry).items() if value}
    return json_line(values | {"count": count})


def _parsed(line: str) -> tuple[Entry, int]:
    """Return the entry of a line. Raise `ValueError` with the reason if it is invalid."""
    try:
        record = loads(line)
    except ValueError:
        raise ValueError("invalid JSON") from None
    if not isinstance(record, dict):
        raise ValueError("expected a JSON object")
    count = record.pop("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ValueError("`count` must be an integer greater than 0")
    for key, value in record.items():
        if key not in _NAMES:
            raise ValueError(f"unknown key `{key}`{did_you_mean(key, _NAMES)}")
        if not isinstance(value, str):
            raise ValueError(f"`{key}` must be a string")
    missing = [key for key in _REQUIRED if not record.get(key)]
    if missing:
        raise ValueError(f"missing key `{missing[0]}`")
    return Entry(**record), count
