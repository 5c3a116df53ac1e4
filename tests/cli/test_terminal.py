import io
import os
import re
import subprocess
import sys
from pathlib import Path
from threading import enumerate as enumerate_threads
from time import sleep

import pytest

from docreplay.cli.terminal import Colour, progress, stages, wants_colour
from tests.cli.conftest import PAGE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "variables", "stream", "wanted"),
    [
        ("auto", {}, Terminal(), True),
        ("auto", {}, io.StringIO(), False),
        ("auto", {"TERM": "dumb"}, Terminal(), False),
        ("auto", {"NO_COLOR": "1"}, Terminal(), False),
        ("auto", {"NO_COLOR": ""}, Terminal(), True),
        ("auto", {"FORCE_COLOR": "1"}, io.StringIO(), True),
        ("auto", {"FORCE_COLOR": "0"}, Terminal(), False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, Terminal(), False),
        ("always", {"NO_COLOR": "1"}, io.StringIO(), True),
        ("never", {"FORCE_COLOR": "1"}, Terminal(), False),
    ],
)
def test_colour_is_decided_by_option_then_environment_then_terminal(
    monkeypatch: pytest.MonkeyPatch,
    choice: Colour,
    variables: dict[str, str],
    stream: io.StringIO,
    wanted: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(choice, stream) is wanted


def test_no_progress_bar_is_drawn_if_stderr_is_not_a_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with progress("reading") as update:
        update(1, 2)
    assert capfd.readouterr() == ("", "")


def test_the_log_of_a_ci_service_gets_lines_and_a_file_gets_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docreplay.cli.terminal.is_log", lambda _: True)
    monkeypatch.setattr("docreplay.cli.pace._SECONDS", 0)
    with progress("reading") as update:
        update(1, 2)
    assert re.fullmatch(r"reading: 1 of 2 \(\S+/s, about \d+ s left\)\n", capfd.readouterr().err)


def test_a_progress_bar_is_drawn_on_a_terminal_and_stdout_stays_clean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown, out = Terminal(), io.StringIO()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr("sys.stdout", out)
    with progress("reading") as update:
        update(1, 2)
        assert re.search(r"reading .*1/2", shown.getvalue())
    assert shown.getvalue().endswith("\x1b[1A\x1b[2K")
    assert out.getvalue() == ""


def test_a_log_gets_lines_while_nothing_is_counted(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docreplay.cli.terminal.is_log", lambda _: True)
    monkeypatch.setattr("docreplay.cli.terminal._LOOKS", 0.01)
    monkeypatch.setattr("docreplay.cli.pace._SECONDS", 0.01)
    with progress("checking"):
        sleep(0.2)
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) > 1
    assert set(lines) == {"checking: started 0 s ago"}
    assert not [thread for thread in enumerate_threads() if "watch" in thread.name]


def test_a_bar_is_drawn_once_there_is_something_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with progress("checking"):
        assert shown.getvalue() == "checking …"
    assert shown.getvalue() == "checking …\r\x1b[2K"


def test_stages_have_a_bar_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with stages("generating", "replaying") as (first, second):
        first(1, 2)
        first(2, 2)
        second(1, 9)
        assert re.search(r"(?s)generating .*2/2.*\x1b\[2Kreplaying .*1/9", shown.getvalue())
    assert "0/0" not in shown.getvalue()
    assert shown.getvalue().endswith("\x1b[1A\x1b[2K")


PROGRAM = "import sys; from docreplay.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize(
    ("command", "labels"),
    [("check", ["checking"]), ("drift", ["comparing"]), ("test", ["generating", "replaying"])],
)
def test_a_real_terminal_gets_bars_and_a_pipe_nothing(
    project: Path, command: str, labels: list[str]
) -> None:
    page = project / "docs_source/de-de/photo-get.md"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    names = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "BUILD_BUILDID", "JENKINS_URL")
    variables = {name: value for name, value in os.environ.items() if name not in names}
    words = [sys.executable, "-c", PROGRAM, command]
    ours, theirs = os.openpty()
    variables["TERM"] = "xterm"
    ended = subprocess.run(
        words, env=variables, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert ended.returncode == 0
    assert re.search(".*".join(rf"{label} .*\d+/\d+" for label in labels), shown, re.DOTALL)
    assert "\x1b" not in ended.stdout
    piped = subprocess.run(words, env=variables, capture_output=True, text=True, check=False)
    assert (piped.returncode, piped.stderr) == (0, "")


def test_a_dumb_terminal_gets_no_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with progress("reading") as update:
        update(1, 2)
    assert shown.getvalue() == ""
