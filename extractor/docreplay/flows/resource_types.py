"""What a tree of pages describes: its resources, and the types that bodies are held to."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from docreplay.cases.locales import by_key, choose_source
from docreplay.config.settings import Config
from docreplay.model.exchange import Resource
from docreplay.model.resource_catalogue import Catalogue, catalogue_of
from docreplay.model.table import Table
from docreplay.read.pages import find_pages, load_page
from docreplay.read.reading import options_of, read
from docreplay.read.tables import tables_of

_RESOURCE = re.compile(r"block[_-]?type.{0,40}?resource", re.IGNORECASE)
"""An annotation of a resource, however a translation has damaged its quotes: most pages have none,
and need not be read."""


def catalogue(config: Config) -> Catalogue:
    """The resource types of the documentation; tables are read where a type needs them.

    Raises `PageUnreadable` for a page that cannot be opened.
    """
    return catalogue_of(resources(config), partial(_tables, config.root))


def resources(config: Config) -> Iterator[Resource]:
    """The resources that pages describe, of each from the source locale where it has the page.

    Raises `PageUnreadable` for a page that cannot be opened.
    """
    found = tuple(find_pages(config))
    source = choose_source((page.locale for page in found), config.source_locale)
    chosen = (min(group, key=lambda page: page.locale != source) for group in by_key(found))
    loaded = (load_page(config.root, page) for page in chosen)
    describing = (page for page in loaded if _RESOURCE.search(page.text))
    how = options_of(config)
    return chain.from_iterable(read(page, how).resources for page in describing)


def _tables(root: Path, resource: Resource) -> tuple[Table, ...]:
    """The tables on the page of a resource."""
    return tables_of(load_page(root, resource.page).text, resource.page.path, "source")
