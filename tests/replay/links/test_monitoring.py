"""How often, and how long, a monitor is asked."""

import json
from collections.abc import Iterable

import pytest

from docreplay.model.case import Answer, FollowedOperation, SentRequest, Skipped, Unreachable
from docreplay.replay.links.link_sending import Linked, Waiting
from docreplay.replay.links.monitoring import Monitoring, PollLimits

BASE = "https://api.example.com/v1.0"
MONITOR = "https://api.example.com/v1.0/monitor"
SENT = SentRequest(method="POST", url=f"{BASE}/copy", headers=(), body=None)


def answer(status: int, body: object = None, **headers: str) -> Answer:
    text = b"" if body is None else json.dumps(body).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=status, reason="", headers=named, body=text)


RUNNING, DONE = answer(200, {"status": "running"}), answer(200, {"status": "succeeded"})
ACCEPTED = answer(202, Operation_Location=MONITOR)


class Scripted:
    """A monitor with responses in turn, the last one ever after, and a clock that only waits."""

    def __init__(self, *results: Answer | Skipped | Unreachable, is_recorded: bool = False) -> None:
        self.results = list(results)
        self.is_recorded = is_recorded
        self.asked: list[str] = []
        self.waits: list[float] = []

    def ask(self, url: str) -> Linked:
        self.asked.append(url)
        found = self.results.pop(0) if len(self.results) > 1 else self.results[0]
        return Linked(found, is_recorded=self.is_recorded)

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        return True

    def followed(
        self,
        accepted: Answer = ACCEPTED,
        *,
        seconds: float = 1000.0,
        polls: int = 0,
        is_recorded: bool = False,
    ) -> FollowedOperation:
        waiting = Waiting(lambda: sum(self.waits), self.wait)
        monitoring = Monitoring(self.ask, PollLimits(seconds, polls), waiting, BASE)
        found = monitoring.followed(SENT, accepted, is_recorded=is_recorded)
        assert found
        return found


def test_the_pause_doubles_up_to_ten_seconds() -> None:
    monitor = Scripted(*[RUNNING] * 7, DONE)
    assert monitor.followed().end == "succeeded"
    assert monitor.waits == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 10.0]


def test_a_service_that_asks_for_no_pause_gets_ten_requests_without_one() -> None:
    running = answer(200, {"status": "running"}, Retry_After="0")
    monitor = Scripted(*[running] * 12, DONE)
    monitor.followed(answer(202, Operation_Location=MONITOR, Retry_After="0"))
    assert monitor.waits == [0.0] * 10 + [0.5, 1.0, 2.0]


def test_each_response_sets_the_wait_for_the_next_one() -> None:
    running = answer(202, Retry_After="7")
    monitor = Scripted(running, RUNNING, DONE)
    monitor.followed(answer(202, Operation_Location=MONITOR, Retry_After="30"))
    assert monitor.waits == [30.0, 7.0, 2.0]


@pytest.mark.parametrize("wait", [None, "30"])
def test_nothing_is_waited_for_behind_a_recorded_response(wait: str | None) -> None:
    accepted = answer(202, Operation_Location=MONITOR, **({"Retry_After": wait} if wait else {}))
    recorded = Scripted(answer(202, Retry_After="30"), DONE, is_recorded=True)
    recorded.followed(accepted, is_recorded=True)
    assert recorded.waits == [0.0, 0.0]
    live = Scripted(answer(202, Retry_After="9"), DONE)
    live.followed(accepted, is_recorded=True)
    assert live.waits == [0.0, 9.0]


def failing(*statuses: int) -> Iterable[Answer]:
    return (RUNNING if status == 200 else answer(status) for status in statuses)


def test_a_monitor_is_broken_after_three_errors_in_a_row() -> None:
    monitor = Scripted(answer(500), answer(502), answer(504), DONE)
    found = monitor.followed()
    assert (found.end, found.reason) == ("broken", "its monitor responds with 504 3 times in a row")
    assert len(monitor.asked) == 3


@pytest.mark.parametrize(
    "statuses", [(500, 500), (500, 502, 200, 500, 500), (503, 503, 503, 503), (429, 500, 429, 500)]
)
def test_a_monitor_recovers_from_fewer_errors_in_a_row(statuses: tuple[int, ...]) -> None:
    monitor = Scripted(*failing(*statuses), DONE)
    assert monitor.followed().end == "succeeded"
    assert len(monitor.asked) == len(statuses) + 1


@pytest.mark.parametrize(
    ("statuses", "word"),
    [((), "in progress"), ((200,), "in progress"), ((500,), "not available"),
     ((500, 200), "in progress"), ((503,), "in progress")],
)  # fmt: skip
def test_the_end_of_patience_names_the_last_state_of_the_monitor(
    statuses: tuple[int, ...], word: str
) -> None:
    monitor = Scripted(*failing(*statuses), RUNNING)
    limit = (0.0, 0.5, 1.5)[len(statuses)]
    found = monitor.followed(seconds=limit)
    assert found.reason == f"still {word} after {limit:g} s (`poll-timeout`)"
    assert (found.end, len(monitor.asked)) == ("unfinished", len(statuses))


@pytest.mark.parametrize(
    ("asked", "limit", "reason"),
    [
        ("3", 2.0, "Retry-After is 3 s, which is longer than `poll-timeout`"),
        ("2", 2.0, "still in progress after 2 s (`poll-timeout`)"),
        ("soon", 0.4, "still in progress after 0.4 s (`poll-timeout`)"),
        ("-3", 0.4, "still in progress after 0.4 s (`poll-timeout`)"),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.1, "still in progress after 0.1 s (`poll-timeout`)"),
    ],
)
def test_retry_after_is_named_only_if_it_is_what_takes_too_long(
    asked: str, limit: float, reason: str
) -> None:
    running = answer(202, Retry_After=asked)
    found = Scripted(running).followed(
        answer(202, Operation_Location=MONITOR, Retry_After=asked), seconds=limit
    )
    assert (found.end, found.reason) == ("unfinished", reason)


@pytest.mark.parametrize(
    ("kind", "end", "url"),
    [("host", "succeeded", "https://files.example.net/made"), ("stopped", "not-followed", "")],
)
def test_the_result_at_a_host_that_is_not_allowed_is_known_by_its_url(
    kind: str, end: str, url: str
) -> None:
    """Any other reason not to ask for it ends what is known of the operation."""
    moved = answer(303, Location="https://files.example.net/made")
    refused = Skipped(kind="host" if kind == "host" else "stopped", reason="no")
    found = Scripted(moved, refused).followed()
    assert (found.end, found.url, found.result) == (end, url, None)


def test_a_monitor_at_a_host_that_is_not_allowed_is_not_asked() -> None:
    found = Scripted(Skipped(kind="host", reason="no")).followed()
    assert (found.end, found.reason) == ("not-followed", "its monitor is not asked: no")


def test_a_monitor_that_does_not_respond_is_broken() -> None:
    found = Scripted(Unreachable(reason="no")).followed()
    assert (found.end, found.reason) == ("broken", "its monitor does not respond: no")


RESULT = answer(200, {"id": "7"})


@pytest.mark.parametrize(
    ("location", "results", "asked"),
    [
        ("/v1.0/made/7", [RESULT], ["/v1.0/made/7"]),
        ("made/7", [RESULT], ["/v1.0/made/7"]),
        ("https://api.example.com/v1.0/made/7", [RESULT], ["/v1.0/made/7"]),
        ("/made/7", [answer(404), RESULT], ["/made/7", "/v1.0/made/7"]),
    ],
)
def test_location_beside_another_header_leads_to_the_result(
    location: str, results: list[Answer], asked: list[str]
) -> None:
    monitor = Scripted(DONE, *results)
    found = monitor.followed(answer(202, Operation_Location=MONITOR, Location=location))
    urls = [f"https://api.example.com{path}" for path in asked]
    assert (found.end, found.result, found.url) == ("succeeded", RESULT, urls[-1])
    assert monitor.asked == [MONITOR, *urls]


def test_location_that_is_the_monitor_is_not_the_result() -> None:
    monitor = Scripted(DONE)
    found = monitor.followed(answer(202, Operation_Location=MONITOR, Location="/v1.0/monitor"))
    assert (found.end, found.result, monitor.asked) == ("succeeded", None, [MONITOR])
