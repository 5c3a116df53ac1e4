"""A service that is busy, silent, broken, or not where it is said to be."""

import re

import pytest

from docreplay.model.case import Answer as Response
from docreplay.model.case import SentRequest, Skipped, Unreachable
from docreplay.replay.transport.retries import RetryingSender
from tests.live.conftest import Answer, Command, Pages, Service, documented

SIX = documented(*(f"GET https://api.example.com/a{number}" for number in range(6)))
BUSY = Answer(429, '{"error": {"code": "tooManyRequests"}}', (("Retry-After", "0"),))


@pytest.mark.parametrize("busy", [BUSY, Answer(503, "", (("Retry-After", "0"),))])
def test_a_busy_service_is_asked_again(
    pages: Pages, replay: Command, service: Service, busy: Answer
) -> None:
    pages(p=SIX)
    service.answers["/a1"] = [busy, busy, Answer()]
    code, out, _ = replay()
    assert (code, service.requests.count("GET /a1"), len(service.requests)) == (0, 3, 8)
    assert (
        f"note RUN503 sent again after 0 s: the service first responded with {busy.status}" in out
    )
    assert "6 cases: 6 passed" in out


def test_a_service_that_stays_busy_is_judged(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=SIX)
    service.answers["/a1"] = [BUSY]
    code, out, _ = replay()
    assert (code, service.requests.count("GET /a1")) == (1, 4)
    assert "CON201 expected status 200, got 429" in out


def test_a_documented_status_is_not_asked_for_again(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=documented("GET /a", response="HTTP/1.1 429 Too Many Requests\nRetry-After: 5"))
    service.otherwise = BUSY
    assert (replay().code, len(service.requests)) == (0, 1)


class Script:
    """A transport that gives results in turn, the last one ever after."""

    def __init__(self, *results: Response | Unreachable) -> None:
        self.results = list(results)
        self.sent = 0

    def send(self, request: SentRequest) -> Response | Unreachable:
        self.sent += 1
        return self.results.pop(0) if len(self.results) > 1 else self.results[0]


def busy(retry_after: str | None, status: int = 429) -> Response:
    headers = (("retry-after", retry_after),) if retry_after is not None else ()
    return Response(status=status, reason="", headers=headers, body=b"")


FINE = Response(status=200, reason="", headers=(), body=b"")
REQUEST = SentRequest(method="GET", url="https://api.example.com/a", headers=(), body=None)


@pytest.mark.parametrize(
    ("value", "waits"),
    [
        ("1", [1.0]),
        (" 2 ", [2.0]),
        ("60", [60.0]),
        ("61", []),
        ("Fri, 01 Jan 2021 00:00:00 GMT", [0.0]),
        ("Fri, 01 Jan 2100 00:00:00 GMT", []),
    ],
)
def test_the_wait_is_that_of_retry_after(value: str | None, waits: list[float]) -> None:
    waited: list[float] = []
    transport = Script(busy(value), FINE)
    result, note = RetryingSender(transport, waited.append).send(REQUEST, lambda _: False)
    assert (waited, bool(note)) == (waits, bool(waits))
    assert isinstance(result, Response)
    assert result.status == (200 if waits else 429)


def test_all_waits_together_are_bounded() -> None:
    waited: list[float] = []
    retrying = RetryingSender(Script(busy("50")), waited.append)
    for _ in range(5):
        retrying.send(REQUEST, lambda _: False)
    assert waited == [50.0] * 6


def test_a_silent_service_is_no_longer_asked(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=SIX)
    service.otherwise = Answer(hangs=True)
    code, out, _ = replay("--timeout", "0.2")
    assert (code, len(service.requests)) == (3, 3)
    assert "failed 3: timed out: no complete response within 0.2 s" in out
    assert "RUN507 3 of 6 cases were not judged: the service did not respond to 3" in out
    assert "skipped 3: not sent: the service did not respond to 3 requests in a row" in out


def test_requests_are_counted_in_a_row_and_by_origin() -> None:
    silent = Unreachable(reason="cannot connect")
    large = Unreachable(reason="the response is too large", answered=True)
    transport = Script(silent, silent, FINE, silent, silent, large, silent)
    retrying = RetryingSender(transport)
    results = [retrying.send(REQUEST, lambda _: False)[0] for _ in range(11)]
    assert [isinstance(result, Skipped) for result in results] == [False] * 9 + [True] * 2
    other = SentRequest(method="GET", url="https://other.example/a", headers=(), body=None)
    assert retrying.send(other, lambda _: False)[0] == silent


@pytest.mark.parametrize(
    ("answer", "got"),
    [
        (Answer(500, '{"error": {"code": "internal", "message": "boom"}}'), "500 (internal: boom)"),
        (Answer(404, ""), "404"),
        (Answer(302, ""), "302"),
    ],
)
def test_an_error_for_every_case_is_one_verdict(
    pages: Pages, replay: Command, service: Service, answer: Answer, got: str
) -> None:
    pages(p=SIX)
    service.otherwise = answer
    code, out, _ = replay()
    assert code == 3
    assert out.count(f"6 of 6 cases got status {got}; the pages were not judged\n") == 1
    assert "CON201" not in out


def test_html_instead_of_data_is_one_verdict(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=SIX)
    service.otherwise = Answer(200, "<html>", (("Content-Type", "text/html"),))
    code, out, _ = replay()
    assert (code, out.count("6 of 6 cases got media type text/html")) == (3, 1)


@pytest.mark.parametrize(
    "answers",
    [
        {"/a0": [Answer()]},
        {"/a0": [Answer(404)]},
        {f"/a{number}": [Answer(201)] for number in range(6)},
    ],
)
def test_failures_that_differ_or_are_not_errors_are_judged_one_by_one(
    pages: Pages, replay: Command, service: Service, answers: dict[str, list[Answer]]
) -> None:
    pages(p=SIX)
    service.otherwise = Answer(500)
    service.answers = answers
    code, out, _ = replay()
    assert code == 1
    assert "CON201" in out


def test_https_to_a_plain_http_port_is_reported(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=documented("GET /a"))
    code, out, _ = replay("--base-url", f"https://{service.host}")
    assert code == 3
    hint = re.escape(f"the service does not speak TLS (did you mean http://{service.host}?)")
    assert re.search(hint, out)


def test_different_failures_of_a_service_are_not_those_of_pages(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=SIX)
    service.otherwise = Answer(500, "")
    service.answers = {"/a0": [Answer(502, "")], "/a1": [Answer(302, "", (("Location", "/b"),))]}
    code, out, err = replay()
    assert code == 3
    assert "4 of 6 cases were answered with 500: the service failed\n" in out
    assert "expected status 200, got 302 (redirected to /b)" in out
    assert err.count("nothing could be judged: 4 of 6 cases were answered with 500") == 1
