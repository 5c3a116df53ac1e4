"""Tests that people write beside the generated ones: a later request uses what a response gave."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.model.case import Answer
from docreplay.model.json.value import JSON
from docreplay.plugin.client import Api, Reply
from tests.plugin.conftest import Project
from tests.plugin.test_client import CASE, Canned
from tests.support.service import Exchange, service_of

pytest_plugins = ["pytester"]
GUIDE = Path(__file__).parents[2] / "docs/guides/pytest.md"
RECIPE = """\
def test_created_group_can_be_read(api):
    created = api.post("/groups", json={"name": "docs"})
    created.has_status(201)
    group = created.capture("id")

    read = api.get(f"/groups/{group}")
    read.has_status(200)
    assert read.json()["name"] == "docs"
"""
BODY = b'{"id": 7, "size": 0.5, "on": true, "no": null, "value": [{"id": "a b"}], "$x": "y"}'


def reply(body: bytes, *headers: tuple[str, str]) -> Reply:
    answer = Answer(status=200, reason="OK", headers=headers, body=body)
    return Api(Canned(answer), CASE).get("/photo")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "7"),
        ("size", "0.5"),
        ("on", "true"),
        ("$.value[0].id", "a b"),
        ("$['$x']", "y"),
        ("Location:", "/photos/1"),
        ("location:", "/photos/1"),
    ],
)
def test_a_value_is_captured_as_text(name: str, value: str) -> None:
    assert reply(BODY, ("Location", "/photos/1")).capture(name) == value


@pytest.mark.parametrize("name", ["no", "value", "missing", "$.value[1].id", "ETag:", "$"])
def test_a_missing_value_is_an_error_with_its_name(name: str) -> None:
    with pytest.raises(LookupError, match="the response has no value at `") as error:
        reply(BODY).capture(name)
    assert f"`{name}`" in str(error.value)


@pytest.mark.parametrize("body", [b"[1]", b"3", b"null", b'"id"'])
def test_only_objects_have_members(body: bytes) -> None:
    with pytest.raises(LookupError, match="`id`"):
        reply(body).capture("id")


@pytest.mark.parametrize("body", [b"", b"<a/>", b"{", b"[" * 100_000, b"\xff\xfe\xff"])
def test_a_body_that_is_not_json_is_an_error_without_its_content(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"^the response body is not JSON$"):
        reply(body).json()
    with pytest.raises(ValueError, match=r"^the response body is not JSON$"):
        reply(body).capture("id")


@pytest.mark.parametrize(
    ("body", "value"), [(b"[1, null]", [1, None]), (b"\xef\xbb\xbf{}", {}), (b'"\xc3\xa4"', "ä")]
)
def test_a_body_is_given_as_json(body: bytes, value: JSON) -> None:
    assert reply(body).json() == value


def test_an_invalid_path_is_an_error() -> None:
    with pytest.raises(ValueError, match="JSON Path"):
        reply(BODY).capture("$.[")


@pytest.fixture
def groups() -> Iterator[str]:
    """The URL of a service that keeps groups."""
    kept: dict[str, bytes] = {}

    def respond(exchange: Exchange) -> None:
        if exchange.command == "POST":
            kept["/groups/g1"] = b'{"id": "g1", "name": "docs"}'
            exchange.give(201, {"Content-Type": "application/json"}, kept["/groups/g1"])
        else:
            found = kept.get(exchange.path)
            exchange.give(200 if found else 404, {}, found or b"")

    with service_of(respond) as url:
        yield url


def run(project: Project, url: str, test: str) -> pytest.RunResult:
    (project.root / "tests").mkdir()
    (project.root / "tests/test_groups.py").write_text(test, encoding="utf-8")
    options = (f"--docreplay-base-url={url}", "--docreplay-unsafe-methods")
    return project.run(*options, "tests/test_groups.py")


def test_the_recipe_is_that_of_the_guide() -> None:
    assert RECIPE in GUIDE.read_text(encoding="utf-8")


def test_the_recipe_passes(project: Project, groups: str) -> None:
    run(project, groups, RECIPE).assert_outcomes(passed=1)


def test_the_recipe_fails_where_the_id_is_missing(project: Project, groups: str) -> None:
    result = run(project, groups, RECIPE.replace('"id"', '"key"'))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the response has no value at `key`*"])
