import io
import re

import pytest

from docreplay.cli.terminal import Colour, progress, wants_colour


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


def test_a_dumb_terminal_gets_no_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with progress("reading") as update:
        update(1, 2)
    assert shown.getvalue() == ""
