"""What the pages of a tree know of each other, read from disk when a rule of lint asks."""

from collections.abc import Iterable
from functools import lru_cache, partial

from extractor.config import Config
from extractor.lint.check import lint
from extractor.lint.subject import Neighbours, Subject, version_of
from extractor.model.catalogue import catalogue_of
from extractor.model.exchange import Reading, Resource
from extractor.model.finding import Finding
from extractor.model.link import Prose
from extractor.model.source import PageId
from extractor.model.table import Table
from extractor.read.prose import prose_of
from extractor.read.tables import tables_of
from extractor.texts import PageTexts

_KEPT = 4096
"""Pages whose links and anchors are kept: links point at few pages often."""


class Neighbourhood:
    """The tree around every page: its resource types, and the pages that links point at."""

    def __init__(
        self, config: Config, pages: Iterable[PageId], resources: Iterable[Resource]
    ) -> None:
        described = tuple(resources)
        self._texts = PageTexts(config.root)
        paths = [page.path for page in pages]
        self._folders = {path.rpartition("/")[0] for path in paths}
        self._neighbours = Neighbours(
            catalogue=catalogue_of(described),
            owners=_owners(described),
            prose=lru_cache(maxsize=_KEPT)(self._prose),
            holds=self._folders.__contains__,
            spelled={path.lower(): path for path in paths},
        )

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """What lint finds on a page."""
        tables = partial(self._tables, reading.page.path)
        return lint(Subject(reading, self._neighbours, tables))

    def _prose(self, path: str) -> Prose | None:
        text = self._texts.get(path)
        return None if text is None else prose_of(text, path)

    def _tables(self, path: str) -> tuple[Table, ...]:
        return tables_of(self._texts.get(path, ""), path)


def _owners(resources: Iterable[Resource]) -> dict[tuple[str, str], str]:
    owners: dict[tuple[str, str], str] = {}
    for resource in resources:
        owners.setdefault((version_of(resource.page.key), resource.type), resource.page.key)
    return owners
