"""Find ids that a documented URL writes out, so that they can be parameters. `RULES` says how."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.model.http.path_ids import looks_like_id, root_length
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_values import ENVELOPES
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json

RULES = """\
A path segment, or the value of an argument in parentheses, is a literal id if it is

- one of the `sampleKeys` of the request's annotation,
- the `id` of an object in the documented response, unless it is a word in lower case,
- a GUID, a number, an e-mail address, or an opaque token: at least 8 characters with digits, or 16
  of both cases, that are not made of words.

Versions and the root of the service are none, nor is what follows `$`."""
"""The rules for users, in Markdown."""

_ARGUMENT = re.compile(r"(?<=[(=,])('?)([^'(),=]+)\1(?=[),])|^[A-Za-z]\w*=([^=()]+)$")
"""A value in parentheses, or that of a segment such as `roleTemplateId=…` (OData URL §4.3.1)."""
_NEAR = 20
"""Segments before an id that its name has at most: all of them, for each id, would be a square."""
_KEYWORD = re.compile(r"[a-z]+")
"""What a response may show as an id and paths as a name: `root`, `me`, `primary`."""
_UNSAFE = re.compile(r"[{}\":]")
_NO_ID = re.compile(r"[$\0]|.*[\0(]", re.DOTALL)


class LiteralId(NamedTuple):
    """An id in a target: where it is, and what it says."""

    start: int
    end: int
    name: str
    """Its place as the key of a value has it: `groups/*`, `users(*)`."""
    is_sample: bool
    """Whether the annotation lists it as a sample."""


def literal_ids(
    target: str, samples: Collection[str] = (), shown: Collection[str] = frozenset()
) -> tuple[LiteralId, ...]:
    """Return the literal ids of a target, in order.

    `samples` are the sample keys of its annotation, `shown` the ids in the documented response.
    """
    known = {unquote(text) for text in samples}
    ids = {text for text in shown if not _KEYWORD.fullmatch(text)}
    found: list[LiteralId] = []
    before: list[str] = []
    for at, segment in _segments(target):
        generic = segment
        for start, end in _parts(segment, is_first=not before):
            text = unquote(segment[start:end])
            if text not in known and text not in ids and not looks_like_id(text):
                continue
            closing = ")" * ("(" in segment[:start])
            name = "/".join((*before[-_NEAR:], f"{segment[:start]}*{closing}"))
            item = LiteralId(at + start, at + end, _clean(name), text in known)
            found.append(item)
            generic = "*" if end - start == len(segment) else segment
        before.append("*" if "\0" in generic else generic)
    return tuple(found)


def shown_ids(body: str) -> frozenset[str]:
    """Return the `id` of the object that a JSON body is, or of one in an envelope."""
    if '"id"' not in body:
        return frozenset()
    try:
        value = read_json(body).value
    except JsonError:
        return frozenset()
    objects = [value, *(value.get(name) for name in ENVELOPES)] if isinstance(value, dict) else []
    found = (item.get("id") for item in objects if isinstance(item, dict))
    return frozenset(str(item) for item in found if isinstance(item, str | int))


def _segments(target: str) -> Iterator[tuple[int, str]]:
    """Yield the segments of the path behind the root of the service, with their places.

    A placeholder is NULs of the same length.
    """
    begin = _path_start(target)
    path = PLACEHOLDER.sub(lambda match: "\0" * len(match[0]), target[begin:])
    path = path.partition("?")[0].partition("#")[0]
    segments = path.strip("/").split("/")
    at, root = begin + len(path) - len(path.lstrip("/")), root_length(segments)
    for number, segment in enumerate(segments):
        if number >= root:
            yield at, segment
        at += len(segment) + 1


def _parts(segment: str, *, is_first: bool) -> Iterator[tuple[int, int]]:
    """Yield where a segment may have an id: as a whole, or in the values of its arguments."""
    named = list(_ARGUMENT.finditer(segment))
    if not named and not is_first and not _NO_ID.match(segment):
        yield 0, len(segment)
    for match in named:
        group = 2 if match[2] else 3
        if "\0" not in match[group]:
            yield match.span(group)


def _path_start(target: str) -> int:
    scheme = target.find("://")
    if scheme < 0:
        return 0
    end = target.find("/", scheme + 3)
    return len(target) if end < 0 else end


def _clean(name: str) -> str:
    """Return the name from behind the last sign that a placeholder must not have."""
    return _UNSAFE.split(name.replace("'", ""))[-1].lstrip("/")
