import pytest

from docreplay.model.json.path import JsonPathError, json_path

Steps = tuple[str | int, ...]


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$", ()),
        ("$.a", ("a",)),
        ("$.a.b", ("a", "b")),
        ("$.value[*].id", ("value", 3, "id")),
        ("$[*]", (0,)),
        ("$['a b'].c", ("a b", "c")),
        ('$["a.b"]', ("a.b",)),
        ("$['..']", ("..",)),
        ("$.*", ("anything",)),
        ("$.*", (0,)),
        ("$[*]", ("anything",)),
        ("$.*.b", ("a", "b")),
        ("$..id", ("id",)),
        ("$..id", ("value", 0, "id")),
        ("$.value..id", ("value", 0, "owner", "id")),
        ("$.名称", ("名称",)),
        ("$.@odata\\u002etype", ("@odata\\u002etype",)),
    ],
)
def test_a_path_matches_what_it_means(path: str, steps: Steps) -> None:
    assert json_path(path).matches(steps)


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$", ("a",)),
        ("$.a", ()),
        ("$.a", ("A",)),
        ("$.a", ("a", "b")),
        ("$.value.id", ("value", 0, "id")),
        ("$..id", ("id", "name")),
        ("$.a..id", ("id",)),
    ],
)
def test_a_path_matches_nothing_else(path: str, steps: Steps) -> None:
    assert not json_path(path).matches(steps)


@pytest.mark.parametrize(
    "path", ["", "a", "$.", "$..", "$.a..", "$..a..b", "$[0]", "$[?(@.a)]", "$.a b", "$['a'"]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(JsonPathError):
        json_path(path)
