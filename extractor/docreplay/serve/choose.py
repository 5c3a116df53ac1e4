"""Choose the documented response to a request: by preference, media type, path, query and body."""

import json
import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, unquote

from docreplay.model.case import Case
from docreplay.model.http.content import looks_like_json
from docreplay.model.http.http import media_type, values_of
from docreplay.model.http.media_ranges import media_ranges, quality
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import split
from docreplay.model.json.tolerant_reader import read_json
from docreplay.serve.message import ClientRequest, MockResponse, refusal
from docreplay.serve.paths import decoded, segments_of

_PREFERENCE = re.compile(
    r'(?:^|[,;\s])(code|example|request)\s*=\s*(?:"([^"]*)"|([^\s,;"]*))', re.IGNORECASE
)
_NAMED = 20
"""Names that a refusal lists."""


def choose(
    cases: Sequence[Case], request: ClientRequest, *, negotiate: bool
) -> Case | MockResponse:
    """Return the case that answers, or the refusal of a preference or media type.

    `cases` are those of the operation, in the order of their pages, at least one. With
    `negotiate`, the Accept header chooses among successful responses.
    """
    preferred = _preferred(cases, request.header("prefer"))
    if isinstance(preferred, MockResponse):
        return preferred
    found = _nearest(preferred, request)
    if not negotiate or not _is_success(found):
        return found
    return _acceptable(found, preferred if asks_for_documented(request) else cases, request)


def asks_for_documented(request: ClientRequest) -> bool:
    """Return True if the Prefer header asks for one of the documented responses."""
    return _PREFERENCE.search(request.header("prefer")) is not None


def _nearest(cases: Sequence[Case], request: ClientRequest) -> Case:
    """Return the case of the most similar path, query and body, or else the first."""
    if len(cases) == 1:
        return cases[0]
    path = decoded(request.path)
    query = set(parse_qsl(unquote(request.query), keep_blank_values=True))
    return max(
        cases,
        key=lambda case: (*_path_fit(case, path), _fit(case, query), _has_body(case, request.body)),
    )


def _preferred(cases: Sequence[Case], prefer: str) -> Sequence[Case] | MockResponse:
    """Return the cases that the Prefer header asks for, or all but the alternatives.

    A preference that no page documents is refused: a client that asks for an error would take any
    other response for it. What other services define is ignored (RFC 7240 §2).
    """
    found = _PREFERENCE.findall(prefer)
    words = {key.lower(): unquote(quoted or bare) for key, quoted, bare in found}
    request, example, code = (words.get(name, "") for name in ("request", "example", "code"))
    cases = [case for case in cases if request == _place(case)] or cases
    named = [case for case in cases if example in _labels(case)] if example else cases
    chosen = [case for case in named if not code or str(case.expectation.status) == code]
    if not chosen:
        return _undocumented(f"code={code}" if named else f"example={example}", named or cases)
    if example or code:
        return chosen
    return [case for case in cases if case.paired_by != "alternative"] or cases


def _undocumented(asked: str, cases: Iterable[Case]) -> MockResponse:
    """Return the refusal of a preference, which names the documented ones."""
    is_code = asked.startswith("code=")
    names = [str(case.expectation.status) if is_code else case.name for case in cases]
    documented = list(dict.fromkeys(names))[:_NAMED]
    message = f"no page documents `{asked}` for this operation; documented: {', '.join(documented)}"
    return refusal(404, "no-such-response", message, documented=documented)


def _acceptable(found: Case, cases: Sequence[Case], request: ClientRequest) -> Case | MockResponse:
    """Return the successful case of the media type that the client likes best; 406 for none.

    It is `found` unless the client prefers a different one. Errors are sent as they are documented.
    """
    accept = request.header("accept")
    offered = [found, *(case for case in cases if _is_success(case) and type_of(case))]
    ranks = [_quality(case, accept) for case in offered]
    best = max(ranks)
    if best == ranks[0]:
        if best > 0:
            return found
        types = list(dict.fromkeys(map(type_of, offered)))
        message = f"no page documents a response of type `{accept}`; documented: {', '.join(types)}"
        return refusal(406, "not-acceptable", message, documented=types)
    return _nearest(
        [case for case, rank in zip(offered, ranks, strict=True) if rank == best], request
    )


def _quality(case: Case, accept: str) -> float:
    """Return how much a client wants the media type; what its own page asks for, it gets."""
    if accept in values_of("accept", case.request.headers):
        return 1.0
    return quality(type_of(case), media_ranges(accept))


def _is_success(case: Case) -> bool:
    return (case.expectation.status or 200) < 300


def type_of(case: Case) -> str:
    """Return the media type that a case is answered with, or `""` without a body."""
    body = case.expectation.body
    if body is None:
        return ""
    declared = next(values_of("content-type", case.expectation.headers), "")
    guessed = "application/json" if looks_like_json(body.text) else "text/plain"
    return media_type(declared) or guessed


def _labels(case: Case) -> tuple[str, ...]:
    """Return the names of a case: its id, its name, the end of its id, the line of its request."""
    return case.id, case.name, case.id.partition("#")[2], _place(case)


def _place(case: Case) -> str:
    return f"{case.location.path}:{case.location.line}"


def _path_fit(case: Case, asked: Sequence[str]) -> tuple[int, int]:
    """Return how many segments are literally those of the page, and how many are placeholders."""
    documented = segments_of(split(case.request.target).path)
    same = sum(unquote(own) in asked for own in documented)
    return same, sum(PLACEHOLDER.search(own) is not None for own in documented)


def _fit(case: Case, asked: set[tuple[str, str]]) -> int:
    """Return how well the query matches: twice the common parameters, less the others."""
    documented = set(parse_qsl(split(case.request.target).query, keep_blank_values=True))
    return 2 * len(documented & asked) - len(documented ^ asked)


def _has_body(case: Case, body: bytes) -> bool:
    """Return True if the body is the documented one: JSON by value, other text verbatim."""
    documented = case.request.body
    if documented is None or not body:
        return documented is None and not body
    try:
        return bool(read_json(documented.text).value == json.loads(body))
    except (ValueError, RecursionError):
        return documented.text.encode("utf-8", "replace") == body
