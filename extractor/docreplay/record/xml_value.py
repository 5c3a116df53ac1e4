"""The structure of XML as JSON would have it, to read what errors and requests in XML say.

An element with text is a string, one with elements or attributes an object, and elements of one
name are a list. Namespaces are left out, and names begin in lower case: `<Error><Code>` of one
service is `error.code` of another.
"""

from xml.parsers import expat

_DEEPEST = 30
_MOST = 1_000_000
"""Number of characters of a text that is read."""


class _RefusedXml(Exception):
    """The text has a document type, or elements in elements without end."""


def xml_value(text: str) -> object:
    """Return the root element of XML by its name, or None if the text is not well-formed XML.

    A document type declaration is refused, with all that it could declare.
    """
    if not text.lstrip("\ufeff").lstrip().startswith("<") or len(text) > _MOST:
        return None
    tree = _XmlTree()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = tree.start, tree.end
    parser.CharacterDataHandler = tree.text
    try:
        parser.Parse(text.lstrip("\ufeff").encode(), True)
    except (expat.ExpatError, _RefusedXml):
        return None
    return tree.root


def _refuse(*_: object) -> None:
    raise _RefusedXml


class _XmlTree:
    """Collects elements while they are parsed."""

    def __init__(self) -> None:
        self.root: dict[str, object] = {}
        self._open: list[tuple[dict[str, object], list[str]]] = [(self.root, [])]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element; its attributes are its first members."""
        del name
        if len(self._open) > _DEEPEST:
            raise _RefusedXml
        self._open.append(({_own(key): value for key, value in attributes.items()}, []))

    def end(self, name: str) -> None:
        """Close an element, and add it to the one around it."""
        members, texts = self._open.pop()
        text = "".join(texts).strip()
        members.pop("lang", None)
        if members and text:
            members.setdefault("message", text)
        _add(self._open[-1][0], _own(name), members or text)

    def text(self, text: str) -> None:
        """Add a part of the text of the open element."""
        self._open[-1][1].append(text)


def _own(name: str) -> str:
    bare = name.rpartition(" ")[2]
    return bare[:1].lower() + bare[1:]


def _add(members: dict[str, object], name: str, value: object) -> None:
    if name not in members:
        members[name] = value
        return
    known = members[name]
    if isinstance(known, list):
        known.append(value)
    else:
        members[name] = [known, value]
