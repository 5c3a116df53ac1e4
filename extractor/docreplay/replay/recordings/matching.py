"""Which recording belongs to a request: equal in its meaning, not in its bytes.

Method, target without the base URL (the order of query parameters does not matter), media type,
body by its meaning, and a few headers. All other headers differ in every request.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.model.http.http import values_of
from docreplay.model.http.origin import origin_of
from docreplay.model.http.volatile_headers import is_volatile_sent
from docreplay.model.recordings.cassette import RecordedRequest, Recording
from docreplay.model.secret_names import is_secret_header
from docreplay.replay.recordings.body_meaning import Difference, body_differences, pair_differences
from docreplay.replay.recordings.header_meaning import header_meaning
from docreplay.replay.secrets.masks import Masks
from docreplay.replay.secrets.wildcard import Wildcards

_HEADERS = ("accept", "content-type", "prefer", "if-match", "if-none-match")
"""Headers that decide what a service responds (RFC 9110 §12.5, §13.1; RFC 7240)."""
_ABSENT = "nothing"
_HEAVY = {"method": 6, "path": 4}
"""Weights of differences; that of all others is 1."""


class NearestRecording(NamedTuple):
    """The recording that is most like a request, and how it differs."""

    recording: Recording
    differences: tuple[Difference, ...]


def is_match(recording: Recording, sent: RecordedRequest, masks: Masks | None = None) -> bool:
    """Return True if the recording belongs to the request; `masks` are those of the case."""
    return next(differences(recording, sent, Wildcards(masks)), None) is None


def nearest(
    recordings: Iterable[Recording], sent: RecordedRequest, masks: Masks | None = None
) -> NearestRecording | None:
    """Return the recording that is most like the request; None without recordings."""
    found = [
        NearestRecording(item, tuple(differences(item, sent, Wildcards(masks))))
        for item in recordings
    ]
    return min(found, key=lambda item: _distance(item, sent), default=None)


def keep_masks(recording: Recording, sent: RecordedRequest, masks: Masks) -> None:
    """Remember what the masks of the recording that answers a request replace."""
    wildcards = Wildcards(masks)
    if next(differences(recording, sent, wildcards), None) is None:
        masks.keep(wildcards.bound, recording.response)


def differences(
    recording: Recording, sent: RecordedRequest, wildcards: Wildcards
) -> Iterator[Difference]:
    """Yield how a request differs from the recorded one."""
    recorded = recording.request
    if recorded.method != sent.method:
        yield Difference("method", recorded.method, sent.method)
    path, _, query = recorded.target.partition("?")
    new_path, _, new_query = sent.target.partition("?")
    if not _is_same_path(path, new_path, wildcards):
        yield Difference("path", path, new_path)
    yield from pair_differences("query parameter", query, new_query, wildcards)
    yield from _header_differences(recording, sent, wildcards)
    declared = next(values_of("content-type", recorded.headers), "")
    yield from body_differences(recorded.body, sent.body, declared, wildcards)


def _header_differences(
    recording: Recording, sent: RecordedRequest, wildcards: Wildcards
) -> Iterator[Difference]:
    recorded = recording.request
    varied = ",".join(values_of("vary", recording.response.headers)).lower().split(",")
    names = dict.fromkeys(
        (*_HEADERS, *recorded.documented, *sent.documented, *map(str.strip, varied))
    )
    for name in names:
        if name and name != "*" and not is_volatile_sent(name) and not is_secret_header(name):
            before, now = (header_meaning(name, item.headers) for item in (recorded, sent))
            if not wildcards.is_alike(before, now):
                yield Difference(f"header `{name}`", before or _ABSENT, now or _ABSENT)


def _is_same_path(recorded: str, sent: str, wildcards: Wildcards) -> bool:
    """Return True if all segments are alike: what was redacted was one of them, or a part."""
    one, other = _normal(recorded).split("/"), _normal(sent).split("/")
    return len(one) == len(other) and all(map(wildcards.is_alike, one, other))


def _normal(path: str) -> str:
    """Return the path with equivalent percent-encodings alike (RFC 3986 §6.2.2).

    Those of characters that delimit nothing in a segment are, too: clients differ in encoding
    `@` and the quotes and brackets of keys (OData URL §2). A scheme and a host are the same in any
    case, and with the usual port of the scheme (RFC 3986 §6.2.2.1, §6.2.3).
    """
    origin = None if path.startswith("/") else origin_of(path)
    if origin:
        rest = path.partition("://")[2].partition("/")[2]
        path = f"{origin.scheme}://{origin.host}:{origin.port}/{rest}"
    return re.sub("%[0-9A-Fa-f]{2}", _octet, path)


def _octet(match: re.Match[str]) -> str:
    plain = unquote(match[0], errors="ignore")
    return plain if re.fullmatch(r"[\w.~@:'()!*$-]", plain, re.ASCII) else match[0].upper()


def _distance(item: NearestRecording, sent: RecordedRequest) -> tuple[float, float, str, int]:
    """Return what orders recordings by how much a request differs from them."""
    weight = sum(_HEAVY.get(found.what, 1) for found in item.differences)
    alike = SequenceMatcher(None, item.recording.request.title[:200], sent.title[:200]).ratio()
    return weight, -alike, *item.recording.key
