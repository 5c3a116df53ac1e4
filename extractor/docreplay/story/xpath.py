"""XPath 1.0 to 3.1 over XML content (elementpath). The one door to the library.

Content comes from services, and embedded values enter expressions: documents with a DTD are
refused (entities may expand without bound, or name files), and so are functions that read files,
URLs or the environment.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from docreplay.model.json.value import JSON
from docreplay.story.bounded import at_most, bounded, confined
from docreplay.story.values import EvaluationError
from docreplay.story.xpath1 import parser_1

if TYPE_CHECKING:
    from elementpath import XPathContext

_READING = re.compile(
    r"(?<![\w.-])(?:unparsed-text(?:-lines|-available)?|doc(?:-available)?|json-doc|collection"
    r"|uri-collection|environment-variable|available-environment-variables|function-lookup"
    r"|load-xquery-module|transform|parse-xml(?:-fragment)?)\s*[(#]"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PARSERS = {
    "xpath-20": "XPath2Parser",
    "xpath-30": "XPath30Parser",
    "xpath-31": "XPath31Parser",
}
DEFAULT_VERSION = "xpath-31"
"""Version of an expression that names none (Arazzo 1.1, Expression Type Object)."""
_DEFECTS = (TypeError, LookupError, AttributeError, AssertionError, NotImplementedError)
"""What the library raises for some expressions that are not valid."""
_RESERVED_PREFIX = re.compile(r"ns\d+|xml|")


class _Document(NamedTuple):
    root: ElementTree.Element
    namespaces: Mapping[str, str]
    """Namespaces by the prefixes that the document declares; expressions may use them."""


class _Refused(Exception):
    """The document has a DTD."""


def passes(expression: str, value: JSON, version: str = "") -> bool:
    """Return the effective boolean value of an expression (XPath 3.1 §2.4.3, 1.0 §4.3).

    Raises `EvaluationError` if the expression is invalid, or the value is not well-formed XML.
    """
    return bool(_evaluated(expression, _document(value), version)[1])


def strings(expression: str, value: JSON, version: str = "") -> Iterator[JSON]:
    """Yield what an expression selects: the text of nodes, and atomic values; raises as above."""
    for item in _evaluated(expression, _document(value), version)[0]:
        yield _atomic(item)


def replaced(expression: str, value: JSON, new: str | None, version: str = "") -> str:
    """Return the document with a new text in each selected element and attribute.

    None removes them. Raises `EvaluationError` as `passes`, and if nothing is selected.
    """
    with confined("the XML"):
        return _replaced(expression, value, new, version)


def _replaced(expression: str, value: JSON, new: str | None, version: str) -> str:
    document = _document(value)
    found = [item for item in _evaluated(expression, document, version)[0] if _is_node(item)]
    if not found:
        raise EvaluationError(f"`{expression}` selects no element or attribute of the payload")
    parents = {child: parent for parent in document.root.iter() for child in parent}
    for node in found:
        _set(node, new, parents)
    for prefix, uri in document.namespaces.items():
        if not _RESERVED_PREFIX.fullmatch(prefix):
            ElementTree.register_namespace(prefix, uri)
    return ElementTree.tostring(document.root, encoding="unicode")


def _set(node: Any, new: str | None, parents: Mapping[Any, ElementTree.Element]) -> None:
    is_attribute = node.node_kind == "attribute"
    element = node.parent.value if is_attribute else node.value
    if is_attribute and new is None:
        element.attrib.pop(node.name, None)
    elif is_attribute:
        element.set(node.name, new)
    elif new is None:
        if element in parents:
            parents[element].remove(element)
    else:
        for child in list(element):
            element.remove(child)
        element.text = new


def _evaluated(expression: str, document: _Document, version: str) -> tuple[list[Any], bool]:
    """Return what an expression selects, and its effective boolean value."""
    import elementpath  # noqa: PLC0415  # slow to load, and seldom needed

    if _READING.search(_QUOTED.sub("''", expression)):
        raise EvaluationError("functions that read files, URLs or the environment are refused")
    parser = _parser(version)  # loaded before the time counts
    invalid = (elementpath.ElementPathError, ArithmeticError, ValueError, *_DEFECTS)
    with bounded("the XPath"):
        try:
            token = parser(namespaces=dict(document.namespaces)).parse(expression)
            found = at_most(token.select(_context(document)), "the XPath")
            return found, token.boolean_value(found)
        except EvaluationError:
            raise
        except invalid as error:
            raise EvaluationError(f"invalid XPath: {_line(error)}") from error


def _line(error: Exception) -> str:
    """Return the first line of a message, cut if it is long."""
    text = str(error).partition("\n")[0]
    return text if len(text) <= 200 else f"{text[:200]}…"


def _parser(version: str) -> Any:
    import elementpath  # noqa: PLC0415
    from elementpath import xpath3  # noqa: PLC0415

    if version == "xpath-10":
        return parser_1()
    name = _PARSERS.get(version or DEFAULT_VERSION)
    if name is None:
        raise EvaluationError(f"unknown version `{version}` of XPath")
    return getattr(elementpath, name, None) or getattr(xpath3, name)


def _context(document: _Document) -> "XPathContext":
    import elementpath  # noqa: PLC0415

    return elementpath.XPathContext(ElementTree.ElementTree(document.root))


def _document(value: JSON) -> _Document:
    if not isinstance(value, str):
        raise EvaluationError("an XPath cannot be applied to content that is not XML")
    namespaces: dict[str, str] = {}
    try:
        _refuse_dtd(value, namespaces)
        parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314  # no DTD
        return _Document(ElementTree.XML(value.encode(), parser), namespaces)
    except _Refused:
        raise EvaluationError("the XML has a document type declaration, which is refused") from None
    except (ElementTree.ParseError, expat.ExpatError, ValueError) as error:
        raise EvaluationError(f"the content is not well-formed XML: {error}") from error


def _refuse_dtd(text: str, namespaces: dict[str, str]) -> None:
    """Note the declared prefixes. Raises `_Refused` for a document type declaration."""

    def refuse(*_: object) -> None:
        raise _Refused

    def note(prefix: str | None, uri: str | None) -> None:
        if prefix and uri:
            namespaces.setdefault(prefix, uri)

    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartNamespaceDeclHandler = note
    parser.Parse(text.encode(), True)


def _is_node(item: Any) -> bool:
    return getattr(item, "node_kind", "") in ("element", "attribute")


def _atomic(item: Any) -> JSON:
    if hasattr(item, "node_kind"):
        return str(item.string_value)
    if isinstance(item, bool | int | float | str):
        return item
    return str(item)
