"""The exchanges that arguments name, for a flow that shows exchanges of pages."""

from collections.abc import Sequence
from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.flows.pages.select import CaseOf, case_of, refuse_unknown
from docreplay.model.exchange import Reading
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore


class NamedCases:
    """The exchanges that arguments name, for a flow that shows exchanges of pages."""

    def __init__(self, config: Config, store: PageStore, paths: Sequence[str]) -> None:
        tree = tuple(find_pages(config, store)) if any("#" in path for path in paths) else ()
        cases = {path: case_of(tree, store, path) for path in paths}
        self.paths = tuple(case.path if case else path for path, case in cases.items())
        """The paths, with the path of its page in place of every case."""
        whole = [path for path, case in cases.items() if not case]
        pages = find_pages(config, store, whole) if whole and tree else ()
        self._whole = frozenset(page.path for page in pages)
        self._wanted = frozenset(case for case in cases.values() if case)
        self._known: set[CaseOf] = set()

    def only(self, reading: Reading) -> Reading:
        """Return what a page contains without exchanges and blocks that are not wanted."""
        path = reading.page.path
        if not self._wanted or path in self._whole:
            return reading
        labels = [
            CaseOf(path, item.id.removeprefix(f"{reading.page.name}#"))
            for item in reading.exchanges
        ]
        self._known.update(labels)
        kept = tuple(
            item
            for item, label in zip(reading.exchanges, labels, strict=True)
            if label in self._wanted
        )
        blocks = {id(block) for item in kept for block in (item.request_block, item.response_block)}
        return replace(
            reading,
            exchanges=kept,
            blocks=tuple(block for block in reading.blocks if id(block) in blocks),
        )

    def refuse_unknown(self) -> None:
        """Raise `ConfigError` if a case does not exist on its page."""
        refuse_unknown((case for case in self._wanted if case.path not in self._whole), self._known)
