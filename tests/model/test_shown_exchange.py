from docreplay.model.shown_exchange import (
    ShownExchange,
    documented_request,
    documented_response,
)
from docreplay.testing import cases_of, exchange

(CASE,) = cases_of(
    exchange("POST /photos\nA: b\n\n{\n}", "HTTP/1.1 201 Created\nB: c\n\n[\n  1 ]\n")
)


def test_each_line_of_a_documented_message_has_its_line_on_the_page() -> None:
    request, response = documented_request(CASE), documented_response(CASE)
    assert [line[::2] for line in request] == [
        (3, "POST /photos"),
        (4, "A: b"),
        (0, ""),
        (6, "{"),
        (7, "}"),
    ]
    assert [line[::2] for line in response] == [
        (12, "HTTP/1.1 201 Created"),
        (13, "B: c"),
        (0, ""),
        (15, "["),
        (16, "  1 ]"),
    ]


def test_messages_are_divided_by_a_blank_line() -> None:
    assert ShownExchange(sent="GET /", answer="HTTP/1.1 200").messages == "GET /\n\nHTTP/1.1 200"
    assert ShownExchange(answer="HTTP/1.1 200").messages == "HTTP/1.1 200"
