"""Worker processes: what depends stays together, few requests are in flight, times are kept."""

import json
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.test import run as test_flow
from tests.plugin.conftest import PAGE
from tests.support.service import Exchange, service_of

SECONDS = 0.03


class Busy:
    """A service that notes what it is asked, by which connection, and how much at once."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, int]] = []
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def respond(self, exchange: Exchange) -> None:
        with self._lock:
            self.requests.append(
                (f"{exchange.command} {exchange.path}", exchange.client_address[1])
            )
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(SECONDS)
        with self._lock:
            self._now -= 1
        exchange.give(200, {"Content-Type": "application/json"}, b'{"height": 1, "name": "a"}')


@pytest.fixture
def busy() -> Busy:
    return Busy()


@pytest.fixture
def config(tmp_path: Path, busy: Busy) -> Iterator[Config]:
    for number in range(8):
        page = tmp_path / f"docs_source/en-us/page-{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.replace("/photo", f"/photo{number}"), encoding="utf-8")
    with service_of(busy.respond) as url:
        yield Config(root=tmp_path, base_url=url)


@pytest.mark.parametrize("number", [1, 2])
def test_all_processes_together_have_few_requests_in_flight(
    config: Config, busy: Busy, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(config.root))
    monkeypatch.setattr(tempfile, "tempdir", None)
    run = test_flow.test(replace(config, max_in_flight=number), arguments=("-n", "3"))
    assert run.count("passed") == 8
    assert busy.most <= number
    assert not list(config.root.glob("docreplay-*/0"))


def test_the_limit_does_not_stop_a_single_process(config: Config, busy: Busy) -> None:
    run = test_flow.test(replace(config, max_in_flight=1))
    assert run.count("passed") == 8


def test_durations_are_recorded_for_the_next_run(config: Config) -> None:
    test_flow.test(config, arguments=("-n", "2"))
    file = config.root / ".docreplay/durations.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    assert len(found) == 8
    assert all("@" not in test and seconds >= SECONDS for test, seconds in found.items())


def test_no_duration_is_recorded_where_pages_answer_themselves(config: Config) -> None:
    test_flow.test(replace(config, base_url=""))
    assert not (config.root / ".docreplay").exists()


def test_what_destroys_a_url_stays_behind_what_uses_it(config: Config, busy: Busy) -> None:
    page = config.root / "docs_source/en-us/a-delete.md"
    removal = PAGE.replace("GET https", "DELETE https").replace("get_photo", "delete_photo")
    page.write_text(removal.replace("/photo", "/photo3"), encoding="utf-8")
    run = test_flow.test(replace(config, unsafe_methods=True), arguments=("-n", "3"))
    assert len(run.verdicts) == 9
    names = [name for name, _ in busy.requests]
    ports = dict(busy.requests)
    assert names.index("GET /v1/photo3") < names.index("DELETE /v1/photo3")
    assert ports["GET /v1/photo3"] == ports["DELETE /v1/photo3"]
