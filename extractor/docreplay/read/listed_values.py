"""Read the values that a page lists for properties of its requests and responses."""

from collections.abc import Mapping

from docreplay.model.page import normalized
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.listed_values import (
    NOTHING_LISTED,
    ListedValues,
    listed_values,
    may_list_values,
)
from docreplay.model.types.prose_values import prose_values
from docreplay.read.markup.markup import reader_of
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.spans import unwrap, unwrap_source


def listed_values_of(text: str, path: str) -> ListedValues:
    """Return the values that the page at a path lists for properties, by names of the service.

    Never raises.
    """
    if not may_list_values(text):
        return NOTHING_LISTED
    reader = _reader(text, path)
    return listed_values(reader.plain, reader.all_tables)


def prose_values_of(text: str, path: str) -> Mapping[str, AllowedValues]:
    """Return the values that sentences of the page at a path list, by property. Never raises."""
    return dict(prose_values(_reader(text, path).plain)) if may_list_values(text) else {}


def _reader(text: str, path: str) -> MarkupReader:
    page = normalized(text)
    return reader_of(unwrap_source(path, page) or unwrap(path, page).source)
