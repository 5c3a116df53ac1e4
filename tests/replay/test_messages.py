"""Both messages of a case as a person reads them, without their secrets."""

from dataclasses import replace

from docreplay.model.case import Answer, SentRequest
from docreplay.replay.messages import messages

SENT = SentRequest(
    method="PATCH",
    url="http://127.0.0.1/photo?sig=s3cr3t",
    headers=(("Authorization", "Bearer s3cr3t"), ("X-Own", "s3cr3t")),
    body=b'{"height": 99}',
)


def shown(body: bytes) -> str:
    answer = Answer(status=200, reason="OK", headers=(("Set-Cookie", "s3cr3t"),), body=body)
    return "\n\n".join(messages(SENT, answer, ["x-own"]))


def test_both_messages_are_whole_but_for_their_secrets() -> None:
    assert shown(b'{"height": 99}').split("\n") == [
        "PATCH http://127.0.0.1/photo?sig=***",
        "Authorization: ***",
        "X-Own: ***",
        "",
        '{"height": 99}',
        "",
        "HTTP/1.1 200 OK",
        "Set-Cookie: ***",
        "",
        '{"height": 99}',
    ]


def test_a_member_that_is_a_secret_is_hidden() -> None:
    text = shown(b'{"access_token": "s3cr3t \\" s3cr3t", "tokens": 1, "name": "Mia"}')
    assert text.endswith('{"access_token": "***", "tokens": 1, "name": "Mia"}')


def test_a_binary_body_is_shown_as_its_length() -> None:
    assert shown(b"\xff\xfe").endswith("(2 bytes, not UTF-8 text)")


def test_a_cut_body_ends_with_the_length_of_the_rest() -> None:
    assert shown(b"x" * 20_007).endswith("x… and 7 more characters")


def test_documented_headers_that_were_not_sent_are_named() -> None:
    answer = Answer(status=200, reason="OK", headers=(), body=b"")
    text, _ = messages(replace(SENT, dropped=("Host", "Via")), answer)
    assert "(documented but not sent: Host, Via)" in text.split("\n")
