"""The text of a cassette: HAR 1.2 with sorted names, indented by two blanks."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from docreplay.errors import CassetteUnreadable
from docreplay.model.json.exact import Exact, InexactJson, Number, read_exact, write_exact
from docreplay.model.recordings.cassette import (
    Cassette,
    RecordedBody,
    RecordedRequest,
    RecordedResponse,
    Recording,
    recorded_body,
)
from docreplay.model.recordings.har import entry_of, grouped, target_of

_FORMAT = "1"
"""Version of what docreplay adds to HAR; that of docreplay itself would change every file."""
_Fields = dict[str, Exact]


def write_cassette(cassette: Cassette) -> str:
    """Return the text of a cassette. The same recordings have the same text."""
    log: _Fields = {
        "_page": cassette.page,
        "_revision": cassette.revision,
        "_basePath": cassette.base_path,
        "version": "1.2",
        "creator": {"name": "docreplay", "version": _FORMAT},
        "entries": [entry_of(recording, cassette.base_path) for recording in cassette.recordings],
    }
    return write_exact({"log": log}, indented=True) + "\n"


def read_cassette(text: str, name: str) -> Cassette:
    """Return the cassette of a text; `name` is that of its file.

    Raises `CassetteUnreadable` for a text that `write_cassette` cannot have written.
    """
    try:
        log = _object(_object(read_exact(text)).get("log"))
        _refuse_later(log)
        base_path = _text(log.get("_basePath", ""))
        entries = map(_object, _list(log.get("entries")))
        recordings = tuple(_recording(entry, base_path) for entry in entries)
        return Cassette(
            page=_text(log.get("_page")),
            revision=_text(log.get("_revision")),
            base_path=base_path,
            recordings=tuple(sorted(recordings, key=lambda item: item.key)),
        )
    except (InexactJson, ValueError) as error:
        reason = "git left a conflict in it" if _is_conflict(text) else error
        raise CassetteUnreadable(name, f"not a valid cassette: {reason}") from error


def _is_conflict(text: str) -> bool:
    """Return True if git left a conflict in a text."""
    return "\n<<<<<<< " in f"\n{text}"


def _refuse_later(log: _Fields) -> None:
    """Raise `ValueError` for a format that this version of docreplay does not know."""
    creator = log.get("creator")
    version = creator.get("version") if isinstance(creator, dict) else None
    if isinstance(version, str) and version != _FORMAT:
        raise ValueError(f"format `{version}` is unknown (expected `{_FORMAT}`)")


def _recording(entry: _Fields, base_path: str) -> Recording:
    return Recording(
        case=_text(entry.get("_case")),
        order=_number(entry.get("_order")),
        recorded=date.fromisoformat(_text(entry.get("startedDateTime"))[:10]).isoformat(),
        request=_request(_object(entry.get("request")), base_path),
        response=_response(_object(entry.get("response"))),
    )


def _request(fields: _Fields, base_path: str) -> RecordedRequest:
    content = fields.get("postData")
    return RecordedRequest(
        method=_text(fields.get("method")),
        target=target_of(_text(fields.get("url")), base_path),
        headers=_headers(fields),
        body=_body(_object(content)) if content is not None else None,
        documented=tuple(map(_text, _list(fields.get("_documented")))),
    )


def _response(fields: _Fields) -> RecordedResponse:
    return RecordedResponse(
        status=_status(fields.get("status")),
        reason=_text(fields.get("statusText")),
        headers=_headers(fields),
        body=_body(_object(fields.get("content"))),
    )


def _status(value: Exact) -> int:
    """Return a status code. Raises `ValueError` for one that no response has (RFC 9110 §15)."""
    status = _number(value)
    if not 100 <= status <= 999:
        raise ValueError(f"invalid status code {status}")
    return status


def _headers(fields: _Fields) -> tuple[tuple[str, str], ...]:
    rows = map(_object, _list(fields.get("headers")))
    return tuple((_text(row.get("name")), _text(row.get("value"))) for row in rows)


def _body(content: _Fields) -> RecordedBody:
    """Return the body of `content` or `postData`.

    Raises `ValueError` if a binary body does not have its digest.
    """
    if "_sha256" not in content:
        return recorded_body("".join(_pieces(content)).encode())
    digest = _text(content["_sha256"])
    size = _number(content.get("_size"))
    if "text" not in content:
        return RecordedBody(data=None, size=size, digest=digest.replace(" ", ""))
    data = b64decode(_text(content["text"]), validate=True)
    if grouped(sha256(data).hexdigest()) != digest:
        raise ValueError("the digest of a body differs from `_sha256`")
    return recorded_body(data)


def _pieces(content: _Fields) -> Iterator[str]:
    if "_json" in content:
        yield write_exact(content["_json"])
    elif "_lines" in content:
        yield "\n".join(map(_text, _list(content["_lines"])))
    else:
        yield _text(content.get("text", ""))


def _object(value: Exact) -> _Fields:
    if not isinstance(value, dict):
        raise ValueError("an object is expected where something else is")
    return value


def _list(value: Exact) -> list[Exact]:
    if not isinstance(value, list):
        raise ValueError("a list is expected where something else is")
    return value


def _text(value: Exact) -> str:
    if not isinstance(value, str):
        raise ValueError("a string is expected where something else is")
    return value


def _number(value: Exact) -> int:
    if not isinstance(value, Number):
        raise ValueError("a number is expected where something else is")
    return int(value.text)
