"""Where the next page of a list is: by a link, a cursor, or the number of what was read.

Sources: OData JSON Format 4.01 §4.5.5, RFC 8288 (links), AIP-158 (`nextPageToken`, `pageToken`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote_plus

from docreplay.model.case import Answer, Expectation
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, Steps, items_of
from docreplay.replay.links.answer_links import documented_links, json_in, next_link

_CURSORS = re.compile(
    r"next(?:page)?(?:token|cursor|marker|key|id)?|continuation(?:token)?|(?:end)?cursor|after"
)
"""Names of cursors, in lower case and of letters only; `pageToken` is often that of the request."""
_ALIASES = ("cursor", "pagetoken", "after", "startingafter", "marker", "token", "page")
"""Parameters that take a cursor which is named differently, the likeliest first."""
_MORE = frozenset({"hasmore", "hasnext", "hasnextpage", "more"})
_LAST = frozenset({"islast", "islastpage", "last"})
_OFFSETS = frozenset({"offset", "start", "startindex", "skip"})
_NUMBERS = frozenset({"page", "pagenumber", "pageindex", "pageno"})
_SIZES = frozenset(
    {"limit", "count", "perpage", "pagesize", "size", "maxresults", "maxpagesize", "resultsperpage"}
)
_PARAMETER = re.compile(
    r"[?&]([A-Za-z_][\w.-]*)=|\{[?&]([\w,.*-]+)\}|`([A-Za-z_][\w.-]*)`|^\s*\|\s*\*{0,2}([A-Za-z_][\w.-]*)",
    re.MULTILINE,
)
_DEPTH = 3


class Cursor(NamedTuple):
    """The place of a cursor in a documented body, and the query parameter that takes it."""

    place: Steps
    parameter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPage:
    """How the pages of a list name the next one."""

    links: tuple[Steps, ...] = ()
    """Places of links in the body."""
    cursor: Cursor | None = None
    counts: str = field(default="")
    """A parameter that counts elements or pages, or `""`."""
    around: tuple[Steps, ...] = ()
    """Places of objects that have links and cursors, and no elements."""

    def of(self, answer: Answer, url: str) -> str:
        """Return the URL of the page after the one at a URL, or `""` on the last page.

        A link counts more than a cursor, and that more than what was read.
        """
        if link := next_link(answer, url, self.links):
            return link
        body = json_in(answer)
        if self.cursor:
            return _after_cursor(body, url, self.cursor)
        return _after_elements(body, url, self.counts) if self.counts else ""

    @property
    def places(self) -> tuple[Steps, ...]:
        """The places in the body that only pages before the last one have."""
        own = (self.cursor.place,) if self.cursor else ()
        return (*self.links, *own, *self.around)

    def is_counted(self, answer: Answer) -> bool:
        """Return True if only the number of its elements can mark a page as the last one."""
        return bool(self.counts) and not next_link(answer, "", self.links)


def documented_parameters(text: str) -> tuple[str, ...]:
    """Return what may be names of query parameters in the text of a page, in their order."""
    found = (name for names in _PARAMETER.findall(text) for name in ",".join(names).split(","))
    return tuple(dict.fromkeys(name.strip("*") for name in found if name.strip("*")))


def documented_next_page(
    expectation: Expectation, target: str, parameters: Iterable[str]
) -> NextPage:
    """Return how a documented list names its next page.

    A cursor counts if its page documents a parameter for it. A parameter that counts must be in
    the documented request, with the size of a page.
    """
    links = documented_links(expectation)
    try:
        body = read_json(expectation.body.text).value if expectation.body else None
    except JsonError:
        body = None
    known = {_folded(name): name for name in reversed(tuple(parameters))}
    cursors = (
        Cursor(place, parameter)
        for place in _cursors(body, ())
        if place not in links and (parameter := _parameter_for(str(place[-1]), known))
    )
    cursor = next(cursors, None)
    has_other = cursor is not None or len(links) > len(documented_links(Expectation()))
    is_counted = not has_other and _elements(body) is not None
    places = (*links, cursor.place) if cursor else links
    return NextPage(
        links=links,
        cursor=cursor,
        counts=_counting(target) if is_counted else "",
        around=tuple(_around(body, places)),
    )


def _around(body: JSON, places: Iterable[Steps]) -> Iterator[Steps]:
    """Yield the places of the objects around places, as far as they have no list of elements."""
    for place in places:
        for depth in range(1, len(place)):
            found = _value_at(body, place[:depth])
            if isinstance(found, dict) and not _has_list(found):
                yield place[:depth]


def _has_list(value: JSON) -> bool:
    return isinstance(value, list) or any(_has_list(item) for _, item in items_of(value))


def _cursors(value: JSON, steps: Steps) -> Iterator[Steps]:
    if not isinstance(value, dict) or len(steps) >= _DEPTH:
        return
    for name, item in value.items():
        if _CURSORS.fullmatch(_folded(name)) and not isinstance(item, bool | float | list | dict):
            yield (*steps, name)
        else:
            yield from _cursors(item, (*steps, name))


def _parameter_for(member: str, known: dict[str, str]) -> str:
    """Return the documented parameter that takes a cursor, or `""`."""
    own = _folded(member)
    bare = own.removeprefix("next").removeprefix("end")
    names = (bare, f"page{bare}") if bare != own else (own,)
    wanted = (*names, *_ALIASES, own)
    return next((known[name] for name in wanted if name and name in known), "")


def _counting(target: str) -> str:
    """Return the parameter of a request that counts elements or pages beside a size, or `""`."""
    query = target.partition("?")[2]
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
    has_size = any(_folded(name) in _SIZES for name in names)
    counting = (name for name in names if _folded(name) in _OFFSETS | _NUMBERS)
    return next(counting, "") if has_size else ""


def _after_cursor(body: JSON, url: str, cursor: Cursor) -> str:
    found = _value_at(body, cursor.place)
    if isinstance(found, bool) or not isinstance(found, str | int) or found == "":
        return ""
    if _is_last(body, cursor.place):
        return ""
    return _with_parameter(url, cursor.parameter, str(found))


def _is_last(body: JSON, place: Steps) -> bool:
    """Return True if a member beside the cursor, or around it, marks the last page."""
    around = (_value_at(body, place[:depth]) for depth in range(len(place)))
    for members in around:
        for name, item in members.items() if isinstance(members, dict) else ():
            folded = _folded(name)
            if (folded in _MORE and item is False) or (folded in _LAST and item is True):
                return True
    return False


def _after_elements(body: JSON, url: str, parameter: str) -> str:
    """Return the URL of the next page by what was read; a page that is not full is the last."""
    elements = _elements(body)
    query = dict(parse_qsl(url.partition("?")[2], keep_blank_values=True))
    size = next((_number(text) for name, text in query.items() if _folded(name) in _SIZES), None)
    start = _number(query.get(parameter, ""))
    if not elements or size is None or start is None or _is_last(body, ("",)):
        return ""
    if len(elements) < size:
        return ""
    step = len(elements) if _folded(parameter) in _OFFSETS else 1
    return _with_parameter(url, parameter, str(start + step))


def _elements(body: JSON) -> list[JSON] | None:
    """Return the elements of a list: the body, or the only array in it."""
    if isinstance(body, list):
        return body
    members = body.values() if isinstance(body, dict) else ()
    arrays = [item for item in members if isinstance(item, list)]
    return arrays[0] if len(arrays) == 1 else None


def _with_parameter(url: str, name: str, value: str) -> str:
    """Return the URL with one parameter changed or added; the others stay as they are."""
    head, _, query = url.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    own = f"{quote(name, safe='$')}={quote(value, safe='')}"
    at = [n for n, pair in enumerate(pairs) if unquote_plus(pair.partition("=")[0]) == name]
    kept = [pair for n, pair in enumerate(pairs) if n not in at]
    kept.insert(at[0] if at else len(kept), own)
    return f"{head}?{'&'.join(kept)}"


def _value_at(body: JSON, place: Steps) -> JSON:
    value = body
    for step in place:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _folded(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())
