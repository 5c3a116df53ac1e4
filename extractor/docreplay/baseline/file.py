"""The baseline as a file: a JSON object on each line, sorted, so that versions of it merge well."""

from collections import Counter
from dataclasses import asdict, fields

from docreplay.baseline.entry import Entry
from docreplay.errors import ConfigError
from docreplay.model.json.record_lines import object_in, texts_of
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
    record = object_in(line)
    count = record.pop("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ValueError("`count` must be an integer greater than 0")
    return Entry(**texts_of(record, _NAMES, _REQUIRED)), count
