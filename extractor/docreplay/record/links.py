"""Links in answers: whether they lead to the service itself or to another host."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from docreplay.model.body.shape import pattern, step_of
from docreplay.model.case import Answer
from docreplay.model.http.http import values_of

_LINK_NAMES = ("nextlink", "deltalink", "self", "next", "location", "href", "monitor")
OWN = "own"
"""The host that was asked, or no host."""
_DEPTH = 4


def link_facts(answer: Answer, value: object, url: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the hosts of links that clients follow: of the body, and in `Location`."""
    for place, link in links(answer, value):
        if host := host_of(link, url):
            yield f"link-host {place}", [host]


def links(answer: Answer, value: object) -> Iterator[tuple[str, str]]:
    """Yield the links that clients follow, with their places: a pattern, or a header's name."""
    for name in ("location", "operation-location"):
        for target in values_of(name, answer.headers):
            yield name, target
    yield from _in_body(value, ())


def _in_body(value: object, steps: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the links of an object, and of its members that are objects."""
    if not isinstance(value, Mapping) or len(steps) >= _DEPTH:
        return
    for name, item in value.items():
        below = (*steps, step_of(name))
        if isinstance(item, str) and is_link(name):
            yield pattern(below), item
        else:
            yield from _in_body(item, below)


def is_link(name: str) -> bool:
    """Return True for the name of a member whose value clients follow."""
    return name.rpartition(".")[2].lstrip("@_").lower() in _LINK_NAMES


def host_of(link: str, url: str) -> str:
    """Return the host of an absolute link, `own` for that of the service, or `""`."""
    try:
        host, own = urlsplit(link).netloc, urlsplit(url).netloc
    except ValueError:
        return ""
    host, own = host.rpartition("@")[2].lower(), own.rpartition("@")[2].lower()
    if not host:
        return OWN if link.startswith("/") else ""
    return OWN if host == own else host
