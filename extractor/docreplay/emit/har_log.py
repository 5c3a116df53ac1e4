"""Recordings as a log of HAR 1.2 that any reader takes: with the names of the format alone.

http://www.softwareishard.com/blog/har-12-spec/ is the specification. Cassettes are HAR, too, but
made to be reviewed: their bodies are values of names that other tools do not know.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl

from docreplay.model.http.http import values_of
from docreplay.model.json.exact import Exact, Number, write_exact
from docreplay.model.recordings.cassette import (
    DOCUMENTED,
    Cassette,
    RecordedBody,
    RecordedRequest,
    RecordedResponse,
    Recording,
)
from docreplay.model.recordings.har import url_of

_VERSION = "1"
"""Version of what is written; that of docreplay itself would change every file."""
_UNKNOWN = Number("-1")
_NO_TIME = Number("0")
_NO_DAY = "1970-01-01"
"""Day of an exchange that did not happen: the format requires one."""
_Fields = dict[str, Exact]


def har_text(cassettes: Sequence[Cassette], base_url: str = "") -> str:
    """Return an HTTP archive of all recordings, in which each documentation page is a page.

    URLs are below `base_url`, or else below the placeholder host that recordings have for it.
    """
    ordered = sorted(cassettes, key=lambda item: item.page)
    log: _Fields = {
        "version": "1.2",
        "creator": {"name": "docreplay", "version": _VERSION},
        "pages": [_page(item) for item in ordered],
        "entries": [
            _entry(recording, item, base_url.rstrip("/"))
            for item in ordered
            for recording in item.recordings
        ],
    }
    return write_exact({"log": log}, indented=True) + "\n"


def _page(cassette: Cassette) -> Exact:
    days = [item.recorded for item in cassette.recordings if item.recorded != DOCUMENTED]
    return {
        "startedDateTime": _time(min(days, default=DOCUMENTED)),
        "id": cassette.page,
        "title": cassette.page,
        "pageTimings": {},
    }


def _entry(recording: Recording, cassette: Cassette, base_url: str) -> Exact:
    made: _Fields = {"comment": "documented, not recorded"}
    return {
        "_id": recording.id,
        "pageref": cassette.page,
        "startedDateTime": _time(recording.recorded),
        "time": _NO_TIME,
        "request": _request(recording.request, _url(recording.request, cassette, base_url)),
        "response": _response(recording.response),
        "cache": {},
        "timings": dict.fromkeys(("send", "wait", "receive"), _NO_TIME),
        **(made if recording.recorded == DOCUMENTED else {}),
    }


def _url(request: RecordedRequest, cassette: Cassette, base_url: str) -> str:
    """Return the URL of a request; the base URL is that of docreplay, if it is known."""
    is_below = base_url and not request.is_elsewhere
    return f"{base_url}{request.target}" if is_below else url_of(request.target, cassette.base_path)


def _time(day: str) -> str:
    return f"{day or _NO_DAY}T00:00:00.000Z"


def _request(request: RecordedRequest, url: str) -> Exact:
    query = url.partition("#")[0].partition("?")[2]
    found: _Fields = {
        "method": request.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": list(_cookies("cookie", request.headers)),
        "headers": _pairs(request.headers),
        "queryString": _pairs(parse_qsl(query, keep_blank_values=True, errors="replace")),
        "headersSize": _UNKNOWN,
        "bodySize": Number(str(request.body.size if request.body else 0)),
    }
    if request.body:
        content = _content(request.body, request.headers)
        if "encoding" in content:
            # posted data is always text in HAR 1.2; browsers use this name for what is not
            content["_encoding"] = content.pop("encoding")
        found["postData"] = {"text": "", **content}
    return found


def _response(response: RecordedResponse) -> Exact:
    return {
        "status": Number(str(response.status)),
        "statusText": response.reason,
        "httpVersion": "HTTP/1.1",
        "cookies": list(_cookies("set-cookie", response.headers)),
        "headers": _pairs(response.headers),
        "content": {
            "size": Number(str(response.body.size)),
            **_content(response.body, response.headers),
        },
        "redirectURL": next(values_of("location", response.headers), ""),
        "headersSize": _UNKNOWN,
        "bodySize": _UNKNOWN,
    }


def _cookies(header: str, headers: Sequence[tuple[str, str]]) -> Iterator[Exact]:
    """Yield name and value of cookies (RFC 6265 §4); a request has all in one header."""
    for value in values_of(header, headers):
        pairs = value.split(";") if header == "cookie" else value.split(";", 1)[:1]
        for name, sign, text in (pair.partition("=") for pair in pairs):
            if sign:
                yield {"name": name.strip(), "value": text.strip()}


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[Exact]:
    return [{"name": name, "value": value} for name, value in pairs]


def _content(body: RecordedBody, headers: Sequence[tuple[str, str]]) -> _Fields:
    """Return media type and text of a body: decoded, or base64 if it is not text in UTF-8."""
    declared: _Fields = {"mimeType": next(values_of("content-type", headers), "")}
    if body.data is None:
        return {**declared, "comment": f"{body.size} bytes that were not stored"}
    try:
        return {**declared, "text": body.data.decode()}
    except UnicodeDecodeError:
        return {**declared, "encoding": "base64", "text": b64encode(body.data).decode()}
