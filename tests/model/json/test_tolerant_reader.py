import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.json.places import DEPTH, JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from tests.support.book import Example, parametrize
from tests.support.calls import calls

characters = st.characters(exclude_categories=["Cs"])
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(characters)
)
values: st.SearchStrategy[JSON] = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(characters), inner)
)
layouts = st.sampled_from((None, 0, 1, 4))
pieces = (
    *("{", "}", "[", "]", ",", ":", '"a"', '"', "'", "&quot;", "1", "-", ".", "...", "null"),
    *("tru", "//", "/*", "*/", "\n", " ", "\\", "\\u12", "\u00a0", "b", "1" * 5000, "\\ud800"),
)
jsonish = st.lists(st.sampled_from(pieces), max_size=30).map("".join)


def shown(text: str) -> str:
    """Return the value of a text, then its repairs as `offset kind`; or the error."""
    try:
        read = read_json(text)
    except JsonError as error:
        return f"! {error.offset} {error.message}\n"
    repairs = [f"{repair.offset} {repair.kind}" for repair in read.repairs]
    elided = [f"elided {pointer!r}" for pointer in sorted(read.elided)]
    return "\n".join([json.dumps(read.value, ensure_ascii=False), *repairs, *elided]) + "\n"


@parametrize(Path(__file__).parent / "tolerant_reader.md")
def test_the_value_and_the_repairs_match_the_book(example: Example) -> None:
    assert shown(example["json"].removesuffix("\n")) == example["read"]


@given(values, layouts, st.booleans())
def test_strict_json_reads_as_python_reads_it(
    value: JSON, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    read = read_json(text)
    assert read.value == json.loads(text)
    assert not read.repairs


@given(values, layouts)
def test_the_forgiving_reader_agrees_with_the_strict_one(value: JSON, indent: int | None) -> None:
    read = read_json(json.dumps([value], indent=indent)[:-1] + ",]")
    assert read.value == [value]
    assert [repair.kind for repair in read.repairs] == ["trailing-comma"]


@given(values, layouts)
def test_every_place_holds_its_value(value: JSON, indent: int | None) -> None:
    read = read_json(json.dumps(value, indent=indent, ensure_ascii=False))
    for pointer, place in read.places.items():
        assert json.loads(read.text[place.start : place.end]) == at(value, pointer)
        assert place.key <= place.start


@given(values, layouts)
def test_the_place_of_a_key_is_its_quotation_mark(value: JSON, indent: int | None) -> None:
    read = read_json(json.dumps({"a": value}, indent=indent))
    place = read.places["/a"]
    assert read.text.startswith('"a":', place.key)


@given(jsonish)
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    try:
        read = read_json(text)
    except JsonError as error:
        offset = error.offset
    else:
        offset = 0
        assert all(0 <= repair.offset < len(text) for repair in read.repairs)
        assert json.dumps(read.value, ensure_ascii=False).encode()
        assert read.places.keys() >= {""}
    assert 0 <= offset <= len(text)


def at(value: JSON, pointer: str) -> JSON:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value[key]
        else:
            assert isinstance(value, list)
            value = value[int(key)]
    return value


def test_the_place_of_what_is_not_there_is_that_of_its_nearest_ancestor() -> None:
    read = read_json('{"a": {"b": 1}}')
    assert read.place("/a/c/0") == read.places["/a"]
    assert read.place("/x") == read.places[""]


def test_a_value_that_a_later_key_replaces_has_no_places() -> None:
    read = read_json('{"a": {"b": [...]}, "a": {"c": 1}}')
    assert read.places.keys() == {"", "/a", "/a/c"}
    assert not read.elided


def test_a_replaced_value_is_forgotten_at_any_depth_and_nothing_else_is() -> None:
    read = read_json('{"ab": [...], "a": [[{"b": [...]}], 1, ...], "a": ["c"], "ab/c": 1}')
    assert read.places.keys() == {"", "/ab", "/a", "/a/0", "/ab~1c"}
    assert read.elided == {"/ab"}


def test_forgetting_replaced_values_takes_no_longer_the_more_members_there_are() -> None:
    def work(number: int) -> int:
        members = ",".join(f'"a{index}": [1]' for index in range(number))
        return calls(lambda: read_json(f"{{{members}, {members}}}").places)

    assert work(400) <= 2.3 * work(200)


@pytest.mark.parametrize("lead", ["", "{"])
def test_nesting_is_read_to_a_depth_and_refused_below_it(lead: str) -> None:
    opening, closing = ("[", "]") if not lead else ('{"a":', "}")
    inner = "[]" if not lead else "{}"
    assert read_json(opening * DEPTH + inner + closing * DEPTH).places
    for depth in (DEPTH + 1, 900, 100_000):
        with pytest.raises(JsonError, match="nested too deeply"):
            read_json(opening * depth + inner + closing * depth)


def test_a_long_flat_text_is_not_taken_for_a_deep_one() -> None:
    assert read_json("[" + "[[]]," * 500 + "[]]").repairs == ()


def test_a_number_of_too_many_digits_is_refused() -> None:
    with pytest.raises(JsonError, match="too many digits"):
        read_json('{"a": ' + "9" * 5000 + "}")


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2007", "\u3000", "\ufeff"])
def test_odd_blanks_between_tokens_are_skipped_and_those_in_strings_kept(blank: str) -> None:
    read = read_json(f'{{"a":{blank}"b{blank}"}}')
    assert read.value == {"a": f"b{blank}"}
    assert [repair.kind for repair in read.repairs] == ["no-break-space"]
