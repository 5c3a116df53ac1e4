"""Files of scenarios and accounts: JSON files below the folders that `scenarios` names."""

from collections.abc import Iterator

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.model.location import Passage
from docreplay.sources.store import WHY, PageStore

_LARGEST = 2_000_000
"""Bytes of a file from which on it is not read."""


def scenario_files(config: Config, store: PageStore) -> Iterator[Passage]:
    """Yield the text of each JSON file at or below the folders, in the order of their paths.

    Hidden folders are not walked. Raises `ConfigError` for a folder that does not exist.
    """
    seen: set[str] = set()
    for start in config.scenarios:
        kind = store.kind(start.rstrip("/"))
        if kind not in ("file", "folder"):
            hint = "name a folder with scenario files, or such a file"
            raise ConfigError(f"`scenarios`: {start} {WHY[kind]}", hint=hint)
        for path in _below(store, start.rstrip("/").removeprefix("./"), is_named=True):
            if path not in seen:
                seen.add(path)
                yield from _text(store, path)


def _below(store: PageStore, path: str, *, is_named: bool = False) -> Iterator[str]:
    """Yield a file, or the JSON files below a folder, however deep, in the order of their paths."""
    waiting = [path]
    while waiting:
        path = waiting.pop()
        if store.kind(path) == "file":
            if is_named or path.lower().endswith(".json"):
                yield path
            continue
        is_named = False
        for name in sorted(store.names(path), reverse=True):
            inner = f"{path}/{name}" if path not in ("", ".") else name
            if not name.startswith(".") and store.kind(inner) in ("file", "folder"):
                waiting.append(inner)


def _text(store: PageStore, path: str) -> Iterator[Passage]:
    try:
        data = store.data(path)
    except PageUnreadable:
        return  # as a file without scenarios is
    if len(data) <= _LARGEST:
        text = data.decode("utf-8-sig", errors="replace")
        yield Passage(text.replace("\r\n", "\n").replace("\r", "\n"), path, 1)
