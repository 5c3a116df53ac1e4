"""What the content of a block says about the request above it."""

import re
from urllib.parse import unquote

from docreplay.model.json.lines import is_lines_text
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.markup.block import Block
from docreplay.read.introductions import words_above
from docreplay.read.messages.start_lines import RequestLine, read_request_line
from docreplay.read.roles import first_line

_OF_SCHEMA = re.compile(
    r"schema|xsd|ontolog|vocab|shape|openapi|definition|metadata", re.IGNORECASE
)
_RETURNS_SCHEMA = re.compile(
    r"\b(?:returns?|responds? with|repl(?:y|ies) with|gives?|is|contains) (?:\w+ ){0,4}?schema"
    r"|schema (?:is|will be) returned",
    re.IGNORECASE,
)
_VOCABULARY = re.compile(
    r"\b(?:owl:|rdfs:(?:Class|subClassOf|domain|range)\b|sh:NodeShape\b)|<(?:xsd?|wsdl):"
)
_DECLARES_JSON = re.compile(
    r"^content-type:[ \t]*[\w/.+-]{0,80}json\b", re.IGNORECASE | re.MULTILINE
)
_CODE_SPAN = re.compile(r"`([^`\n]{1,60})`")
_MEMBER = re.compile(r'"([\w@.-]{1,60})"\s*:\s*"([^"\n]{3,200})"')
_KEY = re.compile(r'"([\w@.-]{1,60})"\s*:')
_WORD = re.compile(r"[a-z]{3,}")
_NAMED = re.compile(
    r"""(?<![a-z])[a-z]{3,}(?![a-z])
    (?=\W*$|[ ]?[^\w\s]
    |\s+(?:objects?|resources?|records?|documents?|entit(?:y|ies)|lists?|items?|entr(?:y|ies)|data
      |details|collection|representation|structure|info(?:rmation)?|json|xml|csv|body|value|result
      |now|then|looks?|itself|that|which|who|we|you|it|is|are|was|were|has|have|had|contains?|includes?
      |of|in|with|as|for|from|to|after|before|by|at|on|under|below|above|and|or|\d\S*)\b)""",
    re.VERBOSE,
)
"""A word without a word behind it that it could qualify."""
_PATH = re.compile(r"(?:[a-z]+://[^/?#]*)?/?([^?#]*)", re.IGNORECASE)
_OF_USER = re.compile(r"\w \w|[A-Z]|\d")
_GRAPHQL_RESPONSE = frozenset({"data", "errors"})
_GRAPHQL_REQUEST = frozenset({"query", "id", "documentId", "operationName", "extensions"})


def is_foreign_response(request: Block, block: Block) -> bool:
    """Return True if the content of a block cannot be the response to a request."""
    if _is_schema(request, block) or is_of_ancestor(request, block):
        return True
    return _is_foreign_to_graphql(request, block, _GRAPHQL_RESPONSE)


def is_foreign_body(request: Block, block: Block) -> bool:
    """Return True if the content of a block cannot be the body of a request."""
    if _is_schema(request, block) or _is_foreign_to_graphql(request, block, _GRAPHQL_REQUEST):
        return True
    is_json = _DECLARES_JSON.search(request.text.text) is not None
    return is_json and is_lines_text("", block.text.text)


def _is_schema(request: Block, block: Block) -> bool:
    """Return True for a schema or a vocabulary below a request that is not about one."""
    line = _request_line(request)
    if (line and _OF_SCHEMA.search(line.target)) or _RETURNS_SCHEMA.search(words_above(block).last):
        return False
    return _VOCABULARY.search(block.text.text) is not None or _describes_values(_object(block))


def _describes_values(value: dict[str, JSON]) -> bool:
    """Return True for a JSON Schema, at least of objects (JSON Schema 2020-12)."""
    if isinstance(value.get("$schema"), str):
        return True
    return value.get("type") == "object" and isinstance(value.get("properties"), dict)


def _is_foreign_to_graphql(request: Block, block: Block, own: frozenset[str]) -> bool:
    """Return True if a GraphQL service is asked, and an object has no member of its messages.

    Source: GraphQL over HTTP, Request Parameters and Response.
    """
    line = _request_line(request)
    path = line.target.partition("?")[0].rstrip("/") if line else ""
    keys = _object(block).keys() if path.endswith("/graphql") else frozenset[str]()
    return bool(keys) and keys.isdisjoint(own)


def is_of_ancestor(request: Block, block: Block) -> bool:
    """Return True if a response names itself a resource above the one that a GET asks for.

    Such as `"links": {"self": "/articles"}` for `/articles/1/author` (JSON:API, Document Links; HAL
    writes `_links` and `href`): it is the response to another request.
    """
    line, text = _request_line(request), block.text.text
    if line is None or line.method != "GET" or '"self"' not in text:
        return False
    try:
        value = read_json(text[max(text.find("{"), 0) :]).value
    except JsonError:
        return False
    links = value.get("links", value.get("_links")) if isinstance(value, dict) else None
    own = links.get("self") if isinstance(links, dict) else None
    own = own.get("href") if isinstance(own, dict) else own
    path = _segments(own) if isinstance(own, str) else []
    asked = _segments(line.target)
    return bool(path) and len(path) < len(asked) and asked[: len(path)] == path


def _segments(target: str) -> list[str]:
    found = _PATH.match(target)
    return [part for part in (found[1] if found else "").split("/") if part]


def is_about(request: Block, block: Block) -> bool:
    """Return True if a block contains what the words above it or the request above them name."""
    line = _request_line(request)
    if line is None:
        return False
    text, last = block.text.text, words_above(block).last
    spans = [span.strip() for span in _CODE_SPAN.findall(last)]
    if any(f'"{span}"' in text and span not in request.text.text for span in spans):
        return True
    sent = request.text.text
    if line.method in ("GET", "HEAD"):
        is_named = _names_format(block, last) or _names_resource(line, last)
        return is_named or _repeats_id(line, text) or _repeats_value(sent, text)
    is_repeated = _repeats_member(sent, text) or _repeats_value(sent, text)
    return line.method != "DELETE" and is_repeated


def _names_format(block: Block, words: str) -> bool:
    """Return True if the words name the language of the block: `The card in Turtle`."""
    name = re.escape(block.info.partition(" ")[0])
    return bool(name) and re.search(rf"\b(?:in|as) {name}\b", words, re.IGNORECASE) is not None


def _names_resource(line: RequestLine, words: str) -> bool:
    """Return True if the words name what the path is about: `The order` below `GET /orders/17`.

    A word that only qualifies a different one (`The order desk`) names something else.
    """
    path = line.target.partition("?")[0].rpartition("://")[2].partition("/")[2].lower()
    said = {_singular(word) for word in _NAMED.findall(words.lower())}
    named = {_singular(word) for word in _WORD.findall(path)} - {"api"}
    return not said.isdisjoint(named)


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _repeats_id(line: RequestLine, text: str) -> bool:
    last = unquote(line.target.partition("?")[0].rstrip("/").rpartition("/")[2])
    has_digit = any(map(str.isdigit, last))
    return has_digit and re.search(rf'[:\s"]{re.escape(last)}(?=["\s,}}])', text) is not None


def _repeats_member(sent: str, text: str) -> bool:
    """Return True if a text has a member of what was sent, and one that is not in that."""
    is_repeated = not set(_MEMBER.findall(sent)).isdisjoint(_MEMBER.findall(text))
    return is_repeated and not set(_KEY.findall(text)) <= set(_KEY.findall(sent))


def _repeats_value(sent: str, text: str) -> bool:
    """Return True if a text has a text of the user that was sent, and a key that was not.

    A search repeats what was looked for. Words of the API itself, such as `integer`, are in small
    letters and without blanks.
    """
    values = {value for _, value in _MEMBER.findall(sent) if _OF_USER.search(value)}
    is_repeated = not values.isdisjoint(value for _, value in _MEMBER.findall(text))
    return is_repeated and not set(_KEY.findall(text)) <= set(_KEY.findall(sent))


def _request_line(request: Block) -> RequestLine | None:
    return read_request_line(first_line(request))


def _object(block: Block) -> dict[str, JSON]:
    """Return the object that a block shows, or an empty one."""
    if block.text.text.lstrip()[:1] != "{":
        return {}
    try:
        value = read_json(block.text.text).value
    except JsonError:
        return {}
    return value if isinstance(value, dict) else {}
