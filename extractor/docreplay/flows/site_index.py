"""What the pages of a tree know of each other: links, types, and where pages contradict pages."""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from docreplay.cases.build import build_cases
from docreplay.cases.locales import choose_source
from docreplay.compare.compare import contradictions
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.lint.check import lint
from docreplay.lint.subject import Neighbours, Subject, version_of
from docreplay.model.exchange import Reading, Resource
from docreplay.model.finding import Finding
from docreplay.model.link import Prose
from docreplay.model.page import PageId
from docreplay.model.resource_catalogue import catalogue_of
from docreplay.model.table import Table
from docreplay.read.prose import prose_of
from docreplay.read.tables import tables_of
from docreplay.sources.store import PageStore, SourceTexts

_KEPT = 4096
"""Pages whose links and anchors are kept: links point at few pages often."""


class SiteIndex:
    """The tree around every page: its resource types, and the pages that links point at."""

    def __init__(
        self,
        config: Config,
        store: PageStore,
        pages: Iterable[PageId],
        resources: Iterable[Resource],
    ) -> None:
        described, found = tuple(resources), tuple(pages)
        self._strictness = ConfiguredStrictness(config)
        self._texts = SourceTexts(store)
        self._source = choose_source((page.locale for page in found), config.source_locale)
        self._in_source = {page.key for page in found if page.locale == self._source}
        paths = [page.path for page in found]
        self._folders = {path.rpartition("/")[0] for path in paths}
        self._neighbours = Neighbours(
            catalogue=catalogue_of(described, lambda it: self._tables(it.page.path)),
            owners=_owners(described),
            prose=lru_cache(maxsize=_KEPT)(self._prose),
            holds=self._folders.__contains__,
            spelled={path.lower(): path for path in paths},
        )

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """What lint finds on a page, and what its responses say unlike their resources."""
        return (*lint(self.subject(reading)), *self._compared(reading))

    def subject(self, reading: Reading) -> Subject:
        """Return the page as a rule of lint gets it."""
        return Subject(reading, self._neighbours, partial(self._tables, reading.page.path))

    def _compared(self, reading: Reading) -> Iterator[Finding]:
        """A translation takes over what its source says of resources, so only that is compared."""
        page = reading.page
        if page.locale != self._source and page.key in self._in_source:
            return
        for case in build_cases(reading.exchanges):
            strictness = self._strictness.of(page.path, case.id)
            yield from contradictions(case, self._neighbours.catalogue, strictness)

    def _prose(self, path: str) -> Prose | None:
        text = self._texts.get(path)
        return None if text is None else prose_of(text, path)

    def _tables(self, path: str) -> tuple[Table, ...]:
        return tables_of(self._texts.get(path, ""), path, "source")


def _owners(resources: Iterable[Resource]) -> dict[tuple[str, str], str]:
    owners: dict[tuple[str, str], str] = {}
    for resource in resources:
        owners.setdefault((version_of(resource.page.key), resource.type), resource.page.key)
    return owners
