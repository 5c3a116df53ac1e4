"""What a traceback may print of an exchange with a service."""

from docreplay.model.case import Answer, SentRequest


def test_the_repr_of_an_exchange_has_nothing_that_may_be_secret() -> None:
    request = SentRequest(
        method="POST",
        url="https://example.com/?key=s3cret",
        headers=(("Authorization", "Bearer s3cret"),),
        body=b"s3cret",
    )
    headers = (("Content-Type", "text/plain"), ("Set-Cookie", "session=s3cret"))
    answer = Answer(status=200, reason="OK", headers=headers, body=b"s3cret")
    assert repr(request) == "SentRequest(method='POST', dropped=(), account='')"
    assert repr(answer) == "Answer(status=200, reason='OK')"
    assert answer.media_type == "text/plain"
