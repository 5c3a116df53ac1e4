"""The resource types that a tree of pages describes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from docreplay.cases.locales import by_key, choose_source
from docreplay.config.settings import Config
from docreplay.flows.pages.pages import PageReader
from docreplay.model.exchange import Reading, Resource
from docreplay.model.markup.markup import Table
from docreplay.model.page import Page, PageId
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.resource_catalogue import Catalogue, catalogue_of
from docreplay.read.listed_values import prose_values_of
from docreplay.read.markup.markup import tables_of
from docreplay.sources.pages import files_of, find_pages, load_page
from docreplay.sources.store import PageStore

_RESOURCE = re.compile(r"block[_-]?type.{0,40}?resource")
"""An annotation of a resource, even if a translation has damaged its quotes: most pages have none,
and need not be read. It is looked for in lower case, as ignoring case takes far longer."""


def catalogue(config: Config, store: PageStore | None = None) -> Catalogue:
    """Return the resource types of the documentation; tables are read when a type needs them.

    Raises `PageUnreadable` for a page that cannot be read.
    """
    files = store or files_of(config)
    return catalogue_of(resources(config, files), partial(_tables, files), partial(_values, files))


def resources(
    config: Config,
    store: PageStore,
    pages: Iterable[PageId] | None = None,
    *,
    known: Callable[[PageId], Iterable[Resource] | None] = lambda _: None,
    load: Callable[[PageId], Page] | None = None,
    read: Callable[[Page], Reading] | None = None,
) -> Iterator[Resource]:
    """Yield the resources that pages describe, from the source locale if it has the page.

    `pages` are all of the documentation, included files too, if they are known already. `known`
    returns those of a page that was read before, `load` a page with its text, and `read` what it
    contains. Raises `PageUnreadable` if a page cannot be read.
    """
    every = find_pages(config, store, with_includes=True) if pages is None else pages
    found = tuple(every)
    source = choose_source((page.locale for page in found), config.source_locale)
    read = read or PageReader(config, store).read
    for group in by_key(found):
        page = min(group, key=lambda page: page.locale != source)
        described = known(page)
        if described is None:
            loaded = load(page) if load else load_page(store, page)
            if not _RESOURCE.search(loaded.text.lower()):
                continue
            described = read(loaded).resources
        yield from described


def _tables(store: PageStore, resource: Resource) -> tuple[Table, ...]:
    """Return the tables on the page of a resource."""
    return tables_of(store.text(resource.page.path), resource.page.path, "source")


def _values(store: PageStore, resource: Resource) -> Mapping[str, AllowedValues]:
    """Return the values that sentences on the page of a resource list."""
    return prose_values_of(store.text(resource.page.path), resource.page.path)
