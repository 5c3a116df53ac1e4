"""What a recorded body means: bodies that mean the same are the same request."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from docreplay.model.http.content import looks_like_json
from docreplay.model.http.http import FORM, is_json, is_xml, media_type
from docreplay.model.http.multipart import parts_of
from docreplay.model.json.exact import Exact, InexactJson, read_exact, write_exact
from docreplay.model.json.value import Steps, pointer
from docreplay.model.recordings.cassette import RecordedBody, is_text, recorded_body
from docreplay.replay.recordings.header_meaning import part_header_meaning
from docreplay.replay.recordings.markup_meaning import graphql_meaning, xml_differences, xml_of
from docreplay.replay.secrets.wildcard import Wildcards

_ABSENT = "nothing"
_EMPTY = "empty"
_LINES = frozenset(
    {"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"}
)
_GRAPHQL = "application/graphql"


class Difference(NamedTuple):
    """What differs, and both texts."""

    what: str
    recorded: str
    sent: str


def body_differences(
    recorded: RecordedBody | None,
    sent: RecordedBody | None,
    content_type: str,
    wildcards: Wildcards,
) -> Iterator[Difference]:
    """Yield how two bodies differ in their meaning by a media type (with its parameters).

    `wildcards` compares texts, here and in the other functions.
    """
    is_parts = media_type(content_type).startswith("multipart/")
    one, other = (_text_of(body, is_parts=is_parts) for body in (recorded, sent))
    if one is None or other is None or not (one and other):
        if (recorded.digest if recorded and recorded.size else "") != (
            sent.digest if sent and sent.size else ""
        ):
            yield Difference("body", _shown(recorded), _shown(sent))
        return
    yield from text_differences(one, other, content_type, wildcards)


def text_differences(
    one: str, other: str, content_type: str, wildcards: Wildcards
) -> Iterator[Difference]:
    """Yield how two texts differ: as JSON, as a form, by parts, or as they are."""
    if one == other:
        return
    kind = media_type(content_type)
    if is_json(kind) or (not kind and looks_like_json(one)):
        yield from _as_json(one, other, wildcards)
    elif kind == FORM:
        yield from pair_differences("field", one, other, wildcards)
    elif kind.startswith("multipart/"):
        yield from _part_differences(one, other, content_type, wildcards)
    elif kind in _LINES:
        yield from _line_differences(one, other, wildcards)
    elif is_xml(kind):
        yield from _xml_differences(one, other, wildcards)
    elif kind != _GRAPHQL or not _is_same_document(one, other, wildcards):
        yield from _whole(one, other, wildcards)


def _as_json(one: str, other: str, wildcards: Wildcards) -> Iterator[Difference]:
    """Yield how two texts differ as JSON, with or without a byte order mark (RFC 8259 §8.1)."""
    try:
        left, right = (read_exact(text.removeprefix("\ufeff")) for text in (one, other))
    except InexactJson:
        return _whole(one, other, wildcards)
    return _json_differences(left, right, (), wildcards)


def _line_differences(one: str, other: str, wildcards: Wildcards) -> Iterator[Difference]:
    """Yield how texts with JSON on each line differ."""
    left, right = ([line for line in text.splitlines() if line.strip()] for text in (one, other))
    if len(left) != len(right):
        yield Difference("number of lines of the body", str(len(left)), str(len(right)))
        return
    for number, (before, now) in enumerate(zip(left, right, strict=True), 1):
        for found in text_differences(before, now, "application/json", wildcards):
            yield found._replace(what=f"{found.what} (line {number})")


def _xml_differences(one: str, other: str, wildcards: Wildcards) -> Iterator[Difference]:
    before, now = xml_of(one), xml_of(other)
    if before is None or now is None:
        yield from _whole(one, other, wildcards)
        return
    for path, recorded, sent in xml_differences(before, now, wildcards.is_alike):
        yield Difference(f"`{path}` of the body", recorded, sent)


def _is_same_document(one: str, other: str, wildcards: Wildcards) -> bool:
    """Return True if both texts are the same GraphQL document."""
    before, now = graphql_meaning(one), graphql_meaning(other)
    return before is not None and now is not None and wildcards.is_alike(before, now)


def _whole(one: str, other: str, wildcards: Wildcards) -> Iterator[Difference]:
    if not wildcards.is_alike(one, other):
        yield Difference("body", _shown_text(one), _shown_text(other))


def pair_differences(what: str, one: str, other: str, wildcards: Wildcards) -> Iterator[Difference]:
    """Yield how queries or forms differ, as multisets of decoded pairs."""
    left, right = _pairs(one), _pairs(other)
    missing, added = list((left - right).elements()), list((right - left).elements())
    for name, value in list(missing):
        alike = (p for p in added if p[0] == name and wildcards.is_alike(value, p[1]))
        same = next(alike, None)
        if same:
            missing.remove((name, value))
            added.remove(same)
    for name in dict.fromkeys(name for name, _ in (*missing, *added)):
        values = ([v for n, v in side if n == name] for side in (missing, added))
        yield Difference(f"{what} `{name}`", *map(_shown_values, values))


def _shown_values(values: list[str]) -> str:
    if not any(values):
        return _EMPTY if values else _ABSENT
    return f"`{' and '.join(values)}`"


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(parse_qsl(text, keep_blank_values=True, errors="surrogateescape"))


def _json_differences(
    one: Exact, other: Exact, path: Steps, wildcards: Wildcards
) -> Iterator[Difference]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            yield from _member_differences((one, other), name, (*path, name), wildcards)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (before, now) in enumerate(zip(one, other, strict=True)):
            yield from _json_differences(before, now, (*path, index), wildcards)
    elif isinstance(one, str) and isinstance(other, str):
        is_document = path == ("query",) and _is_same_document(one, other, wildcards)
        if not is_document and not wildcards.is_alike(one, other):
            yield _difference(path, write_exact(one), write_exact(other))
    elif one != other or type(one) is not type(other):
        yield _difference(path, write_exact(one), write_exact(other))


def _member_differences(
    sides: tuple[dict[str, Exact], dict[str, Exact]], name: str, path: Steps, wildcards: Wildcards
) -> Iterator[Difference]:
    if all(name in side for side in sides):
        yield from _json_differences(sides[0][name], sides[1][name], path, wildcards)
    else:
        before, now = (write_exact(side[name]) if name in side else _ABSENT for side in sides)
        yield _difference(path, before, now)


def _difference(path: Steps, recorded: str, sent: str) -> Difference:
    return Difference(f"`{pointer(path)}` of the body" if path else "body", recorded, sent)


def _part_differences(
    one: str, other: str, content_type: str, wildcards: Wildcards
) -> Iterator[Difference]:
    """Yield how the parts differ; which boundary is between them does not matter."""
    left, right = _parts(one, content_type), _parts(other, content_type)
    if not (left or right):
        yield from _whole(one, other, wildcards)
        return
    if len(left) != len(right):
        yield Difference("number of parts of the body", str(len(left)), str(len(right)))
        return
    for number, (before, now) in enumerate(zip(left, right, strict=True), 1):
        what = f"part {number} of the body"
        if not _is_same_head(before.head, now.head, wildcards):
            yield Difference(f"head of {what}", "; ".join(before.head), "; ".join(now.head))
        for found in text_differences(before.content, now.content, before.kind, wildcards):
            yield found._replace(what=what if found.what == "body" else f"{found.what} ({what})")


def _is_same_head(one: tuple[str, ...], other: tuple[str, ...], wildcards: Wildcards) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(wildcards.is_alike(*pair) for pair in pairs)


class _Part(NamedTuple):
    head: tuple[str, ...]
    kind: str
    content: str


def _parts(text: str, content_type: str) -> list[_Part]:
    found: list[_Part] = []
    # a boundary of the recording is not that of the request, so each text is read by its own
    for part in parts_of(text, "" if text.startswith("--") else content_type):
        lines = (line.strip() for line in text[part.at : part.start].splitlines())
        head = tuple(sorted(part_header_meaning(line) for line in lines if line))
        content = text[part.start : part.end].removesuffix("\n").removesuffix("\r")
        found.append(_Part(head, part.content_type, content))
    return found


def _text_of(body: RecordedBody | None, *, is_parts: bool = False) -> str | None:
    """Return the text of a body, `""` without one, None for one that is not text.

    Parts are read around binary content, whose bytes stay what they are.
    """
    if body is None:
        return ""
    try:
        errors = "surrogateescape" if is_parts else "strict"
        return None if body.data is None else body.data.decode(errors=errors)
    except UnicodeDecodeError:
        return None


def _shown_text(text: str) -> str:
    """Return a text, or size and digest of one that has bytes which are not text."""
    data = text.encode(errors="surrogateescape")
    return text if is_text(data) else _shown(recorded_body(data))


def _shown(body: RecordedBody | None) -> str:
    if body is None or not body.size:
        return _ABSENT
    text = _text_of(body)
    return f"{body.size} bytes with SHA-256 {body.digest[:8]}…" if text is None else text
