"""Credentials that a documented request shows: they are examples, and not sent to a service."""

from collections.abc import Iterator
from urllib.parse import unquote

from docreplay.model.http.http import Request
from docreplay.model.secret_names import is_credential, is_shown_credential


def shown_in(request: Request) -> Iterator[str]:
    """Yield the names of headers and query parameters in which a request shows credentials."""
    yield from (header.name for header in request.headers if is_credential(header.name.lower()))
    for pair in _pairs(request.target):
        if is_shown(pair):
            yield unquote(pair.partition("=")[0])


def is_shown(pair: str) -> bool:
    """Return True if a query parameter has a credential as its value, and not a placeholder."""
    name, _, value = pair.partition("=")
    return bool(value) and "{" not in unquote(value) and is_shown_credential(unquote(name))


def without_shown(url: str, documented: str) -> str:
    """Return the URL without the parameters that are credentials on the page.

    `documented` is the target that the page shows: a value in place of a placeholder stays.
    """
    shown = {pair for pair in _pairs(documented) if is_shown(pair)}
    if not shown:
        return url
    names = {unquote(pair.partition("=")[0]) for pair in shown}
    head, _, query = url.partition("?")
    kept = [pair for pair in query.split("&") if unquote(pair.partition("=")[0]) not in names]
    return f"{head}?{'&'.join(kept)}" if kept else head


def _pairs(target: str) -> list[str]:
    return target.partition("?")[2].partition("#")[0].split("&")
