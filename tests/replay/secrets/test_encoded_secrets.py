"""A known secret is found within what was encoded together with its neighbours."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Mapping

import pytest

from docreplay.replay.secrets.redaction import Redactor
from tests.replay.cassettes import answer

SECRET = "q7Vx2LmN9pRt4Wz"
SPECIAL = 'Käse & "Brot" <7Qx>/9pR=t4W'
SHORT = "ab3k"
REDACTOR = Redactor([SECRET, SPECIAL, SHORT])
MASK = b"***"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _msgpack(text: str) -> bytes:
    data = text.encode()
    return b"\x82\xa4note" + b"\xd9" + bytes([len(data)]) + data + b"\xa1b\xca\x00\x00\xff\xff"


TEXTS: Mapping[str, Callable[[str], str]] = {
    "base64 after no byte": lambda value: _base64(value.encode() + b"..."),
    "base64 after a byte": lambda value: _base64(b"." + value.encode() + b".."),
    "base64 after two bytes": lambda value: _base64(b".." + value.encode() + b"."),
    "base64url": lambda value: base64.urlsafe_b64encode(b"?>" + value.encode()).decode(),
    "base64 of base64": lambda value: _base64(_base64(b"<" + value.encode()).encode()),
    "base64 of base64 of JSON": lambda v: _base64(_base64(b'{"a": "%b"}' % v.encode()).encode()),
    "base64 of digits": lambda value: _base64(value.encode().hex().encode()),
    "digits of base64": lambda value: _base64(value.encode()).encode().hex(),
    "base64 of a neutral object": lambda value: _base64(json.dumps({"note": value}).encode()),
    "base64 of UTF-16": lambda value: _base64(value.encode("utf-16-le")),
    "base64 of gzip": lambda value: _base64(gzip.compress(b"user: " + value.encode())),
    "base64url of zlib": lambda v: base64.urlsafe_b64encode(zlib.compress(v.encode())).decode(),
    "base64 in lines": lambda value: base64.encodebytes(b"-" * 50 + value.encode() * 2).decode(),
    "digits": lambda value: value.encode().hex().upper(),
    "digits with colons": lambda value: value.encode().hex(":"),
    "digits with blanks": lambda value: f"dump {value.encode().hex(' ')} end",
}  # fmt: skip
BODIES: Mapping[str, Callable[[str], bytes]] = {
    "MessagePack": _msgpack,
    "base64 in MessagePack": lambda value: _msgpack(_base64(value.encode())),
    "digits in MessagePack": lambda value: _msgpack(value.encode().hex()),
    "CBOR": lambda value: b"\xa1\x61a\x78" + bytes([len(value)]) + value.encode() + b"\xff\xfe",
    "UTF-16 in bytes": lambda value: b"\xff\x00\x01" + value.encode("utf-16-le") + b"\xff",
    "UTF-16, high byte first": lambda value: b"\xff\x00" + value.encode("utf-16-be") + b"\xff",
    "Latin-1": lambda value: b"\xff<" + value.encode("latin-1") + b">",
    "gzip": lambda value: gzip.compress(b"user: " + value.encode()),
    "zlib": lambda value: zlib.compress(b"user: " + value.encode()),
    "gzip in gzip": lambda value: gzip.compress(gzip.compress(value.encode())),
}


@pytest.mark.parametrize("secret", [SECRET, SPECIAL])
@pytest.mark.parametrize("encoding", TEXTS)
def test_a_known_secret_in_an_encoded_text_is_masked(encoding: str, secret: str) -> None:
    text = TEXTS[encoding](secret)
    body = REDACTOR.response(answer(json.dumps({"id": "a", "note": text}))).body.data or b""
    assert MASK in body
    assert not any(part in body.decode() for part in text.split() if len(part) > 10)
    assert b'"a"' in body
    assert "***" in REDACTOR.text(text)


@pytest.mark.parametrize("secret", [SECRET, SPECIAL])
@pytest.mark.parametrize("encoding", BODIES)
def test_a_known_secret_in_a_binary_body_is_masked(encoding: str, secret: str) -> None:
    data = BODIES[encoding](secret)
    headers = [("Content-Type", "application/octet-stream")]
    body = REDACTOR.response(answer(data, headers=headers)).body.data or b""
    assert MASK in body
    assert data not in body


@pytest.mark.parametrize("form", [_base64(SHORT.encode()), "YWIzaw", SHORT.encode().hex()])
def test_a_short_secret_is_found_where_it_is_the_whole_value(form: str) -> None:
    assert REDACTOR.text(form) == "***"


def test_the_numbers_of_a_list_that_spell_a_secret_are_zeros() -> None:
    listed = {"type": "Buffer", "data": list(f"x{SECRET}".encode()), "sizes": [104, 101, 108]}
    body = json.loads(REDACTOR.response(answer(json.dumps(listed))).body.data or b"")
    assert body == {**listed, "data": [0] * 16}


@pytest.mark.parametrize(
    "text",
    [
        "5b2c1f6e-7a43-4f0e-9f0a-2c1b3d4e5f60",
        _base64(b"nothing of a secret in here"),
        _base64(gzip.compress(b"nothing of a secret in here", mtime=0)),
        "ConfigurationManagerCompliance\nConfigurationManagerOther",
        "00:1B:44:11:3A:B7",
        "YWIzaw and more words",
    ],
)
def test_what_has_no_secret_stays(text: str) -> None:
    assert REDACTOR.text(text) == text


def test_a_compressed_body_without_a_secret_stays() -> None:
    data = gzip.compress(b"nothing of a secret in here")
    assert REDACTOR.response(answer(data)).body.data == data


def test_an_encoded_line_beside_words_is_found_alone() -> None:
    line = _base64(_base64(SECRET.encode()).encode())
    assert REDACTOR.text(f"ConfigurationManagers\n{line}\nend") == "ConfigurationManagers\n***\nend"


def test_encodings_in_each_other_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level is a part of the text above it: looking twice at each would double per level."""
    looked: list[str] = []
    redactor = Redactor(["absent-secret"])

    def whole(text: str, *_: object) -> str:
        looked.append(text)
        return text

    monkeypatch.setattr(redactor._mask, "whole", whole)
    text = "words"
    for _ in range(12):
        text = _base64(json.dumps({"a": text}).encode())
    redactor.response(answer(json.dumps({"note": text})))
    assert sum(map(len, looked)) < 20 * len(text)
