"""Values that the page of an operation lists for properties of its requests and responses.

They are those of prose (`prose_values`), and of tables below "Request body" and "Response".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docreplay.model.json.value import JSON
from docreplay.model.markup.markup import Table
from docreplay.model.types.declared_values import AllowedValues, allowed_values
from docreplay.model.types.property_names import property_name
from docreplay.model.types.prose_values import prose_values

_HINTS = (
    *("possible", "allowed", "valid", "supported", "accepted", "permitted", "legal", "available"),
    *("one of", "any of", "either", "can be", "may be", "must be", "should be", "only be"),
)
"""Words of which each sentence that lists values has one; in most texts, this is quicker to see."""
_ALLOWED = "possible|allowed|valid|supported|accepted|permitted|legal|available"
_BEFORE_A_LIST = {"one": r"\s+of", "any": r"\s+of", "either": "", "be": ""}
_MAY_LIST = {
    **dict.fromkeys(_ALLOWED.split("|"), r"\s+(?:\w+\s+)?values?\b"),
    "values": r"\s+are\s+(?:possible|allowed|valid|supported|accepted|available)\b",
    **{word: rf"{more}\b[^.|]{{0,60}}[`*_\"'“]" for word, more in _BEFORE_A_LIST.items()},
}
_PATTERNS = {word: re.compile(rf"{word}(?<=\b{word}){rest}") for word, rest in _MAY_LIST.items()}
"""What may list values, by the word that it starts with: few texts have all of the words."""
_REQUEST = frozenset({"request-body", "request-body-properties"})
_RESPONSE = frozenset(
    {"response", "response-body", "response-body-properties", "response-properties"}
    | {"response-object", "response-fields", "response-attributes", "properties"}
)
"""Anchors of the headings above tables; translated headings keep those of their source."""
_Rows = tuple[tuple[str, AllowedValues], ...]


class ListedValues(NamedTuple):
    """Values by property of the outermost objects of messages."""

    everywhere: _Rows = ()
    """From prose, which says nothing about the message."""
    request: _Rows = ()
    response: _Rows = ()

    def of_request(self) -> Mapping[str, AllowedValues]:
        """Return the values that properties of a request may have."""
        return {**dict(self.everywhere), **dict(self.request)}

    def of_response(self, sent: JSON, documented: JSON, key: str) -> Mapping[str, AllowedValues]:
        """Return the values that properties of a response may have.

        `sent` and `documented` are the bodies on the page; `key` is that of a collection. What a
        table lists for the request holds where the documented response repeats the value that is
        sent: only then are the two the same property.
        """
        objects = list(_outermost(documented, key))
        own = sent if isinstance(sent, dict) else {}
        repeated = {
            name: allowed
            for name, allowed in self.request
            if name in own and any(item.get(name) == own[name] for item in objects)
        }
        return {**repeated, **dict(self.everywhere), **dict(self.response)}


NOTHING_LISTED = ListedValues()


def may_list_values(text: str) -> bool:
    """Return True if the text of a page may list values; most pages need not be read for it."""
    low = text.lower()
    has_hint = any(hint in low for hint in _HINTS)
    return has_hint and any(
        word in low and pattern.search(low) is not None for word, pattern in _PATTERNS.items()
    )


def listed_values(plain: str, tables: Iterable[Table]) -> ListedValues:
    """Return what a page lists; `plain` is its text without code blocks and comments."""
    found = list(tables)
    return ListedValues(
        everywhere=tuple(prose_values(plain)),
        request=tuple(_rows(found, _REQUEST)),
        response=tuple(_rows(found, _RESPONSE)),
    )


def _rows(tables: Iterable[Table], anchors: frozenset[str]) -> Iterator[tuple[str, AllowedValues]]:
    """Yield the properties that rows of tables below a heading list values for."""
    for table in tables:
        for row in table.body if table.anchor in anchors else ():
            name = property_name(row[0].content)
            allowed = allowed_values(" | ".join(cell.content for cell in row[1:]))
            if allowed and name.split() == [name]:
                yield name, allowed


def _outermost(body: JSON, key: str) -> Iterator[dict[str, JSON]]:
    """Yield the elements of a collection, else the body, as far as they are objects."""
    items = body.get(key) if isinstance(body, dict) else body
    for item in items if isinstance(items, list) else [body]:
        if isinstance(item, dict):
            yield item
