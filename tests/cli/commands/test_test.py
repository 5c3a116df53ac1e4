import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.settings import Config
from docreplay.flows.test import run as test_flow
from docreplay.model.run import CaseOutcome, Run
from tests.cli.conftest import Command
from tests.report.sample import FAILED, RUN

SCRIPT = "import sys; from docreplay.cli.main import main; sys.exit(main())"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Record the arguments of the flow, which returns one failed case."""
    kept: dict[str, Any] = {}

    def flow(config: Config, paths: tuple[str, ...], **others: object) -> Run:
        kept.update(others, config=config, paths=paths)
        return Run(command="test", verdicts=(FAILED,), sources=RUN.sources)

    monkeypatch.setattr(test_flow, "test", flow)
    return kept


def test_the_pages_are_replayed_against_the_embedded_service(project: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, "test", "--report", "json=out/run.json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(
        "1 case: 1 passed against the embedded service (the pages themselves); no findings\n"
    )
    (case,) = json.loads((project / "out/run.json").read_text(encoding="utf-8"))["cases"]
    assert (case["id"], case["outcome"]) == ("en-us/photo-get#get_photo", "passed")


def test_a_failed_case_is_shown_and_exits_with_1(
    project: Path, docreplay: Command, given: dict[str, Any]
) -> None:
    code, out, _ = docreplay("test")
    assert code == 1
    assert out.startswith(f"{FAILED.findings[0].location}: error CON990 ")
    assert given["regenerate"]


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (("skipped", "skipped"), "nothing was compared: all 2 cases were skipped\n"),
        (("skipped",), "nothing was compared: the only case was skipped\n"),
        (("nothing-compared",), "nothing was compared in the only case\n"),
        (("nothing-compared",) * 3, "nothing was compared in all 3 cases\n"),
        (
            ("nothing-compared", "skipped"),
            "nothing was compared in all 2 cases: 1 case was skipped\n",
        ),
        (("skipped", "passed"), ""),
        (("nothing-compared", "accepted"), ""),
        ((), ""),
    ],
)
def test_a_run_in_which_nothing_was_compared_is_reported(
    project: Path,
    docreplay: Command,
    monkeypatch: pytest.MonkeyPatch,
    outcomes: tuple[CaseOutcome, ...],
    said: str,
) -> None:
    verdicts = tuple(replace(FAILED, outcome=outcome, findings=()) for outcome in outcomes)
    run = Run(command="test", verdicts=verdicts)
    monkeypatch.setattr(test_flow, "test", lambda *_, **__: run)
    for options in ((), ("-q",), ("--output-format", "json")):
        code, _, err = docreplay("test", *options)
        assert (code, err) == (5 if said else 0, said)


def test_options_become_settings(project: Path, docreplay: Command, given: dict[str, Any]) -> None:
    service = ("--base-url", "https://api.example.com", "--unsafe-methods", "--timeout", "5")
    tables = ("--var", "id=42", "--var", "a=b=c", "--header", "Prefer=x", "--allow-host", "b.org")
    pages = ("--locale", "en-us", "--all-locales", "--pair-ignored", "--infer-unannotated")
    docreplay("test", *service, *tables, *pages)
    config = given["config"]
    assert (config.base_url, config.unsafe_methods) == ("https://api.example.com", True)
    assert (config.timeout, config.allow_hosts) == (5.0, ("b.org",))
    assert (config.variables, config.headers) == ({"id": "42", "a": "b=c"}, {"Prefer": "x"})
    assert (config.locales, config.all_locales) == (("en-us",), True)
    assert (config.pair_ignored, config.infer_unannotated) == (True, True)
    assert given["apart"]


@pytest.mark.parametrize(
    "options", [("--locale", "en-us"), ("--all-locales",), ("--pair-ignored",)]
)
def test_options_that_change_the_cases_keep_the_tests_of_the_project(
    project: Path, docreplay: Command, options: tuple[str, ...]
) -> None:
    code, out, _ = docreplay("test", *options)
    assert (code, out) == (
        0,
        "1 page, 1 exchange; 1 case: 1 passed"
        " against the embedded service (the pages themselves); no findings\n",
    )
    assert not (project / "generated_tests").exists()
    code, _, err = docreplay("test", "--no-generate", *options)
    assert code == 2
    assert "`--no-generate` cannot be combined with `--locale`" in err


def test_an_option_equal_to_the_configuration_changes_no_case(
    project: Path, docreplay: Command, given: dict[str, Any]
) -> None:
    (project / "docreplay.toml").write_text('locales = ["en-us"]\n', encoding="utf-8")
    docreplay("test", "--locale", "en-us", "--var", "id=1", "docs_source/en-us")
    assert not given["apart"]


def test_options_that_are_not_given_stay_as_configured(
    project: Path, docreplay: Command, given: dict[str, Any]
) -> None:
    text = 'unsafe-methods = true\nbase-url = "https://a.example"\n[parameters]\nid = "1"\n'
    (project / "docreplay.toml").write_text(text, encoding="utf-8")
    docreplay("test", "--var", "b=2")
    config = given["config"]
    assert (config.base_url, config.unsafe_methods) == ("https://a.example", True)
    assert (config.parameters, config.variables) == ({"id": "1"}, {"b": "2"})


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--timeout", "0"),
        ("--timeout", "-1"),
        ("--timeout", "nan"),
        ("--base-url", ""),
        ("--base-url", "http://127.0.0.1:99999"),
        ("--base-url", "https://a.example?x=1"),
        ("--allow-host", "http://localhost:18099"),
        ("--allow-host", "local*"),
        ("--header", "X-Foo=中"),
    ],
)
def test_an_invalid_combination_is_refused_with_a_hint(
    project: Path, docreplay: Command, given: dict[str, Any], option: str, value: str
) -> None:
    code, _, err = docreplay("test", option, value)
    assert code == 2
    assert "\n  Try: " in err
    assert not given


def test_arguments_after_two_dashes_are_passed_to_pytest(
    project: Path, docreplay: Command, given: dict[str, Any]
) -> None:
    docreplay(
        "test", "-k", "photo", "docs_source/en-us", "--no-generate", "--", "-x", "--maxfail=1"
    )
    assert given["arguments"] == ("-k", "photo", "-x", "--maxfail=1")
    assert given["paths"] == (str(project / "docs_source/en-us"),)
    assert not given["regenerate"]


def test_a_variable_without_value_is_refused(project: Path, docreplay: Command) -> None:
    code, _, err = docreplay("test", "--var", "id")
    assert code == 2
    assert err == "docreplay: --var: expected NAME=VALUE\n  Try: --var NAME=VALUE\n"


def test_the_cases_that_failed_last_are_run_again(project: Path, docreplay: Command) -> None:
    again = ("test", "-q", "--last-failed")
    assert docreplay(*again)[0] == 5
    page = project / "docs_source/en-us/other.md"
    whole = (project / "docs_source/en-us/photo-get.md").read_text(encoding="utf-8")
    page.write_text(whole.replace("get_photo", "other"), encoding="utf-8")
    options = ("--base-url", "http://127.0.0.1:1", "--var", "id=1", "--header", "Api-Key=s3cret")
    code, out, _ = docreplay("test", "-q", *options, "en-us/other#other")
    assert code == 3
    assert (
        "  docreplay test --base-url http://127.0.0.1:1 --var id=1 --header 'Api-Key=***'"
        " 'en-us/other#other'\n"
    ) in out
    assert "1 case: 1 failed" in docreplay(*again, *options).out
    assert docreplay(*again).out.startswith("1 page, 1 exchange; 1 case: 1 passed")
    assert docreplay(*again)[0] == 5
    assert docreplay(*again, "docs_source")[0] == 2


def test_a_failed_case_that_was_removed_is_not_run_again(project: Path, docreplay: Command) -> None:
    (project / ".docreplay").mkdir()
    kept = project / ".docreplay/last-failed.json"
    kept.write_text('["en-us/gone#a", "en-us/photo-get#get_photo", "en-us/photo-get#gone"]')
    code, out, _ = docreplay("test", "-q", "--last-failed")
    assert (code, "1 case: 1 passed" in out) == (0, True)
    kept.write_text("{")
    assert docreplay("test", "-q", "--last-failed")[0] == 5


def test_a_record_of_failures_is_not_written_through_a_link(
    project: Path, docreplay: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (project / ".docreplay").symlink_to(outside, target_is_directory=True)
    docreplay("test", "-q", "--base-url", "http://127.0.0.1:1", "--var", "id=1")
    assert list(outside.iterdir()) == []
