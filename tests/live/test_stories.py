"""A story against Kinto: every step of it, and what is left when the run ends in the middle."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
import requests

from docreplay.cli.main import main
from tests.live.real_services import Between, Change, Response

HERE = Path(__file__).parent
ANA = requests.auth.HTTPBasicAuth("ana", "secret")


@pytest.fixture
def project(kinto: Between, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the story, and an empty Kinto."""
    requests.post(f"{kinto.url}/v1/__flush__", auth=ANA, timeout=20).raise_for_status()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    credentials = requests.Request(url=kinto.url, auth=ANA).prepare().headers["Authorization"]
    monkeypatch.setenv("KINTO", str(credentials))
    (tmp_path / "docreplay.toml").write_text(
        'headers = { Authorization = "$env:KINTO" }\nstories = ["stories/*.toml"]\n'
    )
    shutil.copytree(HERE / "kinto", tmp_path / "docs_source")
    shutil.copytree(HERE / "stories", tmp_path / "stories")
    return tmp_path


def buckets(kinto: Between) -> list[str]:
    found = requests.get(f"{kinto.url}/v1/buckets", auth=ANA, timeout=20).json()["data"]
    return [item["id"] for item in found]


def arguments(kinto: Between, *more: str) -> list[str]:
    return ["test", "--base-url", kinto.url, "--unsafe-methods", *more, "stories/album.toml"]


def started(kinto: Between, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "docreplay", *arguments(kinto, *more)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_story_of_seventeen_steps_passes_and_leaves_nothing(
    kinto: Between, project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = project / "report.json"
    main(arguments(kinto, "--report", f"json={report}"))
    capfd.readouterr()
    (case,) = json.loads(report.read_text(encoding="utf-8"))["cases"]
    assert (case["outcome"], case["reason"]) == ("passed", "")
    steps = [line.partition(": ")[2] for line in case["steps"]]
    assert len(steps) == 17
    assert {line.split(" ")[0] for line in steps} == {"passed"}
    assert {"passed (412)", "passed (304)", "passed (404)"} <= set(steps)
    assert buckets(kinto) == []


class Matching(dict[str, Change]):
    """The change of the responses to each request whose line contains a text."""

    def __init__(self, text: str, change: Change) -> None:
        super().__init__()
        self._text, self._change = text, change

    def get(self, line: str, default: Change) -> Change:  # type: ignore[override]
        return self._change if self._text in line else default


def test_a_service_that_ignores_conditions_is_found(
    kinto: Between, project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def changed(response: Response) -> None:
        response.status = 200 if response.status == 412 else response.status

    kinto.changes = Matching("PUT ", changed)
    code = main(arguments(kinto))
    kinto.changes = {}
    assert code == 1
    assert "step `create-bucket-again`: `$statusCode == 412` is not true" in capfd.readouterr().out
    assert buckets(kinto) == []


@contextmanager
def held(kinto: Between, process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Wait until the seventh step was sent; its response is held back until the end."""
    reached, released = Event(), Event()

    def hold(_: Response) -> None:
        reached.set()
        released.wait(60)

    kinto.changes = Matching("/records/", hold)
    try:
        assert reached.wait(60), process.poll()
        yield
    finally:
        kinto.changes = {}
        released.set()


def test_an_interrupted_run_removes_what_it_created(kinto: Between, project: Path) -> None:
    with started(kinto) as process, held(kinto, process):
        assert len(buckets(kinto)) == 1
        process.send_signal(signal.SIGINT)
        kinto.changes = {}
    assert process.wait(60) != 0
    assert buckets(kinto) == []


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_what_a_killed_process_left_is_removed_by_the_next_run(
    workers: tuple[str, ...],
    kinto: Between,
    project: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with started(kinto, *workers) as process, held(kinto, process):
        victim = worker_of(process.pid) if workers else process.pid
        os.kill(victim, signal.SIGKILL)
        kinto.changes = {}
    assert process.wait(60) != 0
    left = buckets(kinto)
    assert [name.startswith("docreplay-album-") for name in left] == [True]
    assert main(["test", "--base-url", kinto.url, "--unsafe-methods", "--cleanup"]) == 0
    assert "removed 3 leftovers of earlier runs" in capfd.readouterr().err
    assert buckets(kinto) == []


def worker_of(controller: int) -> int:
    """Return the id of the worker process that runs the story: the one with a connection."""
    children = Path(f"/proc/{controller}/task/{controller}/children").read_text().split()
    return next(int(child) for child in children if has_socket(int(child)))


def has_socket(process: int) -> bool:
    files = Path(f"/proc/{process}/fd").iterdir()
    return any(str(file.readlink()).startswith("socket:") for file in files if file.is_symlink())
