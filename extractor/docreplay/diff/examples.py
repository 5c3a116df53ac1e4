"""What the examples of an operation show of its requests and responses."""

from collections.abc import Iterator
from functools import lru_cache

from docreplay.model.documented_page import DocumentedPage
from docreplay.model.exchange import Exchange
from docreplay.model.http import Request, Response
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON


def names_shown(page: DocumentedPage, kind: str) -> frozenset[str]:
    """Return the names that examples show where a table could list them, in lower case."""
    return frozenset(name.lower() for item in page.exchanges for name in _names(item, kind))


def _names(exchange: Exchange, kind: str) -> Iterator[str]:
    message = exchange.request if kind.startswith(("request", "parameter")) else exchange.response
    if message is None:
        return
    if kind.endswith("header"):
        yield from (header.name for header in message.headers)
    elif kind == "parameter":
        query = exchange.request.target.partition("?")[2]
        yield from (part.partition("=")[0].lstrip("$") for part in query.split("&"))
    else:
        body = json_of(message)
        yield from body if isinstance(body, dict) else ()


def json_of(message: Request | Response) -> JSON:
    """Return the body of a message as JSON, or None."""
    return _read(message.body.text) if message.body else None


@lru_cache(maxsize=4096)
def _read(text: str) -> JSON:
    try:
        return read_json(text).value
    except JsonError:
        return None
