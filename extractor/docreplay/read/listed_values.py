"""Read the values that a page lists for properties of its requests and responses."""

from collections.abc import Mapping

from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.listed_values import (
    NOTHING_LISTED,
    ListedValues,
    listed_values,
    may_list_values,
)
from docreplay.model.types.prose_values import prose_values
from docreplay.read.markup.markup import reader_of_text
from docreplay.read.markup.markup_reader import MarkupReader


def listed_values_of(text: str, path: str) -> ListedValues:
    """Return the values that the page at a path lists for properties, by names of the service.

    Never raises.
    """
    if not may_list_values(text):
        return NOTHING_LISTED
    reader = reader_of_text(text, path, "source")
    return listed_values(reader.plain, reader.all_tables)


def prose_values_of(text: str, path: str) -> Mapping[str, AllowedValues]:
    """Return the values that sentences of the page at a path list, by property. Never raises."""
    return prose_values_in(reader_of_text(text, path, "source"))


def prose_values_in(reader: MarkupReader) -> Mapping[str, AllowedValues]:
    """Return the values that sentences of a page list, by property; it is read if it may list any.

    Never raises.
    """
    if not may_list_values(reader.places.page):
        return {}
    return dict(prose_values(reader.plain))
