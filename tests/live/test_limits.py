"""How much, how fast and how long a run asks a service."""

import json
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service, documented

MANY = documented(*(f"GET /a{number}" for number in range(6)))
BUSY = Answer(503, "")


@pytest.mark.parametrize("processes", [(), ("-n", "2")])
def test_no_more_requests_are_sent_than_allowed(
    pages: Pages, replay: Command, service: Service, processes: tuple[str, ...]
) -> None:
    pages(p=MANY, q=MANY, r=MANY)
    code, out, _ = replay("--max-requests", "4", "--report", "json=run.json", *processes)
    assert (code, len(service.requests)) == (1, 4)
    assert "RUN507 14 of 18 cases were not judged: the run stopped after 4 requests" in out
    assert "4 passed, 14 skipped" in out
    run = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert sum(case["kind"] == "not-judged" for case in run["cases"]) == 14
    assert run["causes"] == [
        {
            "kind": "not-judged",
            "cases": 14,
            "message": "14 of 18 cases were not judged: the run had stopped",
        }
    ]


@pytest.mark.parametrize("processes", [(), ("-n", "2")])
def test_requests_keep_their_distance(
    pages: Pages, replay: Command, service: Service, processes: tuple[str, ...]
) -> None:
    pages(p=MANY, q=MANY.replace("/a", "/b"))
    assert replay("--rate-limit", "10/s", *processes).code == 0
    times = sorted(service.times)
    assert times[-1] - times[0] >= 0.95
    assert len(times) == 12


def test_auto_obeys_the_service(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=MANY)
    full = Answer(200, headers=(("RateLimit", '"default";r=0;t=1'),))
    service.answers["/a1"] = [full]
    assert replay("--rate-limit", "auto").code == 0
    assert service.times[2] - service.times[1] >= 0.9
    service.times.clear()
    assert replay().code == 0
    assert service.times[2] - service.times[1] < 0.9


def test_a_run_ends_with_its_time(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=MANY)
    service.answers["/a2"] = [Answer(hangs=True)]
    code, out, _ = replay("--run-timeout", "1")
    assert (code, len(service.requests)) == (1, 3)
    assert "RUN507 4 of 6 cases were not judged: the run stopped after 1 s (`run-timeout`)" in out


def test_a_request_is_repeated_once_the_service_is_there(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=MANY)
    service.answers["/a1"] = [BUSY, Answer()]
    code, out, _ = replay()
    assert (code, service.requests.count("GET /a1")) == (0, 2)
    assert "note RUN503 sent again: the service first responded with 503" in out


def test_retries_are_configured(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=MANY)
    Path("docreplay.toml").write_text("retries = 0\n", encoding="utf-8")
    service.answers["/a1"] = [BUSY, Answer()]
    assert (replay().code, service.requests.count("GET /a1")) == (1, 1)


def test_the_number_of_unanswered_requests_is_configured(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=MANY)
    text = "stop-after-unanswered = 1\nread-timeout = 0.2\n"
    Path("docreplay.toml").write_text(text, encoding="utf-8")
    service.otherwise = Answer(hangs=True)
    code, out, _ = replay()
    assert (code, len(service.requests)) == (3, 1)
    assert "timed out: no complete response within 30 s, or silent for 0.2 s" in out


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--max-requests", "-1", "`max-requests` must be a number, or 0 for no limit"),
        ("--rate-limit", "fast", '`rate-limit` must be "auto" or a rate such as "10/s"'),
        ("--rate-limit", "0/s", '`rate-limit` must be "auto" or a rate such as "10/s"'),
        ("--run-timeout", "-5", "`run-timeout` must be greater than 0 (got -5)"),
    ],
)
def test_an_invalid_limit_is_refused(
    pages: Pages, replay: Command, option: str, value: str, message: str
) -> None:
    pages(p=MANY)
    ended = replay(option, value)
    assert ended.code == 2
    assert message in ended.err
