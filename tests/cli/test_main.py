import os
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ServiceUnreachable
from docreplay.flows import check as check_flow
from tests.cli.conftest import Command

SCRIPT = "import sys; from docreplay.cli.main import main; sys.exit(main())"
HEAVY = ("markdown_it", "bs4", "requests", "jsonschema", "cheroot", "jinja2", "pytest")


def test_an_unknown_command_is_refused_with_the_nearest_one(docreplay: Command) -> None:
    code, out, err = docreplay("genrate")
    assert (code, out) == (2, "")
    assert err.startswith("docreplay: No such command 'genrate'. Did you mean 'generate'?")


def test_no_command_prints_the_help_on_stderr(docreplay: Command) -> None:
    code, out, err = docreplay()
    assert (code, out) == (2, "")
    assert err.startswith("Usage: docreplay")


def test_an_unknown_option_is_refused_with_the_nearest_one(docreplay: Command) -> None:
    code, _, err = docreplay("check", "--outptu-format", "json")
    assert code == 2
    assert "Did you mean '--output-format'?" in err
    assert "Try: docreplay check --help" in err


def test_an_unknown_format_is_refused_with_the_nearest_one(docreplay: Command) -> None:
    code, _, err = docreplay("check", "--report", "juint=out.xml")
    assert code == 2
    assert "did you mean `junit`?" in err


def test_an_unknown_code_is_refused_with_the_nearest_one(project: Path, docreplay: Command) -> None:
    code, _, err = docreplay("check", "--ignore", "unpaired-requst")
    assert code == 2
    assert "did you mean `unpaired-request`?" in err


def test_a_wrong_configuration_is_one_sentence_and_a_hint(
    project: Path, docreplay: Command
) -> None:
    (project / "docreplay.toml").write_text("base-ulr = 'x'\n", encoding="utf-8")
    code, out, err = docreplay("check")
    assert (code, out) == (2, "")
    assert err.startswith("docreplay: docreplay.toml: unknown key `base-ulr`")
    assert "\n  Try: " in err


def test_a_run_without_pages_exits_with_5(project: Path, docreplay: Command) -> None:
    (project / "docs_source/en-us/photo-get.md").unlink()
    assert docreplay("check").code == 5


@pytest.mark.parametrize(
    ("error", "code"),
    [(ServiceUnreachable("nobody answers"), 3), (KeyboardInterrupt(), 130), (KeyError("x"), 4)],
)
def test_every_kind_of_error_has_its_exit_code(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail(_config: Config, *_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(check_flow, "check", fail)
    ended = docreplay("check")
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.split("\n")[-2].startswith("docreplay: ")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["test", "--help"]])
def test_help_imports_no_heavy_library(arguments: list[str]) -> None:
    script = (
        "import sys; from docreplay.cli.main import main; main(sys.argv[1:]);"
        f"sys.exit(str([name for name in {HEAVY} if name in sys.modules] or ''))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )
    assert ended.stderr.strip() == ""
    assert "Usage: docreplay" in ended.stdout


def test_check_loads_no_reader_of_stories_for_a_project_without_any(project: Path) -> None:
    script = (
        "import sys; from docreplay.cli.main import main; main(['check']);"
        "sys.exit(str([name for name in sys.modules if name.startswith('docreplay.story')] or ''))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.stderr.strip() == ""
    assert "1 case; no findings" in ended.stdout


def test_a_closed_pipe_is_not_an_error(project: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, "extract"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.parametrize("command", ["check", "extract", "drift", "generate", "test", "schema"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_at_stdout_is_one_line(project: Path, command: str, form: str) -> None:
    arguments = [] if command == "schema" else ["--output-format", form]
    german = project / "docs_source/de-de/photo-get.md"
    german.parent.mkdir()
    german.write_text("# Foto\n", encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", SCRIPT, command, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    line = b"docreplay: cannot write output: No space left on device\n"
    assert (ended.returncode, ended.stderr.decode()[-len(line) :]) == (2, line.decode())
    assert b"Traceback" not in ended.stderr
    assert ended.stderr.count(b"cannot write") == 1


def test_a_table_that_another_file_hides_is_named(project: Path, docreplay: Command) -> None:
    said = "docreplay: [tool.docreplay] in pyproject.toml is ignored: docreplay.toml is used\n"
    file = project / "pyproject.toml"
    file.write_text('[tool.docreplay]\ndocs = ["other"]\n', encoding="utf-8")
    assert docreplay("check", "-q").err == said
    assert docreplay("check", "-q", "--config", "docreplay.toml").err == ""
    for other in ("[tool]\n", "[tool.docreplay]\n", "[tool"):
        file.write_text(other, encoding="utf-8")
        assert docreplay("check", "-q").err == ""
