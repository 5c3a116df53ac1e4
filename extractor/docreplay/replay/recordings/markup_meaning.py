"""What XML and GraphQL mean: texts that differ only in how they are written are the same.

Of XML, the order of attributes, quotes, prefixes of namespaces, comments, and blanks between
elements do not matter; of GraphQL, blanks, commas and comments (GraphQL §2.1).
"""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple
from xml.parsers import expat

IsAlike = Callable[[str, str], bool]
_DEEPEST = 200
_ABSENT = "nothing"
_OPENING = re.compile(r"\s*(?:#|\{|(?:query|mutation|subscription|fragment)\b)")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\"""|\\.|"(?!""))*+"""|"(?:[^"\\\n]|\\.)*+"'
    r"|(?P<ignored>#[^\n\r]*|[\s,\ufeff]+)|\.\.\.|[\w.+-]+|.",
    re.DOTALL,
)


class XmlElement(NamedTuple):
    """An element without what is only the way of writing it."""

    name: str
    """The namespace and the local name, with a blank between them."""
    attributes: dict[str, str]
    content: list["XmlElement | str"]

    @property
    def short(self) -> str:
        """The local name."""
        return self.name.rpartition(" ")[2]


class _UnreadXml(Exception):
    """The text has a document type, or elements in elements without end."""


def xml_of(text: str) -> XmlElement | None:
    """Return the root element, or None for what is not well-formed XML without a document type."""
    top = XmlElement("", {}, [])
    opened = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            raise _UnreadXml
        opened.append(XmlElement(name, attributes, []))

    def end(_: str) -> None:
        element = opened.pop()
        opened[-1].content.append(element._replace(content=_without_blanks(element.content)))

    def add(words: str) -> None:
        opened[-1].content.append(words)

    def refuse(*_: object) -> None:
        raise _UnreadXml

    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = add
    try:
        parser.Parse(text.removeprefix("\ufeff").strip().encode(), True)
    except (expat.ExpatError, _UnreadXml, UnicodeEncodeError):
        return None
    return next((item for item in top.content if isinstance(item, XmlElement)), None)


def _without_blanks(content: list[XmlElement | str]) -> list[XmlElement | str]:
    """Return content with each text as one; blanks between elements are not a part of it."""
    joined: list[XmlElement | str] = []
    for item in content:
        if isinstance(item, str) and joined and isinstance(joined[-1], str):
            joined[-1] += item
        else:
            joined.append(item)
    has_elements = any(isinstance(item, XmlElement) for item in joined)
    return [
        item for item in joined if not (has_elements and isinstance(item, str) and not item.strip())
    ]


def xml_differences(
    one: XmlElement, other: XmlElement, is_alike: IsAlike, above: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield the path of each element or attribute that differs, and both texts."""
    path = f"{above}/{other.short}"
    if one.name != other.name:
        names = (one.short, other.short) if one.short != other.short else (one.name, other.name)
        yield path, *names
        return
    for name in sorted({*one.attributes, *other.attributes}):
        before, now = (item.attributes.get(name, _ABSENT) for item in (one, other))
        if not is_alike(before, now):
            yield f"{path}/@{name.rpartition(' ')[2]}", before, now
    for before_item, now_item in zip_longest(one.content, other.content):
        if isinstance(before_item, XmlElement) and isinstance(now_item, XmlElement):
            yield from xml_differences(before_item, now_item, is_alike, path)
            continue
        texts = [_words(item) for item in (before_item, now_item)]
        is_text = isinstance(before_item, str) and isinstance(now_item, str)
        if not (is_text and is_alike(*texts)):
            yield path, texts[0], texts[1]


def _words(item: XmlElement | str | None) -> str:
    if isinstance(item, XmlElement):
        return f"<{item.short}>"
    return item or _ABSENT


def graphql_meaning(text: str) -> str | None:
    """Return a GraphQL document with one blank between tokens; None for other texts."""
    if not _OPENING.match(text):
        return None
    tokens = (match for match in _TOKEN.finditer(text) if not match["ignored"])
    return " ".join(match[0] for match in tokens)
