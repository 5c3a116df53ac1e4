"""What a response gives is not missing: `docreplay list --unfilled` with captures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.list_cases import list_cases, unfilled
from tests.live.conftest import documented
from tests.live.test_captures import LIST, MADE
from tests.live.test_requires import noted

Project = Callable[..., Config]


@pytest.fixture
def configured(tmp_path: Path) -> Project:
    """Return a function that writes pages and returns a configuration."""

    def write(pages: dict[str, str], **settings: object) -> Config:
        (tmp_path / "docs_source").mkdir()
        for name, text in pages.items():
            (tmp_path / f"docs_source/{name}.md").write_text(text, encoding="utf-8")
        return Config(root=tmp_path, **settings)  # type: ignore[arg-type]

    return write


def keys(config: Config) -> list[str]:
    return [item.key for item in unfilled(list_cases(config))]


MAKE = noted("POST /groups", '"capture": {"id": "$.id"}', MADE, "make")
USE = noted("GET /groups/{id}/{x}", '"requires": ["make"]')


def test_a_capture_of_an_annotation_fills_later_requests(configured: Project) -> None:
    assert keys(configured({"p": MAKE + USE})) == ["x"]


def test_what_precedes_the_capture_is_not_filled_by_it(configured: Project) -> None:
    assert keys(configured({"p": documented("GET /groups/{id}") + MAKE})) == ["id"]


def test_a_capture_of_another_page_fills_what_requires_it(configured: Project) -> None:
    other = noted("GET /other/{id}", '"requires": ["m#make"]')
    plain = noted("GET /plain/{id}")
    config = configured({"a": other, "b": plain, "m": MAKE})
    assert {item.case.page.key for item in list_cases(config) if item.unfilled} == {"b"}


@pytest.mark.parametrize(
    ("captures", "missing"),
    [("infer", ["x"]), ("annotated", ["groups/{id}", "threads/{id}", "x"])],
)
def test_an_inferred_value_is_not_missing(
    configured: Project, captures: str, missing: list[str]
) -> None:
    pages = {
        "a": documented("GET /groups", "GET /groups/{id}/threads", response=LIST),
        "b": documented("GET /groups/{id}", "GET /groups/{id}/threads/{id}", "GET /more/{x}"),
    }
    assert sorted(keys(configured(pages, captures=captures))) == missing


def test_a_created_object_counts_without_consent(configured: Project) -> None:
    pages = {
        "a": documented("POST /groups", response=MADE),
        "b": documented("GET /groups/{id}"),
    }
    assert keys(configured(pages, captures="infer")) == []


def test_a_literal_id_that_a_list_gives_is_not_missing(configured: Project) -> None:
    pages = {
        "a": documented("GET /groups", response=LIST),
        "b": documented("GET /groups/48d31887-5fad-4d73-a9f5-3c356e68a038"),
    }
    config = configured(pages, captures="infer", literal_ids="parameters")
    assert keys(config) == []
    assert keys(replace(config, captures="annotated")) == ["groups/*"]
