"""A cassette is valid HAR 1.2, by a schema of the fields that its specification requires."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from docreplay.model.recordings.har import grouped, target_of, url_of
from tests.replay.cassettes import FILE, JSON_TYPE, Player, answer, sent

TEXT = {"type": "string"}
SIZE = {"type": "integer", "minimum": -1}
TIME = {"type": "number", "minimum": -1}
PAIRS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["name", "value"],
        "properties": {"name": TEXT, "value": TEXT},
    },
}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the schema of an object whose other properties begin with an underscore."""
    return {
        "type": "object",
        "required": list(required),
        "properties": required | (optional or {}) | {"comment": TEXT},
        "patternProperties": {"^_": {}},
        "additionalProperties": False,
    }


REQUEST = _object(
    {
        "method": TEXT,
        "url": {"type": "string", "pattern": "^https?://[^/]+/"},
        "httpVersion": {"type": "string", "pattern": "^HTTP/"},
        "cookies": PAIRS,
        "headers": PAIRS,
        "queryString": PAIRS,
        "headersSize": SIZE,
        "bodySize": SIZE,
    },
    {"postData": _object({"mimeType": TEXT}, {"params": PAIRS, "text": TEXT, "encoding": TEXT})},
)
RESPONSE = _object(
    {
        "status": {"type": "integer"},
        "statusText": TEXT,
        "httpVersion": TEXT,
        "cookies": PAIRS,
        "headers": PAIRS,
        "content": _object(
            {"size": SIZE, "mimeType": TEXT},
            {"compression": {"type": "integer"}, "text": TEXT, "encoding": {"const": "base64"}},
        ),
        "redirectURL": TEXT,
        "headersSize": SIZE,
        "bodySize": SIZE,
    }
)
ENTRY = _object(
    {
        "startedDateTime": {"type": "string", "format": "date-time"},
        "time": {"type": "number", "minimum": 0},
        "request": REQUEST,
        "response": RESPONSE,
        "cache": {"type": "object"},
        "timings": _object(
            {"send": TIME, "wait": TIME, "receive": TIME},
            {"blocked": TIME, "dns": TIME, "connect": TIME, "ssl": TIME},
        ),
    },
    {"pageref": TEXT, "serverIPAddress": TEXT, "connection": TEXT},
)
HAR = _object(
    {
        "log": _object(
            {
                "version": {"const": "1.2"},
                "creator": _object({"name": TEXT, "version": TEXT}),
                "entries": {"type": "array", "items": ENTRY},
            },
            {"browser": {"type": "object"}, "pages": {"type": "array"}},
        )
    }
)
VALIDATOR = Draft7Validator(HAR, format_checker=FormatChecker())


@pytest.fixture
def recorded(tmp_path: Path) -> str:
    """A cassette with bodies of all kinds."""
    answers = [
        answer(),
        answer("a\nb", headers=[("Content-Type", "text/plain")]),
        answer(b"\xff\x00", headers=[("Content-Type", "image/png")]),
        answer(b"\xff" * 1_000_001, headers=[("Content-Type", "image/png")]),
        answer("", 302, [("Location", "/x")]),
        answer(b"", 204, ()),
    ]
    recorder = Player(tmp_path, "all", *answers)
    for request in (
        sent("/a?x=1&x=2&y"),
        sent(method="POST", headers=JSON_TYPE, body='{"b": 1.0, "a": [{}]}'),
        sent(method="PUT", headers=[("Content-Type", "image/png")], body=b"\xff\xd8"),
        sent("https://uploads.example.com/x"),
        sent(method="DELETE"),
        sent(method="POST", headers=[("Content-Type", "text/plain")], body="1\n2"),
    ):
        recorder.send(request)
    return (tmp_path / FILE).read_text(encoding="utf-8")


def test_a_cassette_is_valid_har(recorded: str) -> None:
    found = json.loads(recorded)
    assert len(found["log"]["entries"]) == 6
    assert not [error.message for error in VALIDATOR.iter_errors(found)]


@pytest.mark.parametrize("path", ["request/cookies", "response/content", "timings", "time"])
def test_the_schema_misses_what_is_required(recorded: str, path: str) -> None:
    found = json.loads(recorded)
    *outer, name = path.split("/")
    entry = found["log"]["entries"][0]
    for step in outer:
        entry = entry[step]
    del entry[name]
    assert list(VALIDATOR.iter_errors(found))


def test_a_cassette_is_made_to_be_reviewed(recorded: str) -> None:
    """Names are sorted, bodies are values, and nothing of the service or the time is in it."""
    found = json.loads(recorded)
    assert recorded == json.dumps(found, indent=2, sort_keys=True) + "\n"
    assert '"b": 1.0' in recorded
    assert '"_lines": [\n' in recorded
    assert "api.example.com" not in recorded
    assert {entry["startedDateTime"] for entry in found["log"]["entries"]} == {
        "2026-11-27T00:00:00Z"
    }


def test_a_url_has_neither_host_nor_path_of_the_base_url() -> None:
    for target in ("/photo?x=1", "http://uploads.example.com:8080/photo"):
        for base_path in ("", "/v1.0"):
            assert target_of(url_of(target, base_path), base_path) == target
    assert url_of("/photo", "/v1.0") == "https://service.invalid/v1.0/photo"


def test_a_digest_is_in_groups() -> None:
    assert grouped("0123456789abcdef00") == "01234567 89abcdef 00"
