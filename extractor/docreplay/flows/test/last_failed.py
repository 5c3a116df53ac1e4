"""The cases that failed in the last run of a project, for `docreplay test --last-failed`."""

import json
from contextlib import suppress
from pathlib import Path

from docreplay.errors import OutputError
from docreplay.model.run import Run
from docreplay.sources.safe_write import remove, write_text

_FILE = Path(".docreplay/last-failed.json")


def last_failed(root: Path) -> tuple[str, ...]:
    """Return the ids of the cases that failed when they were last run; none if none is recorded."""
    file = root / _FILE
    if not _is_own(root) or not file.is_file():
        return ()
    try:
        ids = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(str(item) for item in ids) if isinstance(ids, list) else ()


def record(root: Path, run: Run) -> None:
    """Record which cases of a run failed; those that it did not run stay as they are."""
    before = last_failed(root)
    ran = {verdict.id for verdict in run.verdicts if verdict.outcome != "skipped"}
    failed = {verdict.id for verdict in run.verdicts if verdict.is_failure}
    after = sorted(failed | set(before) - ran)
    if after == sorted(before) or not _is_own(root):
        return
    # a project that cannot be written to has no record, and its tests run all the same
    with suppress(OutputError):
        if not after:
            remove(root / _FILE)
            return
        ignored = (root / _FILE).with_name(".gitignore")
        if not ignored.exists():
            write_text(ignored, "*\n")
        write_text(root / _FILE, json.dumps(after, ensure_ascii=False, indent=2) + "\n")


def _is_own(root: Path) -> bool:
    """Return False for a path that leads elsewhere: a repository may contain a link there."""
    return (root / _FILE).resolve() == root.resolve() / _FILE
