"""Front matter: read by YAML, line by line if it is not YAML, and quickly if it is simple."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docreplay.read.markup.front_matter import body_start, entries, parsed_entries, simple_entries


def contents(yaml: str) -> dict[str, str]:
    return {entry.key: entry.content for entry in entries(f"---\n{yaml}---\n# Title\n")}


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: A photo\n", {"title": "A photo"}),
        ("title: \"A photo\"\nms.prod: 'x'\n", {"title": "A photo", "ms.prod": "x"}),
        ('title: "A \\"big\\" photo"\n', {"title": 'A "big" photo'}),
        ("title: 'It''s'\n", {"title": "It's"}),
        ("title: >-\n  One\n  line\nkey: b\n", {"title": "One line", "key": "b"}),
        ("tags:\n  - a\n  - b\nkey: b\n", {"tags": "- a\n  - b", "key": "b"}),
        ("title: a # comment\n", {"title": "a"}),
        ("# comment\ntitle: a\n", {"title": "a"}),
        ("title:\nkey:   \n", {"title": "", "key": ""}),
        ("date: 2024-01-02\nno: no\n", {"date": "2024-01-02", "no": "no"}),
        ("title: a: b\nkey: 'c'\n", {"title": "a: b", "key": "c"}),
        ("title: [a\nkey: c\n", {"title": "[a", "key": "c"}),
        ("- a\n- b\n", {}),
        ("", {}),
    ],
)
def test_entries_have_the_values_of_yaml(yaml: str, expected: dict[str, str]) -> None:
    assert contents(yaml) == expected


@pytest.mark.parametrize("yaml", ["a: " + "[" * 5000 + "\n", "a: &x *y\n", "a: \x07\n", "\ta: b\n"])
def test_front_matter_that_is_not_yaml_is_read_by_lines(yaml: str) -> None:
    assert len(contents(yaml)) == yaml.startswith("a")


def test_only_a_plain_entry_is_one_line_with_its_value() -> None:
    found = entries("---\na: b\nc: |\n  d\ne: [f]\ng: h # i\n---\n")
    assert [(entry.key, entry.is_plain) for entry in found] == [
        ("a", True),
        ("c", False),
        ("e", False),
        ("g", False),
    ]


_values = st.text(st.sampled_from("ab: #'\"-\\\u00a0\ud7ff|>[]{}*&!%@`,?=~0\t."), max_size=9)
_lines = st.builds(
    lambda key, blank, value: f"{key}:{blank}{value}\n",
    st.sampled_from(["a", "ms.date", "b-c", "_d", "null", "y"]),
    st.sampled_from(["", " ", " ", "  ", "\t"]),
    _values | st.sampled_from(['"a b"', "'a b'", "a b", "", "1.0", "http://a.example/b#c"]),
)


@example('a: " b "\n')
@example("a: ' '\n")
@given(st.lists(_lines, max_size=4).map("".join))
def test_simple_lines_read_as_the_yaml_parser_reads_them(yaml: str) -> None:
    text = f"---\n{yaml}---\n"
    found = simple_entries(text, 4, 4 + len(yaml))
    assert found is None or found == parsed_entries(text, 4, 4 + len(yaml))


def test_most_front_matter_is_simple() -> None:
    yaml = 'title: "Get a photo"\ndescription: Here: see http://a.example.\nms.date: 01/02/24\n'
    assert simple_entries(f"---\n{yaml}---\n", 4, 4 + len(yaml)) is None
    yaml = yaml.replace("Here: ", "Here, ")
    assert simple_entries(f"---\n{yaml}---\n", 4, 4 + len(yaml))


@given(st.text(st.sampled_from("ab:-\n #'\"|"), max_size=30))
def test_the_offsets_of_a_value_are_right(yaml: str) -> None:
    text = f"---\n{yaml}\n---\n"
    for entry in entries(text):
        assert text[entry.value.start : entry.value.end] == entry.value.text
        assert entry.value.end <= body_start(text)
