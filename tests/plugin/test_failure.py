"""How failures look: everywhere they begin with the page's place."""

from xml.etree import ElementTree

import pytest

from tests.plugin.conftest import PAGE, PATH, Project, Service

pytest_plugins = ["pytester"]

WRONG = '{"height": "48", "name": "another"}'
FIRST = f"{PATH}:14:13: error CON2"


@pytest.fixture
def failing(project: Project, service: Service) -> Project:
    """A project whose service gives a string where the page shows an integer."""
    service.body = WRONG
    (project.root / "docreplay.toml").write_text(f'base-url = "{service.url}"', encoding="utf-8")
    return project


@pytest.mark.parametrize("target", ["generated_tests", "docs_source"])
def test_the_text_begins_with_the_place_of_the_json_line(failing: Project, target: str) -> None:
    result = failing.run(target)
    result.assert_outcomes(failed=1)
    head = next(i for i, line in enumerate(result.outlines) if line.startswith("____"))
    assert result.outlines[head + 1].startswith(FIRST)
    result.stdout.fnmatch_lines(['*14 |   "height": 99,', "*expected*", "*curl*", "*explain*"])


@pytest.mark.parametrize("target", ["generated_tests", "docs_source"])
def test_the_text_names_the_case_by_the_id_that_its_page_gives_it(
    failing: Project, target: str
) -> None:
    failing.run(target).stdout.fnmatch_lines(["*case*en-us/photo-get#get_photo  GET *"])


@pytest.mark.parametrize("target", ["generated_tests", "docs_source"])
def test_the_text_of_an_unreachable_service_names_the_case_by_its_id(
    project: Project, target: str
) -> None:
    nowhere = 'base-url = "http://127.0.0.1:9"'
    (project.root / "docreplay.toml").write_text(nowhere, encoding="utf-8")
    project.run(target).stdout.fnmatch_lines(["*case*en-us/photo-get#get_photo  GET *"])


def test_a_test_that_its_page_does_not_know_is_named_by_itself(failing: Project) -> None:
    module = next((failing.root / "generated_tests").rglob("test_*.py"))
    text = module.read_text(encoding="utf-8").replace("test_get_photo", "test_mine")
    (failing.root / "generated_tests/test_mine.py").write_text(text, encoding="utf-8")
    result = failing.run("generated_tests/test_mine.py")
    result.stdout.fnmatch_lines([f"*case*{PATH}::test_mine  GET *"])


@pytest.mark.parametrize("target", ["generated_tests", "docs_source"])
def test_the_curl_line_shows_what_the_page_shows(
    failing: Project, service: Service, target: str
) -> None:
    failing.page(PAGE.replace("/v1/photo", "/v1/photo?code=200&sig={sig}"))
    failing.generate()
    result = failing.run(target, "--docreplay-var", "sig=abc")
    result.stdout.fnmatch_lines([f"*curl*{service.url}/v1/photo?code=200&sig=[*][*][*]*"])


@pytest.mark.parametrize("target", ["generated_tests", "docs_source"])
def test_tb_line_is_one_line_for_each_failure(failing: Project, target: str) -> None:
    result = failing.run(target, "--tb=line")
    lines = [line for line in result.outlines if PATH in line and "FAILED" not in line]
    assert [line.startswith(FIRST) for line in lines if "CON" in line] == [True]


def test_the_short_summary_shows_the_place(
    failing: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = failing.run("generated_tests", "--tb=no")
    result.stdout.fnmatch_lines([f"FAILED generated_tests/*::test_get_photo - {FIRST}*"])


def test_the_places_of_failures_are_whole_in_a_narrow_terminal(
    failing: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("BUILD_NUMBER", raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    result = failing.run("generated_tests", "--tb=no")
    result.stdout.fnmatch_lines(["*docreplay*", f"{FIRST}* must be an integer (got a string)"])


def test_the_place_survives_the_way_from_another_process(failing: Project) -> None:
    result = failing.run("generated_tests", "--tb=line", "-n1")
    result.assert_outcomes(failed=1)
    assert any(line.startswith(FIRST) for line in result.outlines)
    result.stdout.fnmatch_lines(["1 case: 1 failed; 1 error"])


@pytest.mark.parametrize("more", [(), ("-n1",)])
def test_junit_carries_case_page_line_and_code(failing: Project, more: tuple[str, ...]) -> None:
    failing.run("generated_tests", "--junitxml=out.xml", *more)
    (case,) = ElementTree.parse(failing.root / "out.xml").iter("testcase")  # noqa: S314  # our own
    named = {item.get("name"): item.get("value") or "" for item in case.iter("property")}
    assert (named["page"], named["line"]) == (PATH, "14")
    assert named["code"].startswith("CON2")
    assert (case.find("failure") or case[-1]).get("message", "").startswith(FIRST)


@pytest.mark.parametrize("more", [(), ("-n1",)])
def test_both_messages_are_shown_on_demand(failing: Project, more: tuple[str, ...]) -> None:
    assert f"| {WRONG}" not in failing.run("generated_tests", *more).stdout.str()
    result = failing.run("generated_tests", "-v", *more)
    result.stdout.fnmatch_lines(["*| GET http*", "*| HTTP/1.1 200*", f"*| {WRONG}"])


def test_all_mismatches_of_an_answer_are_reported_together(
    failing: Project, service: Service
) -> None:
    service.status, service.content_type = 203, "application/hal+json"
    result = failing.run("generated_tests")
    text = result.stdout.str()
    assert f"{PATH}:10:" in text
    assert f"{PATH}:14:13" in text


def test_text_of_a_service_cannot_move_the_cursor(failing: Project, service: Service) -> None:
    service.body = '{"height": "\\u001b[2J\\ud800\\u202e", "name": "x"}'
    result = failing.run("generated_tests", "-v")
    result.assert_outcomes(failed=1)
    assert not {"\x1b", "\u202e"} & set(result.stdout.str())
    assert FIRST in result.stdout.str()


def test_hostile_answers_survive_the_way_from_another_process(
    failing: Project, service: Service
) -> None:
    service.body = '{"height": "\\ud800]]>\\u0000", "name": "x"}'
    result = failing.run("generated_tests", "-n1", "--junitxml=out.xml")
    result.assert_outcomes(failed=1)
    ElementTree.parse(failing.root / "out.xml")  # noqa: S314  # our own
