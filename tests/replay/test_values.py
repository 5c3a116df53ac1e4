"""Sources of the values of placeholders, and their order."""

from collections.abc import Mapping

import pytest

from docreplay.model.http import placeholder_values
from docreplay.model.http.placeholder_values import Key, PlaceholderValues, key_of
from docreplay.model.http.url_template import fill
from docreplay.replay.values import Values

PARAMETERS: dict[str, object] = {
    "id": "plain",
    "things/{id}": "place",
    "docs/p.md": {"id": "page"},
    "p#get": {"id": "case"},
}
CAPTURED = {"id": "captured"}


def filled(
    target: str,
    *,
    page: str = "docs/x.md",
    case: str = "x#get",
    variables: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    captured: Mapping[str, str] | None = None,
) -> str:
    values = Values(PARAMETERS, variables, ("docs",), environment or {})
    return fill(target, values.of(page, case, captured or {})).text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "/a/plain"),
        ({"page": "docs/p.md"}, "/a/page"),
        ({"page": "docs/p.md", "case": "p#get"}, "/a/case"),
        ({"page": "docs/p.md", "case": "p#get", "captured": CAPTURED}, "/a/captured"),
        ({"captured": CAPTURED, "environment": {"DOCREPLAY_VAR_id": "exported"}}, "/a/exported"),
        ({"variables": {"id": "line"}, "environment": {"DOCREPLAY_VAR_id": "e"}}, "/a/line"),
        ({"captured": {"other": "1"}}, "/a/plain"),
    ],
)
def test_the_first_source_that_has_a_value_wins(given: dict[str, object], expected: str) -> None:
    assert filled("/a/{id}", **given) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "/things/place"),
        ({"page": "docs/p.md"}, "/things/page"),
        ({"captured": CAPTURED}, "/things/captured"),
        ({"captured": {"things/{id}": "7", "id": "8"}}, "/things/7"),
        ({"variables": {"ID": "line"}, "captured": {"things/{id}": "7"}}, "/things/line"),
        ({"variables": {"things/{id}": "line"}, "captured": {"id": "7"}}, "/things/line"),
    ],
)
def test_a_place_wins_within_its_source_only(given: dict[str, object], expected: str) -> None:
    assert filled("/things/{id}", **given) == expected  # type: ignore[arg-type]


def test_an_empty_value_ends_the_search() -> None:
    assert filled("/a/{id}", variables={"id": " "}) == "/a/{id}"
    assert filled("/a/{id|name}", variables={"id": "", "name": "n"}) == "/a/n"


def test_alternatives_are_filled_by_the_first_source_that_has_one_of_them() -> None:
    assert filled("/a/{id|name}", variables={"name": "ada"}) == "/a/ada"
    assert filled("/a/{id|name}", variables={"name": "ada", "id": "1"}) == "/a/1"


@pytest.mark.parametrize(
    ("target", "key", "expected"),
    [
        ("/x/find(name='{n}')/{n}", "(name='{n}')", "/x/find(name='V')/{n}"),
        ("/x/find(a='{n}',name='{n}')", ",name='{n}'", "/x/find(a='{n}',name='V')"),
        ("/x/{n}?$skiptoken={n}", "?$skiptoken={n}", "/x/{n}?$skiptoken=V"),
        ("/x/{n}?$top=1&$skiptoken={n}", "?$skiptoken={n}", "/x/{n}?$top=1&$skiptoken=V"),
        ("/x/{n}?$top=1&$skiptoken={n}", "&$SKIPTOKEN={n}", "/x/{n}?$top=1&$skiptoken=V"),
        ("/groups/{id}/threads/{id}", "groups/{id}/threads/{id}", "/groups/{id}/threads/V"),
        ("/a/{x}/b/{id}", "a/{anything}/b/{id}", "/a/{x}/b/V"),
        ("/a/{id}/b/{id}", "{id}", "/a/V/b/V"),
        ("/a/{id}/b", "{id}/b", "/a/V/b"),
        ("/a/{id}/c", "{id}/b", "/a/{id}/c"),
        ("/drive/root:/{path}:/x", "root:/{+path}", "/drive/root:/V:/x"),
    ],
)
def test_a_value_applies_at_its_place(target: str, key: str, expected: str) -> None:
    assert fill(target, {key: "V"}).text == expected


def test_values_of_a_traceback_are_hidden() -> None:
    values = Values({"token": "hunter2"}).of("docs/a.md", "a#b", {"secret": "hunter3"})
    assert "hunter" not in repr(values)
    assert values == {"secret": "hunter3", "token": "hunter2"}


def test_the_mapping_has_each_name_once() -> None:
    assert PlaceholderValues({"id": "1"}, {"ID": "2", "b": "3"}) == {"id": "1", "b": "3"}


def test_keys_of_a_table_are_read_once_for_all_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str) -> Key:
        read.append(text)
        return key_of(text)

    monkeypatch.setattr(placeholder_values, "key_of", counted)
    values = Values(PARAMETERS)
    for number in range(3):
        assert values.of("docs/p.md", f"p#case{number}")["id"] == "page"
    assert sorted(read) == ["id", "id", "id", "things/{id}"]
