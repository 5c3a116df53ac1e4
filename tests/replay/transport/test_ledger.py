"""The limits of a run."""

import multiprocessing
from pathlib import Path

from docreplay.model.http.origin import Origin
from docreplay.replay.transport.ledger import Ledger, RunLimits
from docreplay.sources.shared_state import SharedState

API, OTHER = Origin("https", "api.example.com", 443), Origin("https", "other.example", 443)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_no_more_requests_are_sent_than_allowed() -> None:
    ledger = Ledger(RunLimits(requests=2))
    assert [ledger.turn(API).reason for _ in range(3)] == [
        "",
        "",
        "not sent: the run stopped after 2 requests (`max-requests`)",
    ]


def test_turns_are_spread_by_the_rate() -> None:
    clock = Clock()
    ledger = Ledger(RunLimits(rate=10), clock=clock)
    assert [round(ledger.turn(API).wait, 3) for _ in range(3)] == [0, 0.1, 0.2]
    clock.now += 5
    assert [round(ledger.turn(API).wait, 3) for _ in range(2)] == [0, 0.1]


def test_a_run_ends_with_its_time() -> None:
    clock = Clock()
    ledger = Ledger(RunLimits(seconds=60, rate=1), clock=clock)
    assert ledger.time_left() == 60
    clock.now += 59.5
    assert not ledger.turn(API).reason
    late = ledger.turn(API)
    assert late.reason == "not sent: the run stopped after 60 s (`run-timeout`)"
    clock.now += 1
    assert ledger.turn(API).reason == ledger.too_late() == late.reason


def test_a_pause_is_obeyed_only_if_the_run_adapts() -> None:
    for adapts, wait in ((True, 7.0), (False, 0.0)):
        ledger = Ledger(RunLimits(adapts=adapts), clock=Clock())
        ledger.pause(7)
        assert ledger.turn(API).wait == wait


def test_an_origin_that_is_silent_gets_no_more_requests() -> None:
    ledger = Ledger(RunLimits(unanswered=2))
    for is_silent in (True, False, True, True):
        assert not ledger.turn(API).reason
        ledger.note_silence(API, is_silent=is_silent)
    assert "did not respond to 2 requests in a row" in ledger.turn(API).reason
    assert not ledger.turn(OTHER).reason
    for _ in range(9):
        ledger.note_silence(OTHER, is_silent=True)
    never = Ledger(RunLimits(unanswered=0))
    never.note_silence(API, is_silent=True)
    assert not never.turn(API).reason


def _take(file: Path, number: int, found: "multiprocessing.Queue[int]") -> None:
    ledger = Ledger(RunLimits(requests=100), SharedState(file))
    found.put(sum(not ledger.turn(API).reason for _ in range(number)))


def test_processes_share_the_limits(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    found: multiprocessing.Queue[int] = context.Queue()
    arguments = (tmp_path / "state.json", 60, found)
    processes = [context.Process(target=_take, args=arguments) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sum(found.get(timeout=5) for _ in processes) == 100


def test_the_rate_and_the_silence_are_shared(tmp_path: Path) -> None:
    clock, limits = Clock(), RunLimits(rate=2, unanswered=2)
    one, two = (Ledger(limits, SharedState(tmp_path / "s"), clock) for _ in range(2))
    waits = [one.turn(API).wait, two.turn(API).wait, one.turn(API).wait]
    assert waits == [0, 0.5, 1.0]
    one.note_silence(API, is_silent=True)
    two.note_silence(API, is_silent=True)
    assert one.turn(API).reason == two.turn(API).reason != ""
