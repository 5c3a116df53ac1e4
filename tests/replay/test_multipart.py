"""The line breaks of multipart bodies (RFC 2046 §5.1)."""

import email

from hypothesis import given
from hypothesis import strategies as st

from docreplay.replay.multipart import with_crlf

BATCH = """\
to be passed over
--batch
Content-Type: multipart/mixed; boundary=set

--set
Content-Type: application/http

POST /photos HTTP/1.1
Content-Type: application/json

{
}
--set--
--batch
Content-Type: application/http

GET /photos HTTP/1.1
--batch--
at the end"""


def test_delimiters_of_a_nested_multipart_body_get_crlf() -> None:
    found = with_crlf(BATCH, "multipart/mixed; boundary=batch")
    assert found.replace("\r\n", "\n") == BATCH.replace(
        "HTTP/1.1\n--batch", "HTTP/1.1\n\n\n--batch"
    )
    lines = found.split("\n")
    assert [line for line in lines if not line.endswith("\r")] == ["{", "at the end"]


def test_a_body_without_delimiters_stays_unchanged() -> None:
    for content_type in ("multipart/mixed; boundary=other", "multipart/mixed"):
        assert with_crlf(BATCH, content_type) == BATCH


def test_a_body_with_crlf_stays_unchanged() -> None:
    once = with_crlf(BATCH, "multipart/mixed; boundary=batch")
    assert with_crlf(once, "multipart/mixed; boundary=batch") == once


@given(st.lists(st.text("ab\n -\x01é", max_size=20), min_size=1, max_size=3))
def test_the_content_of_a_part_is_kept(contents: list[str]) -> None:
    text = "".join(f"--=_b\nContent-Type: text/plain\n\n{content}\n" for content in contents)
    framed = with_crlf(text + "--=_b--", "multipart/mixed; boundary==_b")
    parts = framed.split("--=_b")[1:-1]
    assert parts == [f"\r\nContent-Type: text/plain\r\n\r\n{content}\r\n" for content in contents]


def test_a_parser_finds_the_parts() -> None:
    head = "Content-Type: multipart/mixed; boundary=batch\r\n\r\n"
    message = email.message_from_string(head + with_crlf(BATCH, head))
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed"] * 2 + ["application/http"] * 2
