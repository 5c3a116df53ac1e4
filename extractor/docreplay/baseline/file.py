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
    """The file's text, ending in LF; `schemas/baseline.json` in `report` describes a line."""
    return "".join(f"{_line(entry, accepted[entry])}\n" for entry in sorted(+accepted))


def parsed(text: str, name: str) -> Counter[Entry]:
    """The entries of a file's text, each with how many findings it accepts.

    An entry that stands there twice, as after a merge, counts as the greater of its numbers.
    Raises `ConfigError`, which names the file's line, for anything that is no entry.
    """
    found: Counter[Entry] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry, count = _parsed(line)
        except (ValueError, RecursionError) as error:
            hint = "mend the line or remove it; `--baseline-update` writes the file anew"
            raise ConfigError(f"{name}:{number}: {error}", hint=hint) from None
        found[entry] = max(found[entry], count)
    return found


def _line(entry: Entry, count: int) -> str:
    said = {key: value for key, value in asdict(entry).items() if value}
    return json_line(said | {"count": count})


def _parsed(line: str) -> tuple[Entry, int]:
    """One line. Raises `ValueError` with what is wrong with it."""
    try:
        record = loads(line)
    except ValueError:
        raise ValueError("this is no JSON") from None
    if not isinstance(record, dict):
        raise ValueError("this is no JSON object")
    count = record.pop("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ValueError("`count` must be a whole number above 0")
    for key, value in record.items():
        if key not in _NAMES:
            raise ValueError(f"unknown key `{key}`{did_you_mean(key, _NAMES)}")
        if not isinstance(value, str):
            raise ValueError(f"`{key}` must be a string")
    missing = [key for key in _REQUIRED if not record.get(key)]
    if missing:
        raise ValueError(f"`{missing[0]}` is missing")
    return Entry(**record), count
