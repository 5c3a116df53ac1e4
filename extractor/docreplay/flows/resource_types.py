"""What a tree of pages describes: its resources, and the types that bodies are held to."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain

from docreplay.cases.locales import by_key, choose_source
from docreplay.config.settings import Config
from docreplay.model.exchange import Resource
from docreplay.model.resource_catalogue import Catalogue, catalogue_of
from docreplay.model.table import Table
from docreplay.read.reading import options_of, read
from docreplay.read.tables import tables_of
from docreplay.sources.pages import find_pages, load_page
from docreplay.sources.store import FileStore, IncludedFiles, PageStore

_RESOURCE = re.compile(r"block[_-]?type.{0,40}?resource", re.IGNORECASE)
"""An annotation of a resource, however a translation has damaged its quotes: most pages have none,
and need not be read."""


def catalogue(config: Config, store: PageStore | None = None) -> Catalogue:
    """Return the resource types of the documentation; tables are read when a type needs them.

    Raises `PageUnreadable` for a page that cannot be read.
    """
    files = store or FileStore(config.root)
    return catalogue_of(resources(config, files), partial(_tables, files))


def resources(config: Config, store: PageStore) -> Iterator[Resource]:
    """Yield the resources that pages describe, from the source locale if it has the page.

    Raises `PageUnreadable` for a page that cannot be read.
    """
    found = tuple(find_pages(config, store))
    source = choose_source((page.locale for page in found), config.source_locale)
    chosen = (min(group, key=lambda page: page.locale != source) for group in by_key(found))
    loaded = (load_page(store, page) for page in chosen)
    describing = (page for page in loaded if _RESOURCE.search(page.text))
    how = options_of(config, IncludedFiles(store))
    return chain.from_iterable(read(page, how).resources for page in describing)


def _tables(store: PageStore, resource: Resource) -> tuple[Table, ...]:
    """Return the tables on the page of a resource."""
    return tables_of(store.text(resource.page.path), resource.page.path, "source")
