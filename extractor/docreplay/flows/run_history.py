"""Read earlier runs from a folder of JSON reports."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docreplay.errors import ConfigError
from docreplay.model.history import LONGEST, FindingKey, PastRun, RunHistory

_Row = Mapping[str, Any]


def load_history(folder: Path, command: str) -> RunHistory:
    """Return the last runs of a command, by their start, then by the names of their files.

    Other files are counted and ignored: a folder may keep reports of several commands. Raises
    `ConfigError` if the folder does not exist.
    """
    if not folder.is_dir():
        raise ConfigError(
            f"{folder.name} is not a folder", hint="create it, and keep JSON reports in it"
        )
    files = sorted(folder.glob("*.json"))
    read = [(file.name, row) for file in files if (row := _record(file, command)) is not None]
    found = sorted(read, key=lambda item: (str(item[1].get("started") or ""), item[0]))
    last = found[-LONGEST:]
    return RunHistory(
        runs=tuple(_run(name, row) for name, row in last),
        last_findings=tuple(_findings(last[-1][1])) if last else (),
        ignored=len(files) - len(found),
    )


def _record(file: Path, command: str) -> _Row | None:
    """Return the record of a report of the command, or None."""
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or not isinstance(row.get("totals"), dict):
        return None
    is_drift = "pages" in row and "command" not in row
    return row if row.get("command", "drift" if is_drift else "") == command else None


def _run(name: str, row: _Row) -> PastRun:
    return PastRun(
        name=name,
        started=str(row.get("started") or ""),
        service=str(row.get("service") or ""),
        totals={key: value for key, value in row["totals"].items() if isinstance(value, int)},
        outcomes={str(case["id"]): str(case["outcome"]) for case in _rows(row, "cases")},
    )


def _findings(row: _Row) -> Iterator[FindingKey]:
    inner = (finding for case in _rows(row, "cases") for finding in _rows(case, "findings"))
    for finding in (*_rows(row, "findings"), *inner):
        yield FindingKey(str(finding["code"]), str(finding["path"]), str(finding["message"]))


_NEEDED = {"cases": ("id", "outcome"), "findings": ("code", "path", "message")}


def _rows(row: _Row, name: str) -> Iterator[_Row]:
    """Yield the rows of a list that have what is needed of them."""
    rows = row.get(name)
    for item in rows if isinstance(rows, list) else ():
        if isinstance(item, dict) and all(key in item for key in _NEEDED[name]):
            yield item
