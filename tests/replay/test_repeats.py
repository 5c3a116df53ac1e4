"""Requests that are sent again."""

from collections.abc import Callable

import pytest

from docreplay.model.case import Answer, SentRequest, Unreachable
from docreplay.replay.transport.ledger import Ledger, RunLimits
from docreplay.replay.transport.retries import RetryingSender, RetryPolicy

Result = Answer | Unreachable
FINE = Answer(status=200, reason="", headers=(), body=b"")
BUSY = Answer(status=503, reason="", headers=(), body=b"")
SOON = Answer(status=429, reason="", headers=(("Retry-After", "2"),), body=b"")
LATER = Answer(status=429, reason="", headers=(("Retry-After", "soon"),), body=b"")
CLOSED = Unreachable(reason="closed", kind="died", transient=True)
GONE = Unreachable(reason="cannot resolve")
SLOW = Unreachable(reason="late", kind="timed-out")
BROKEN = Unreachable(reason="cut", kind="died", answered=True)


class Script:
    """A transport that gives results in turn, the last one ever after."""

    def __init__(self, *results: Result) -> None:
        self.results = list(results)
        self.sent = 0

    def send(self, request: SentRequest) -> Result:
        del request
        self.sent += 1
        return self.results.pop(0) if len(self.results) > 1 else self.results[0]


def request(method: str = "GET", *headers: tuple[str, str]) -> SentRequest:
    return SentRequest(method=method, url="https://a.example/x", headers=headers, body=None)


def retrying(
    script: Script,
    waits: list[float],
    repeats: RetryPolicy = RetryPolicy(),  # noqa: B008  # frozen
) -> RetryingSender:
    def longest(_: float, most: float) -> float:
        return most

    return RetryingSender(script, waits.append, repeats=repeats, jitter=longest)


def never(_: int) -> bool:
    return False


@pytest.mark.parametrize(
    ("results", "waits", "note"),
    [
        ((FINE,), [], ""),
        ((BUSY, FINE), [0.3], "sent again: the service first responded with 503"),
        ((LATER, FINE), [0.3], "sent again: the service first responded with 429"),
        ((CLOSED, FINE), [0.3], "sent again: at first, closed"),
        ((BUSY, BUSY, BUSY, FINE), [0.3, 0.6, 1.2], "sent again: the service first"),
        ((BUSY,), [0.3, 0.6, 1.2], "sent again: the service first responded with 503"),
        ((SOON, FINE), [2.0], "sent again after 2 s: the service first responded with 429 and"),
        ((CLOSED, SOON, FINE), [0.3, 2.0], "sent again: at first, closed"),
        ((GONE,), [], ""),
        ((SLOW,), [], ""),
        ((BROKEN,), [], ""),
    ],
)
def test_the_wait_grows_unless_the_service_names_it(
    results: tuple[Result, ...], waits: list[float], note: str
) -> None:
    waited: list[float] = []
    script = Script(*results)
    result, found = retrying(script, waited).send(request(), never)
    assert waited == waits
    assert found.startswith(note)
    assert bool(found) == bool(note)
    assert script.sent == len(waits) + 1
    assert isinstance(result, type(results[-1]))


def test_the_reason_of_a_missing_response_has_the_number_of_attempts() -> None:
    result, _ = retrying(Script(CLOSED), []).send(request(), never)
    assert isinstance(result, Unreachable)
    assert result.reason == "closed (sent 4 times)"


@pytest.mark.parametrize(
    ("sent", "repeats", "times"),
    [
        (request("POST"), RetryPolicy(), 1),
        (request("PATCH"), RetryPolicy(), 1),
        (request("put"), RetryPolicy(), 2),
        (request("DELETE"), RetryPolicy(), 2),
        (request("POST", ("Idempotency-Key", "a")), RetryPolicy(), 2),
        (request("POST"), RetryPolicy(3, ("post",)), 2),
        (request("GET"), RetryPolicy(3, ("POST",)), 1),
        (request("GET"), RetryPolicy(0), 1),
    ],
)
@pytest.mark.parametrize("first", [BUSY, SOON, CLOSED])
def test_only_some_requests_are_repeated(
    sent: SentRequest, repeats: RetryPolicy, times: int, first: Result
) -> None:
    script = Script(first, FINE)
    retrying(script, [], repeats).send(sent, never)
    assert script.sent == times


@pytest.mark.parametrize(("result", "sent"), [(BUSY, 4 + 4 + 1 + 1), (CLOSED, 4 + 1 + 1 + 0)])
def test_what_is_in_vain_is_not_repeated_for_ever(result: Result, sent: int) -> None:
    script = Script(result)
    sender = retrying(script, [])
    for _ in range(4):
        sender.send(request(), never)
    assert script.sent == sent


def test_a_response_begins_the_count_anew() -> None:
    script = Script(*[CLOSED] * 4, FINE, CLOSED, FINE)
    sender = retrying(script, [])
    results = [sender.send(request(), never)[0] for _ in range(3)]
    assert [isinstance(result, Answer) for result in results] == [False, True, True]


def test_repeated_requests_count_for_the_limit_of_the_run() -> None:
    script = Script(BUSY)
    sender = RetryingSender(script, lambda _: None, ledger=Ledger(RunLimits(requests=2)))
    result, _ = sender.send(request(), never)
    assert (result, script.sent) == (BUSY, 2)


def test_a_wait_longer_than_the_rest_of_the_run_is_omitted() -> None:
    waited: list[float] = []
    ledger = Ledger(RunLimits(seconds=1))
    result, note = RetryingSender(Script(SOON, FINE), waited.append, ledger=ledger).send(
        request(), never
    )
    assert (result, waited, note) == (SOON, [], "")


def test_the_pause_of_a_rate_limit_is_obeyed() -> None:
    left = Answer(status=200, reason="", headers=(("RateLimit", '"a";r=0;t=20'),), body=b"")
    waited: list[float] = []
    clock: Callable[[], float] = lambda: 5.0  # noqa: E731
    sender = RetryingSender(
        Script(left), waited.append, ledger=Ledger(RunLimits(adapts=True), clock=clock)
    )
    for _ in range(2):
        sender.send(request(), never)
    assert waited == [20.0]
