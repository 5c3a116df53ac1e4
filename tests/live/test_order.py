"""Which cases are sent, and in which order."""

import subprocess
import sys

import pytest

from docreplay.cli.main import main
from tests.live.conftest import Command, Pages, Service, documented

DELETED = documented("DELETE /things/{id}")
READ = documented("GET /things/{id}", "GET /things")
UNSAFE = ("--unsafe-methods", "--var", "id=1")


@pytest.fixture
def things(pages: Pages) -> None:
    pages(thing_delete=DELETED, thing_get=READ)


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize("paths", [(), ("docs_source",), ("docs_source", "-n", "2")])
def test_reading_cases_run_before_deleting_ones(
    replay: Command, service: Service, paths: tuple[str, ...]
) -> None:
    assert replay(*UNSAFE, *paths).code == 0
    assert service.requests == ["GET /things/1", "GET /things", "DELETE /things/1"]


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize("arguments", [("docs_source",), ("generated_tests",)])
def test_pytest_has_the_same_order(
    service: Service, replay: Command, arguments: tuple[str, ...]
) -> None:
    main(["generate"])
    options = (f"--docreplay-base-url={service.url}", "--docreplay-unsafe-methods")
    words = [*arguments, *options, "--docreplay-var=id=1", "-p", "no:cacheprovider"]
    subprocess.run([sys.executable, "-m", "pytest", *words], check=True, capture_output=True)
    assert service.requests == ["GET /things/1", "GET /things", "DELETE /things/1"]


@pytest.mark.usefixtures("things")
def test_the_order_of_the_command_line_is_kept(replay: Command, service: Service) -> None:
    replay(*UNSAFE, "docs_source/thing_delete.md", "docs_source/thing_get.md")
    assert service.requests == ["DELETE /things/1", "GET /things/1", "GET /things"]


@pytest.mark.usefixtures("things")
def test_cases_are_arguments(replay: Command, service: Service) -> None:
    chosen = ("thing_get#case1", "docs_source/thing_get.md#case0")
    code, out, _ = replay(*UNSAFE, *chosen)
    assert (code, service.requests) == (0, ["GET /things", "GET /things/1"])
    assert "2 cases: 2 passed" in out


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("thing_get#case7", "no case `case7` on docs_source/thing_get.md (did you mean `case"),
        ("thing_gett#case1", "unknown case `thing_gett#case1` (did you mean `thing_get`?)"),
    ],
)
@pytest.mark.parametrize("command", ["test", "extract"])
def test_an_unknown_case_is_refused(
    capfd: pytest.CaptureFixture[str], command: str, case: str, said: str
) -> None:
    assert main([command, case]) == 2
    assert said in capfd.readouterr().err


@pytest.mark.usefixtures("things")
def test_a_case_selects_what_extract_prints(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "thing_get#case1"]) == 0
    (line,) = capfd.readouterr().out.splitlines()
    assert line.endswith("thing_get#case1")


@pytest.mark.usefixtures("things")
def test_check_takes_no_case(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "thing_get#case1"]) == 2
    assert "name the page" in capfd.readouterr().err


@pytest.mark.usefixtures("things")
def test_pages_that_delete_what_each_other_uses_are_named(pages: Pages, replay: Command) -> None:
    pages(
        thing_delete=documented("DELETE /things/{id}") + documented("GET /others/{id}"),
        thing_get=documented("DELETE /others/{id}") + documented("GET /things/{id}"),
    )
    out = replay(*UNSAFE).out
    assert "RUN540 these pages destroy what the next of them uses: `docs_source/thing_" in out
    assert "RUN540" not in replay("--var", "id=1").out
