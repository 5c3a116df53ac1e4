import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docreplay.model.http.multipart import boundary_of, parts_of
from docreplay.replay.multipart import with_crlf

BODY = "--b\nContent-Type: application/json\n\n{}\n--b\n\nplain\n--b--\n"


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/mixed; boundary=b",
        "multipart/mixed; boundary = b",
        'multipart/mixed; boundary="b"',
        'Multipart/Related; type="a;b"; Boundary = "b" ; start=x',
        "multipart/mixed;boundary=b;charset=utf-8",
    ],
)
def test_one_boundary_is_framed_when_sent_and_found_when_compared(content_type: str) -> None:
    assert boundary_of(content_type) == "b"
    sent = with_crlf(BODY, content_type)
    assert sent.startswith("--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\n")
    for text in (BODY, sent):
        parts = parts_of(text, content_type)
        assert [part.media_type for part in parts] == ["application/json", ""]
        contents = [text[part.start : part.end].strip() for part in parts]
        assert contents == ["{}", "plain"]


@pytest.mark.parametrize("content_type", ["", "multipart/mixed", "multipart/mixed; boundary="])
def test_without_a_declared_boundary_the_first_line_names_it(content_type: str) -> None:
    assert boundary_of(content_type) == ""
    assert len(parts_of(BODY, content_type)) == 2


def test_a_part_knows_where_its_content_type_is() -> None:
    text = "preamble\n--b\nContent-ID: 1\ncontent-type : text/plain; charset=x\n\nhello\n--b--"
    (part,) = parts_of(text, "multipart/mixed; boundary=b")
    assert text[part.type_at :].startswith("content-type : text/plain")
    assert (part.media_type, text[part.start : part.end]) == ("text/plain", "hello\n")
    assert text[part.at :].startswith("Content-ID")


def test_a_body_that_is_cut_off_keeps_its_last_part() -> None:
    assert len(parts_of("--b\n\none\n--b\n\ntwo", "multipart/mixed; boundary=b")) == 2
    assert len(parts_of("--b\n\none\n--b\n", "multipart/mixed; boundary=b")) == 1


@given(st.text(), st.text("-b;= \"*'\r\n\x00", max_size=30))
@example("", "*=\x00''")
def test_any_content_type_has_a_boundary_or_none(text: str, content_type: str) -> None:
    boundary_of(f"multipart/mixed; boundary{content_type}")
    for part in parts_of(text, content_type):
        assert 0 <= part.at <= part.start <= part.end <= len(text)
