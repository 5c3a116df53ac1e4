import pytest

from docreplay.model.json.value import JSON
from docreplay.model.strictness import (
    DEFAULT,
    Matcher,
    StrictnessError,
    check_tables,
    strictness_of,
)

PAGE, CASE = "docs_source/en-us/api/photo-get.md", "en-us/api/photo-get#get_photo"


def refused(table: dict[str, JSON]) -> str:
    with pytest.raises(StrictnessError) as caught:
        check_tables(table)
    return str(caught.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"mod": "exact"}, "unknown key `mod` (did you mean `mode`?)"),
        ({"mode": "exakt"}, '`mode` must be one of "shape", "types", "exact" (got "exakt")'),
        ({"echo": 1}, "`echo` must be one of true, false (got 1)"),
        ({"paths": []}, "`paths` must be a table (got [])"),
        ({"paths": {"id": "any"}}, "`id`: a JSON Path must start with `$`"),
        ({"paths": {"$.id": "ignored"}}, "unknown matcher `ignored` (did you mean `ignore`?)"),
        ({"paths": {"$.id": {"formt": "guid"}}}, "`formt` (did you mean `format`?)"),
        ({"paths": {"$.id": {"format": "giud"}}}, '"giud" (did you mean `guid`?)'),
        ({"paths": {"$.id": {"regex": "("}}}, 'invalid regular expression "("'),
        ({"paths": {"$.id": {"one-of": []}}}, "`one-of` must be a list of values (got [])"),
        ({"paths": {"$.id": {"approx": -1}}}, "`approx` must be a number of at least 0"),
        ({"paths": {"$.id": {}}}, "expected a matcher, got {}"),
        ({"paths": {"$.id": {"mode": "all"}}}, "`$.id`: `mode` must be one of"),
        ({CASE: {"mod": 1}}, f"`{CASE}`: unknown key `mod`"),
    ],
)
def test_a_setting_without_a_meaning_is_refused(table: dict[str, JSON], message: str) -> None:
    assert message in refused(table)


def test_a_page_is_not_trusted_with_regular_expressions() -> None:
    table: JSON = {"paths": {"$.id": {"regex": "a+"}}}
    assert strictness_of(table).paths
    with pytest.raises(StrictnessError, match="only in the configuration"):
        strictness_of(table, trusted=False)


@pytest.mark.parametrize("table", [None, 1, "exact", [], {"paths": {"$.a": None}}])
def test_a_table_of_another_type_is_refused(table: JSON) -> None:
    with pytest.raises(StrictnessError):
        strictness_of(table)


@pytest.mark.parametrize(
    "name",
    ["date-time", "date", "time", "duration", "guid", "uri", "email", "etag", "base64"],
)
def test_a_format_can_be_required_at_a_path(name: str) -> None:
    (rule,) = strictness_of({"paths": {"$.id": {"format": name}}}).paths
    assert rule.matcher == Matcher(kind="format", text=name)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mode", "shape"),
        ("missing", "refuse"),
        ("extra", "note"),
        ("null", "shown"),
        ("order", "page"),
        ("headers", "warn"),
        ("echo", True),
        ("alternatives", False),
    ],
)
def test_a_default_that_is_written_out_changes_nothing(key: str, value: JSON) -> None:
    assert strictness_of({key: value}) == DEFAULT
