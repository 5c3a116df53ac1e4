"""Native collection: the pages themselves are the tests."""

import re

import pytest

from tests.plugin.conftest import PAGE, PATH, Project

pytest_plugins = ["pytester"]

ZH = "docs_source/zh-cn/photo-get.md"


def collected(project: Project, *arguments: str) -> list[str]:
    """Return the node ids that pytest collects."""
    return [line for line in project.run("--co", "-q", *arguments).outlines if "::" in line]


def test_a_case_is_an_item_of_its_page(project: Project) -> None:
    assert collected(project, "docs_source") == [f"{PATH}::test_get_photo"]


def test_the_items_have_the_names_of_the_generated_tests(project: Project) -> None:
    project.page(PAGE * 3, "docs_source/en-us/thrice.md")
    project.generate()
    names = [id.partition("::")[2] for id in collected(project, "docs_source")]
    generated = [id.partition("::")[2] for id in collected(project, "generated_tests")]
    assert names == generated
    assert len(names) == 4


def test_an_item_is_at_the_line_of_its_request(project: Project) -> None:
    items, _ = project.pytester.inline_genitems("docs_source")
    # pytest counts lines from 0; the request is on the fifth line.
    assert items[0].location == (PATH, 4, "GET /v1/photo")


@pytest.mark.parametrize("path", ["README.md", "docs_source2/photo.md", "docs_source/not.text"])
def test_a_file_that_is_not_a_page_is_not_collected(project: Project, path: str) -> None:
    project.page(PAGE, path)
    assert collected(project, ".", "--ignore=generated_tests") == [f"{PATH}::test_get_photo"]


def test_an_excluded_page_is_not_collected(project: Project) -> None:
    (project.root / "docreplay.toml").write_text('exclude = ["docs_source/*/photo*"]')
    assert collected(project, "docs_source") == []


def test_an_equal_translation_is_the_same_case(project: Project) -> None:
    project.page(PAGE.replace("Get the photo", "获取照片"), ZH)
    assert collected(project, "docs_source") == [f"{PATH}::test_get_photo"]


def test_a_translation_alone_is_tested(project: Project) -> None:
    project.page(PAGE, ZH)
    assert collected(project, ZH) == [f"{ZH}::test_get_photo"]


def test_a_different_translation_is_its_own_case(project: Project) -> None:
    project.page(PAGE.replace("photo\n```", "foto\n```"), ZH)
    assert collected(project, "docs_source") == [f"{p}::test_get_photo" for p in (PATH, ZH)]


def test_all_locales_can_be_tested(project: Project) -> None:
    (project.root / "docreplay.toml").write_text("all-locales = true")
    project.page(PAGE, ZH)
    assert len(collected(project, "docs_source")) == 2


def test_pages_pass_against_the_embedded_service(project: Project) -> None:
    result = project.run("docs_source")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["docreplay: embedded service, pages in docs_source"])


def test_hostile_names_stay_names(project: Project) -> None:
    name = r"a::b[c]\u001b[2J{{7*7}}\"); import os"
    project.page(PAGE.replace("get_photo", name), "docs_source/en-us/q {x} $(y).md")
    result = project.run("docs_source/en-us/q {x} $(y).md", "-v")
    result.assert_outcomes(passed=1)
    assert re.search(r"::test_[a-z0-9_]+ PASSED", result.stdout.str())
