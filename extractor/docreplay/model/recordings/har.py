"""Recordings as entries of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).

Names that begin with an underscore are our own, as the format allows. A body that is JSON is kept
as a value in `_json`, and a text of several lines in `_lines`: as one string, neither can be
reviewed.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from docreplay.model.http.http import is_json, media_type, values_of
from docreplay.model.json.exact import Exact, InexactJson, Number, read_exact
from docreplay.model.recordings.cassette import ORIGIN, RecordedBody, RecordedRequest, Recording

_UNKNOWN = Number("-1")
_GROUP = 8


def entry_of(recording: Recording, base_path: str = "") -> dict[str, Exact]:
    """Return the entry of a recording; `base_path` is that of the base URL."""
    return {
        "_case": recording.case,
        "_order": Number(str(recording.order)),
        "startedDateTime": f"{recording.recorded}T00:00:00Z",
        "time": Number("0"),
        "request": _request(recording.request, base_path),
        "response": _response(recording),
        "cache": {},
        "timings": {name: Number("0") for name in ("send", "wait", "receive")},
    }


def grouped(digest: str) -> str:
    """Return hexadecimal digits in groups, so that scanners do not take them for a secret."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def _request(request: RecordedRequest, base_path: str) -> dict[str, Exact]:
    found: dict[str, Exact] = {
        "_documented": list(request.documented),
        "method": request.method,
        "url": url_of(request.target, base_path),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(request.headers),
        "queryString": _pairs(
            parse_qsl(request.target.partition("?")[2], keep_blank_values=True, errors="replace")
        ),
        "headersSize": _UNKNOWN,
        "bodySize": Number(str(request.body.size if request.body else 0)),
    }
    if request.body:
        found["postData"] = _content(request.body, request.headers)
    return found


def _response(recording: Recording) -> dict[str, Exact]:
    response = recording.response
    content = {
        "size": Number(str(response.body.size)),
        **_content(response.body, response.headers),
    }
    return {
        "status": Number(str(response.status)),
        "statusText": response.reason,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(response.headers),
        "content": content,
        "redirectURL": next(values_of("location", response.headers), ""),
        "headersSize": _UNKNOWN,
        "bodySize": _UNKNOWN,
    }


def url_of(target: str, base_path: str) -> str:
    """Return the absolute URL of a recorded target."""
    return f"{ORIGIN}{base_path}{target}" if target.startswith("/") else target


def target_of(url: str, base_path: str) -> str:
    """Return the recorded target of an absolute URL."""
    return url.removeprefix(ORIGIN + base_path)


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[Exact]:
    return [{"name": name, "value": value} for name, value in pairs]


def _content(body: RecordedBody, headers: Sequence[tuple[str, str]]) -> dict[str, Exact]:
    """Return the fields of a body; a binary one that is large has only its digest."""
    declared = next(values_of("content-type", headers), "")
    return {"mimeType": declared, **_stored(body, declared)}


def _stored(body: RecordedBody, declared: str) -> Mapping[str, Exact]:
    if body.data is None:
        return _digest(body)
    try:
        text = body.data.decode()
    except UnicodeDecodeError:
        return _binary(body, body.data)
    if text and is_json(media_type(declared)) and _is_utf8(declared):
        try:
            return {"_json": read_exact(text)}
        except InexactJson:
            pass
    return {"_lines": list(text.split("\n"))} if "\n" in text else {"text": text}


def _is_utf8(declared: str) -> bool:
    """Return True unless a different charset is declared: a value is written in UTF-8."""
    return "charset" not in declared.lower() or "utf-8" in declared.lower()


def _binary(body: RecordedBody, data: bytes) -> Mapping[str, Exact]:
    return {"encoding": "base64", "text": b64encode(data).decode(), **_digest(body)}


def _digest(body: RecordedBody) -> Mapping[str, Exact]:
    return {"_sha256": grouped(body.digest), "_size": Number(str(body.size))}
