"""Paths of `[compare.paths]` and of annotations that match nothing in a run are reported."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.load import load
from docreplay.config.settings import Config
from docreplay.flows.test import run as test_flow
from tests.plugin.conftest import PAGE, PATH, Service

OTHER = "docs_source/en-us/photo-put.md"
DELETE = PAGE.replace("GET https", "DELETE https").replace("get_photo", "delete_photo")
HEAD = PAGE.replace("GET https", "HEAD https").replace("get_photo", "head_photo")
UNKNOWN = {"paths": {"$.size": "ignore"}}


@pytest.fixture
def config(tmp_path: Path, service: Service) -> Config:
    for path in (PATH, OTHER):
        page = tmp_path / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.replace("get_photo", f"of_{page.stem[-3:]}"), encoding="utf-8")
    return Config(root=tmp_path, base_url=service.url)


def messages(config: Config, paths: Sequence[str] = (), *arguments: str) -> list[str]:
    run = test_flow.test(config, paths, arguments=arguments)
    assert {item.code for item in run.findings} <= {"RUN504"}
    return [item.message for item in run.findings]


@pytest.mark.parametrize(
    ("path", "body", "is_told"),
    [
        ("$.size", '{"height": 1, "name": "a"}', True),
        ("$.size", '{"height": 1, "name": "a", "size": 2}', False),  # the service has it
        ("$.height", '{"name": "a"}', False),  # the page has it
        ("$.name[*]", '{"height": 1, "name": "a"}', True),
        ("$..height", '{"height": 1, "name": "a"}', False),
        ("$", '{"height": 1, "name": "a"}', False),
        ("$.size", "nonsense", False),  # its properties are unknown
        ("$.size", "", False),
        ("$.size", '{"error": {"code": "busy", "message": "Wait."}}', False),
    ],
)
def test_a_path_that_matches_neither_a_page_nor_a_response_is_reported(
    config: Config, service: Service, path: str, body: str, is_told: bool
) -> None:
    service.body = body
    run = replace(config, compare={"paths": {path: {"mode": "types"}}})
    told = [f"`compare.paths`: `{path}` matches nothing in this run"]
    assert messages(run) == (told if is_told else [])


@pytest.mark.parametrize("path", ["$.size", "$.height"])
def test_worker_processes_report_the_same(config: Config, path: str) -> None:
    run = replace(config, compare={"paths": {path: "any"}})
    assert len(messages(run, (), "-n", "2")) == (path == "$.size")


@pytest.mark.parametrize(
    ("pattern", "paths", "arguments", "is_told"),
    [
        ("", (), (), True),
        ("", (), ("-k", "of_get"), False),
        ("", (PATH,), (), False),
        ("", ("en-us/photo-get#of_get",), (), False),
        (PATH, (PATH,), (), True),
        (PATH, (), ("-k", "of_put"), False),
        (PATH, (OTHER,), (), False),
        ("en-us", (PATH,), (), False),
        ("en-us/photo-get#of_get", (PATH,), (), True),
        ("en-us/photo-get#of_get", (), ("-k", "of_get"), True),
        ("en-us/photo-get#of_get", (OTHER,), (), False),
    ],
)
def test_a_run_of_some_cases_reports_what_it_can_know(
    config: Config, pattern: str, paths: Sequence[str], arguments: Sequence[str], is_told: bool
) -> None:
    compare: Mapping[str, Any] = {pattern: UNKNOWN} if pattern else UNKNOWN
    found = messages(replace(config, compare=compare), paths, *arguments)
    assert len(found) == is_told


@pytest.mark.parametrize(("page", "is_told"), [(DELETE, False), (HEAD, True)])
def test_a_case_without_a_response_may_have_what_others_lack(
    config: Config, page: str, is_told: bool
) -> None:
    (config.root / OTHER).write_text(page, encoding="utf-8")
    assert len(messages(replace(config, compare=UNKNOWN))) == is_told


def test_a_service_that_does_not_respond_decides_nothing(config: Config) -> None:
    gone = replace(config, base_url="http://127.0.0.1:1", compare=UNKNOWN)
    assert messages(gone) == []


def test_a_path_of_an_annotation_is_reported_at_the_body(config: Config) -> None:
    paths = '"compare": { "paths": { "$.size": { "mode": "exact" }, "$.name": "any" } }'
    page = PAGE.replace('"blockType": "response"', f'"blockType": "response", {paths}')
    (config.root / PATH).write_text(page, encoding="utf-8")
    run = test_flow.test(config)
    assert [(str(item.location), item.message) for item in run.findings] == [
        (f"{PATH}:13:1", "`compare` of the annotation: `$.size` matches nothing in this run")
    ]
    assert test_flow.test(replace(config, ignore=("RUN504",))).findings == ()


def test_a_path_is_reported_at_its_line_of_the_configuration(config: Config) -> None:
    text = f'[compare.paths]\n"$.name" = "any"\n"$.size" = "any"\n[compare."{PATH}".paths]\n'
    text += '"$.mime" = "any"\n'
    (config.root / "docreplay.toml").write_text(text, encoding="utf-8")
    run = test_flow.test(replace(load(config.root), base_url=config.base_url))
    assert [str(item.location) for item in run.findings] == [
        "docreplay.toml:3:1",
        "docreplay.toml:5:1",
    ]


def test_pages_that_are_compared_with_themselves_need_not_have_it(config: Config) -> None:
    assert messages(replace(config, base_url="", compare=UNKNOWN)) == []
