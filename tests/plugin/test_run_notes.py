"""`pytest generated_tests` finds out about pages and configuration what `docreplay test` does."""

import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.config.load import load
from docreplay.flows.test import run as test_flow
from tests.plugin.conftest import PAGE, PATH, Project, Service

pytest_plugins = ["pytester"]

IGNORED = "\n<!-- docreplay-ignore CON209 the service sends words -->\n"
TRANSLATION = "docs_source/de-de/photo-get.md"
UNMATCHED = '[compare.paths]\n"$.size" = "any"\n'


def prepare(project: Project, service: Service, settings: str = "", page: str = PAGE) -> None:
    text = f'base-url = "{service.url}"\n{settings}'
    (project.root / "docreplay.toml").write_text(text, encoding="utf-8")
    project.page(page)
    project.page(page, TRANSLATION)
    project.generate()


def notes(result: pytest.RunResult) -> list[str]:
    codes = (" RUN504 ", " DOC136 ")
    return [line for line in result.outlines if any(code in line for code in codes)]


@pytest.mark.parametrize("argument", ["generated_tests", "docs_source"])
@pytest.mark.parametrize(
    ("settings", "page", "number"),
    [
        ("", PAGE, 0),
        (UNMATCHED, PAGE, 1),
        ("", PAGE + IGNORED, 1),
        (UNMATCHED, PAGE + IGNORED, 2),
        (f'ignore = ["RUN504", "DOC136"]\n{UNMATCHED}', PAGE + IGNORED, 0),
    ],
)
def test_the_notes_are_those_of_the_command(
    project: Project, service: Service, settings: str, page: str, number: int, argument: str
) -> None:
    prepare(project, service, settings, page)
    result = project.run(argument)
    assert result.ret == pytest.ExitCode.OK
    own = [str(item) for item in test_flow.test(load(project.root)).findings]
    assert sorted(notes(result)) == sorted(own)
    assert len(own) == number


def test_a_suppression_that_a_case_needs_is_not_named(project: Project, service: Service) -> None:
    prepare(project, service, "", PAGE + IGNORED)
    service.body = '{"height": "tall", "name": "a"}'
    assert notes(project.run("generated_tests")) == []


def test_a_severe_note_fails_the_session(project: Project, service: Service) -> None:
    prepare(project, service, f'fail-on = "warning"\n{UNMATCHED}')
    assert project.run("generated_tests").ret == pytest.ExitCode.TESTS_FAILED


def test_nothing_is_noted_of_pages_that_are_compared_with_themselves(project: Project) -> None:
    (project.root / "docreplay.toml").write_text(UNMATCHED, encoding="utf-8")
    project.page(PAGE + IGNORED)
    project.generate()
    assert notes(project.run("generated_tests")) == []


def test_cases_that_were_left_out_decide_nothing(project: Project, service: Service) -> None:
    prepare(project, service, UNMATCHED, PAGE + IGNORED)
    project.page(PAGE.replace("get_photo", "get_other"), "docs_source/en-us/other.md")
    project.generate()
    assert len(notes(project.run("generated_tests"))) == 2
    assert len(notes(project.run("generated_tests", "-k", "get_photo"))) == 1


def test_worker_processes_leave_it_to_the_first_process(
    project: Project, service: Service, tmp_path: Path
) -> None:
    prepare(project, service, UNMATCHED, PAGE + IGNORED)
    command = [sys.executable, "-m", "pytest", "generated_tests", "-n", "2", "-q"]
    done = subprocess.run(  # pytest itself
        command, cwd=project.root, capture_output=True, text=True, timeout=120, check=False
    )
    found = [line for line in done.stdout.splitlines() if " RUN504 " in line or " DOC136 " in line]
    assert len(found) == 2, done.stdout
    assert (project.root / PATH).is_file()
