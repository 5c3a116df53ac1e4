"""Read the values that a page lists for properties of its requests and responses."""

from docreplay.model.listed_values import (
    NOTHING_LISTED,
    ListedValues,
    listed_values,
    may_list_values,
)
from docreplay.model.page import normalized
from docreplay.read.markup import reader_of
from docreplay.read.spans import unwrap, unwrap_source


def listed_values_of(text: str, path: str) -> ListedValues:
    """Return the values that the page at a path lists for properties, by names of the service.

    Never raises.
    """
    if not may_list_values(text):
        return NOTHING_LISTED
    page = normalized(text)
    reader = reader_of(unwrap_source(path, page) or unwrap(path, page).source)
    return listed_values(reader.plain, reader.all_tables)
