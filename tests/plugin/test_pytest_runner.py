"""`docreplay test` as a flow: pytest runs inside, whatever the project says about pytest."""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docreplay.cli.commands.test import judged_pages
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.known_findings import load_baseline
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.test import pytest_runner as running
from docreplay.flows.test import run as test_flow
from docreplay.flows.test.pytest_runner import VerdictCollector
from docreplay.model.run import Run, Verdict
from docreplay.report.totals import totals
from tests.plugin.conftest import PAGE, PATH, Service

SEVERAL = PAGE + PAGE.replace("GET https", "DELETE https").replace("get_photo", "delete photo")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A project whose own pytest settings would break every run."""
    page = tmp_path / PATH
    page.parent.mkdir(parents=True)
    page.write_text(SEVERAL, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (tmp_path / "conftest.py").write_text("raise RuntimeError('not ours')")
    return Config(root=tmp_path)


@pytest.fixture
def given_to_pytest(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Arguments that the last run gave to pytest."""
    given: list[str] = []
    original = pytest.main

    def noted(arguments: list[str], **rest: Any) -> int | pytest.ExitCode:
        given[:] = arguments
        return original(arguments, **rest)

    monkeypatch.setattr(pytest, "main", noted)
    return given


def summary(run: Run) -> list[tuple[str, int, str]]:
    return [(verdict.id, verdict.location.line, verdict.outcome) for verdict in run.verdicts]


def test_every_case_has_its_verdict_and_its_id(config: Config) -> None:
    run = test_flow.test(config)
    assert summary(run) == [
        ("en-us/photo-get#get_photo", 5, "passed"),
        ("en-us/photo-get#delete-photo", 22, "passed"),
    ]
    assert totals(run)["cases"] == 2


def test_pytest_captures_no_logs_for_generated_tests(
    config: Config, given_to_pytest: list[str]
) -> None:
    test_flow.test(config)
    assert "no:logging" in given_to_pytest


@pytest.mark.parametrize("option", ["--log-level=INFO", "--override-ini=log_level=INFO"])
def test_options_about_logs_are_those_of_pytest(
    config: Config, given_to_pytest: list[str], option: str
) -> None:
    run = test_flow.test(config, arguments=(option,))
    assert "no:logging" not in given_to_pytest
    assert [verdict.outcome for verdict in run.verdicts] == ["passed", "passed"]


def test_code_of_the_project_may_write_logs(config: Config, given_to_pytest: list[str]) -> None:
    (config.root / "conftest.py").write_text("import logging\nlogging.error('loaded')\n")
    test_flow.test(replace(config, conftest=True))
    assert "no:logging" not in given_to_pytest


@pytest.mark.parametrize("arguments", [(), ("-n", "1")])
def test_a_real_service_is_tested_the_same_way(
    config: Config, service: Service, arguments: tuple[str, ...]
) -> None:
    service.body = '{"height": "\\ud800"}'
    run = test_flow.test(replace(config, base_url=service.url), arguments=arguments)
    assert summary(run) == [
        ("en-us/photo-get#get_photo", 5, "failed"),
        ("en-us/photo-get#delete-photo", 22, "skipped"),
    ]
    assert {finding.location.line for finding in run.verdicts[0].findings} == {14, 15}
    assert "DELETE may change data" in run.verdicts[1].reason


def test_settings_reach_other_processes(config: Config, service: Service) -> None:
    told = replace(config, base_url=service.url, unsafe_methods=True, headers={"X-Key": "s3cret"})
    service.status = 500
    run = test_flow.test(told, arguments=("-n", "1"))
    assert [verdict.outcome for verdict in run.verdicts] == ["failed", "failed"]
    assert "s3cret" not in json.dumps([verdict.reproduce for verdict in run.verdicts])
    assert "X-Key: ***" in run.verdicts[0].reproduce


def test_an_unreachable_service_is_recorded_in_the_verdict(config: Config) -> None:
    run = test_flow.test(replace(config, base_url="http://127.0.0.1:1"))
    assert [verdict.unreachable for verdict in run.verdicts] == [True, False]
    assert run.verdicts[0].reason.startswith("service unreachable: ")


def test_values_can_be_given_to_one_case(config: Config, service: Service) -> None:
    page = config.root / PATH
    page.write_text(PAGE.replace("/v1/photo", "/v1/{id}"), encoding="utf-8")
    own = {"en-us/photo-get#get_photo": {"id": "7"}}
    run = test_flow.test(replace(config, base_url=service.url, parameters=own))
    assert summary(run) == [("en-us/photo-get#get_photo", 5, "passed")]
    assert service.requests == ["GET /v1/7"]


NOT_FOUND = """\
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 404 Not Found
```
"""


@pytest.mark.parametrize(
    ("status", "outcomes"),
    [(200, ["passed", "skipped"]), (404, ["failed", "passed"]), (500, ["failed", "failed"])],
)
def test_a_right_service_needs_not_give_two_answers_to_one_request(
    config: Config, service: Service, status: int, outcomes: list[str]
) -> None:
    (config.root / PATH).write_text(PAGE + NOT_FOUND, encoding="utf-8")
    service.status = status
    run = test_flow.test(replace(config, base_url=service.url))
    assert [verdict.outcome for verdict in run.verdicts] == outcomes
    assert [run.count(outcome) for outcome in ("passed", "failed", "skipped")] == [
        outcomes.count(outcome) for outcome in ("passed", "failed", "skipped")
    ]


def test_pages_that_are_collected_themselves_have_the_same_verdicts(
    config: Config, service: Service
) -> None:
    (config.root / PATH).write_text(PAGE + NOT_FOUND, encoding="utf-8")
    found: list[Verdict] = []
    recorder = VerdictCollector(CaseIndex(replace(config, base_url=service.url)), found.append)
    running.run(recorder, [str(config.root / PATH)])
    assert [verdict.outcome for verdict in found] == ["passed", "skipped"]
    assert "line 10 documents" in found[1].reason


def test_some_pages_can_be_tested_alone(config: Config) -> None:
    other = "docs_source/en-us/other.md"
    (config.root / other).write_text(PAGE, encoding="utf-8")
    run = test_flow.test(config, (other,))
    assert summary(run) == [("en-us/other#get_photo", 5, "passed")]


def test_tests_can_be_run_as_they_were_written(config: Config) -> None:
    test_flow.test(config)
    module = next((config.root / config.output).rglob("test_*.py"))
    before = module.read_text(encoding="utf-8").replace("has_status(200", "has_status(404", 1)
    module.write_text(before, encoding="utf-8")
    run = test_flow.test(config, regenerate=False)
    assert [verdict.outcome for verdict in run.verdicts] == ["failed", "passed"]
    assert module.read_text(encoding="utf-8") == before


def test_an_empty_selection_is_an_error(config: Config) -> None:
    with pytest.raises(NothingMatched):
        test_flow.test(config, arguments=("-k", "zzz"))


def test_an_argument_unknown_to_pytest_is_an_error(config: Config) -> None:
    with pytest.raises(ConfigError, match="no-such"):
        test_flow.test(config, arguments=("--no-such",))


def test_an_invalid_base_url_is_reported_before_anything_is_written(config: Config) -> None:
    with pytest.raises(ConfigError, match="nonsense"):
        test_flow.test(replace(config, base_url="nonsense"))
    assert not (config.root / config.output).exists()


def test_a_module_that_cannot_be_loaded_is_reported(config: Config) -> None:
    test_flow.test(config)
    module = next((config.root / config.output).rglob("test_*.py"))
    module.write_text("import nothing_there", encoding="utf-8")
    with pytest.raises(ConfigError, match=module.name):
        test_flow.test(config, regenerate=False)


def test_pytest_writes_to_the_given_output(
    config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = io.StringIO()
    test_flow.test(config, output=heard)
    assert "2 passed" in heard.getvalue()
    assert capsys.readouterr().out == ""


def test_progress_is_reported_after_each_case(config: Config) -> None:
    heard: list[tuple[int, int]] = []
    test_flow.test(config, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]


def test_a_run_leaves_no_modules_and_no_cache_behind(config: Config) -> None:
    test_flow.test(config)
    left = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
    assert not [file for file in left if file.startswith(str(config.root))]
    assert not (config.root / ".pytest_cache").exists()


def test_a_page_of_which_a_case_was_left_out_is_known(config: Config, service: Service) -> None:
    real = replace(config, base_url=service.url, unsafe_methods=True)
    assert test_flow.test(real).partly == frozenset()
    assert test_flow.test(real, arguments=("-k", "get_photo")).partly == {PATH}
    assert test_flow.test(real, ["en-us/photo-get#get_photo"]).partly == {PATH}


def test_a_partial_run_keeps_what_the_baseline_accepts_of_other_cases(
    config: Config, service: Service
) -> None:
    service.body = '{"height": "tall", "name": "a"}'
    real = replace(config, base_url=service.url, unsafe_methods=True, baseline="known.jsonl")
    pages = judged_pages(run := test_flow.test(real))
    load_baseline(real, update=True).hold(run, pages)
    before = (config.root / "known.jsonl").read_text(encoding="utf-8")
    assert before.count("CON209") == 1  # the two findings are equal
    assert '"count": 2' in before or before.count("\n") > 1
    part = test_flow.test(real, arguments=("-k", "get_photo"))
    load_baseline(real, update=True).hold(part, judged_pages(part))
    assert (config.root / "known.jsonl").read_text(encoding="utf-8") == before
    service.body = '{"height": 1, "name": "a"}'
    whole = test_flow.test(real)
    load_baseline(real, update=True).hold(whole, judged_pages(whole))
    assert "CON209" not in (config.root / "known.jsonl").read_text(encoding="utf-8")


IGNORED = "\n<!-- docreplay-ignore CON209 the service sends words -->\n"


@pytest.mark.parametrize(
    ("body", "arguments", "codes"),
    [
        ('{"height": 1, "name": "a"}', (), ["DOC136"]),
        ('{"height": "tall", "name": "a"}', (), []),
        ('{"height": 1, "name": "a"}', ("-k", "get_photo"), []),
    ],
)
def test_a_suppression_that_the_service_does_not_need_is_named(
    config: Config, service: Service, body: str, arguments: tuple[str, ...], codes: list[str]
) -> None:
    (config.root / PATH).write_text(SEVERAL + IGNORED, encoding="utf-8")
    service.body = body
    real = replace(config, base_url=service.url, unsafe_methods=True)
    run = test_flow.test(real, arguments=arguments)
    assert [finding.code for finding in run.findings] == codes


def test_a_suppression_is_not_unused_where_nothing_was_judged(
    config: Config, service: Service
) -> None:
    (config.root / PATH).write_text(SEVERAL + IGNORED, encoding="utf-8")
    service.body = '{"height": 1, "name": "a"}'
    safe = replace(config, base_url=service.url)
    assert test_flow.test(safe).findings == ()  # DELETE is skipped
    assert test_flow.test(config).findings == ()  # the pages against themselves


@pytest.mark.parametrize(("name", "outcome"), [("portrait", "passed"), ("square", "failed")])
def test_a_response_is_compared_with_the_values_that_the_page_lists(
    config: Config, service: Service, name: str, outcome: str
) -> None:
    listed = "\nPossible values for `name` are `portrait` and `landscape`.\n"
    (config.root / PATH).write_text(PAGE + listed, encoding="utf-8")
    service.body = json.dumps({"height": 1, "name": name})
    run = test_flow.test(replace(config, base_url=service.url))
    assert [verdict.outcome for verdict in run.verdicts] == [outcome]
    assert {finding.code for finding in run.verdicts[0].findings} <= {"CON224"}
