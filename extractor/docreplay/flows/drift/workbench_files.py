"""The pages of a workbench that is served: written if they have not changed on disk meanwhile."""

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock

from docreplay.config.containment import contains
from docreplay.config.settings import Config
from docreplay.drift.record import Record, parsed, written
from docreplay.errors import DocreplayError, NothingMatched, OutputError
from docreplay.flows.drift.records import read_records
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.workbench import workbench
from docreplay.model.json.value import JSON, is_well_formed
from docreplay.model.workbench import Workbench
from docreplay.sources.lock import locked
from docreplay.sources.pages import files_of
from docreplay.sources.safe_write import write_bytes, write_text

_CHANGED = "{} has changed on disk meanwhile and was not written: reload the page"


class WorkbenchFiles:
    """Reads the tasks, and writes the pages that have some."""

    def __init__(self, config: Config, paths: Sequence[str] = ()) -> None:
        self._config, self._paths = config, paths
        self._lock = Lock()
        self._known: set[str] = set()
        self._records: dict[str, tuple[Record, Record]] = {}

    def tasks(self) -> Workbench:
        """Return the tasks of the pages as they are now. Raise as the flow of `drift` does."""
        with self._lock:
            found = workbench(self._config, drift(self._config, self._paths))
            self._known |= {page.verdict.path for page in found.pages}
            self._remember(found)
        return found

    def _remember(self, found: Workbench) -> None:
        """Keep the old and the new record of each page."""
        known = read_records(self._config)
        for page in found.pages:
            path = page.verdict.path
            for change in page.record:
                self._records[path] = (known[path], parsed(change.text, found.record_file)[path])

    def write(self, changes: Sequence[Mapping[str, JSON]]) -> list[JSON]:
        """Write pages, judge them again, and return for each its digest or why it is not written.

        A change has `path`, `digest` (of the page as the reader knows it), `text`, and `renew` if
        its record is the new one.
        """
        with self._lock:
            done = [self._tried(change) for change in changes]
            left = self._left([str(item["path"]) for item in done if not item.get("error")])
        return [{**item, "left": left.get(str(item["path"]), 0)} for item in done]

    def _tried(self, change: Mapping[str, JSON]) -> dict[str, JSON]:
        path = str(change["path"])
        try:
            digest = self._write(path, str(change["digest"]), str(change["text"]))
            self._renew(path, is_new=change.get("renew") is True)
        except (DocreplayError, OSError) as error:
            return {"path": path, "error": str(error.args[0] if error.args else error)}
        return {"path": path, "digest": digest}

    def _write(self, path: str, digest: str, text: str) -> str:
        """Write a page, and return its digest. Raise `OutputError` with the reason if not."""
        file = self._file(path)
        if not is_well_formed(text):
            raise OutputError(f"{path} was not written: its text is not valid Unicode")
        data = text.encode()
        with locked(file):
            now = file.read_bytes()
            if sha256(now).hexdigest() != digest:
                raise OutputError(_CHANGED.format(path))
            if now != data:
                write_bytes(file, data, within=[self._config.root / d for d in self._config.docs])
        return sha256(data).hexdigest()

    def _file(self, path: str) -> Path:
        """Return the file of a page of the workbench, which is in a docs folder, links followed."""
        config = self._config
        if path not in self._known or files_of(config).kind(path) != "file":
            raise OutputError(f"{path} was not written: it is not a page of the workbench")
        file = config.root / path
        real = os.path.realpath(file)
        if not any(contains(os.path.realpath(config.root / d), real) for d in config.docs):
            raise OutputError(f"{path} was not written: a link leads out of the docs folders")
        return file

    def _renew(self, path: str, *, is_new: bool) -> None:
        """Write the record of a page: the new one, or the one before if that is taken back."""
        if path not in self._records:
            return
        file = self._config.root / self._config.stamp_file
        wanted = self._records[path][is_new]
        with locked(file):
            known = read_records(self._config)
            if known.get(path) in self._records[path] and known.get(path) != wanted:
                write_text(file, written({**known, path: wanted}), within=[self._config.root])

    def _left(self, paths: Sequence[str]) -> Mapping[str, int]:
        """Return the number of tasks that are left on pages."""
        if not paths:
            return {}
        try:
            found = workbench(self._config, drift(self._config, paths))
        except NothingMatched:
            return {}
        return {page.verdict.path: len(page.tasks) for page in found.pages}
