"""A documented exchange in the form of a recording, for tools that read recordings."""

from collections.abc import Iterable

from docreplay.model.case import Case
from docreplay.model.http.content import content, looks_like_json, sent_header
from docreplay.model.http.http import Header
from docreplay.model.http.placeholder import sample
from docreplay.model.http.url_template import encode, fill
from docreplay.model.location import Passage
from docreplay.model.recordings.cassette import (
    DOCUMENTED,
    RecordedRequest,
    RecordedResponse,
    Recording,
    recorded_body,
)

Headers = tuple[tuple[str, str], ...]


def documented_recording(case: Case) -> Recording:
    """Return the request of a case and the response that its page documents.

    Placeholders of the target have harmless values. Secrets that the page shows are not hidden.
    """
    request, expectation = case.request, case.expectation
    body = request.body
    return Recording(
        case=case.name,
        order=0,
        recorded=DOCUMENTED,
        request=RecordedRequest(
            method=request.method,
            target=_target(request.target),
            headers=_headers(request.headers, body),
            body=recorded_body(content(request.headers, body)) if body else None,
        ),
        response=RecordedResponse(
            status=expectation.status or 200,
            reason=expectation.reason,
            headers=_headers(expectation.headers, expectation.body),
            body=recorded_body(content(expectation.headers, expectation.body)),
        ),
    )


def _target(documented: str) -> str:
    """Return the target as recordings have it: the whole URL, if it names a host."""
    target = encode(fill(documented, {}, sample).text)
    _, scheme, rest = target.partition("://")
    if scheme:
        return target if "/" in rest else f"{target}/"
    return target if target.startswith("/") else f"/{target}"


def _headers(headers: Iterable[Header], body: Passage | None) -> Headers:
    found = [item for name, value, *_ in headers for item in sent_header(name, value)]
    if body and looks_like_json(body.text) and all(n.lower() != "content-type" for n, _ in found):
        found.append(("Content-Type", "application/json"))
    return tuple(found)
