"""How long the tests of a project took against a service, to divide the next run evenly."""

import json
from collections.abc import Mapping
from contextlib import suppress
from math import isfinite
from pathlib import Path
from statistics import median

from docreplay.errors import OutputError
from docreplay.sources.safe_write import write_text

_FILE = Path(".docreplay/durations.json")


class Durations:
    """Seconds by the id of a test; the median for a test that was never run."""

    def __init__(self, known: Mapping[str, float]) -> None:
        self._known = known
        self._unknown = median(known.values()) if known else 1.0

    def of(self, test: str) -> float:
        """Return the seconds that a test is expected to take."""
        return self._known.get(test, self._unknown)


def durations(root: Path) -> Durations:
    """Return the durations that are recorded for a project; a file that is not valid has none."""
    return Durations(_read(root))


def record_durations(root: Path, found: Mapping[str, float]) -> None:
    """Record durations; those of tests that were not run stay as they are."""
    if not found or not _is_own(root):
        return
    after = _read(root) | {test: round(seconds, 4) for test, seconds in found.items()}
    # a project that cannot be written to has no record, and its tests run all the same
    with suppress(OutputError):
        ignored = (root / _FILE).with_name(".gitignore")
        if not ignored.exists():
            write_text(ignored, "*\n")
        text = json.dumps(after, ensure_ascii=False, indent=0, sort_keys=True)
        write_text(root / _FILE, f"{text}\n")


def _read(root: Path) -> dict[str, float]:
    file = root / _FILE
    if not _is_own(root) or not file.is_file():
        return {}
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(row, dict):
        return {}
    return {test: seconds for test, value in row.items() if (seconds := _seconds(value)) >= 0}


def _seconds(value: object) -> float:
    """Return the seconds, or -1 for what is not a number of them."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return -1.0
    return float(value)


def _is_own(root: Path) -> bool:
    """Return False for a path that leads elsewhere: a repository may contain a link there."""
    return (root / _FILE).resolve() == root.resolve() / _FILE
