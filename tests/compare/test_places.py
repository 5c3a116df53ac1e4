"""The line that a finding names is found once more, by a marker in the documented text."""

import copy
import json

from hypothesis import given
from hypothesis import strategies as st

from docreplay.compare.compare import compare
from docreplay.model.json.value import JSON, pointer
from tests.compare.exchanges import answering, expecting

Path = tuple[str | int, ...]
MARKER = "here it is"
names = st.sampled_from(["a", "b", "c", "d e", "f/g", "名"])
scalars: st.SearchStrategy[JSON] = st.sampled_from([1, "x", True])
values: st.SearchStrategy[JSON] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(names, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)
documents = st.dictionaries(names, values, min_size=1, max_size=3)


def leaves(value: JSON, path: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        return [leaf for name, item in value.items() for leaf in leaves(item, (*path, name))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*path, index))]
    return [path]


def holder(value: JSON, path: Path) -> dict[str | int, JSON]:
    for step in path[:-1]:
        value = value[step]  # type: ignore[index]  # the path is one of the value
    return value  # type: ignore[return-value]  # arrays are indexed just the same


def line_of(document: JSON, path: Path) -> int:
    marked = copy.deepcopy(document)
    holder(marked, path)[path[-1]] = MARKER
    lines = json.dumps(marked, indent=2, ensure_ascii=False).split("\n")
    return 11 + next(number for number, line in enumerate(lines) if MARKER in line)


@given(documents, st.data())
def test_a_wrong_value_is_reported_at_the_line_of_the_member(
    document: dict[str, JSON], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(leaves(document)))
    wrong = copy.deepcopy(document)
    holder(wrong, path)[path[-1]] = None
    text = json.dumps(document, indent=2, ensure_ascii=False)
    found = compare(expecting(text), answering(wrong))
    assert [finding.location.line for finding in found] == [line_of(document, path)]


@given(documents, st.data())
def test_a_missing_member_is_reported_at_its_line(
    document: dict[str, JSON], data: st.DataObject
) -> None:
    paths = [path for path in leaves(document) if all(isinstance(step, str) for step in path)]
    path = data.draw(st.sampled_from(paths or [()]))
    if not path:
        return
    wrong = copy.deepcopy(document)
    del holder(wrong, path)[path[-1]]
    text = json.dumps(document, indent=2, ensure_ascii=False)
    found = compare(expecting(text), answering(wrong))
    assert [(finding.pointer, finding.location.line) for finding in found] == [
        (pointer(path), line_of(document, path))
    ]


@given(documents)
def test_a_document_conforms_to_itself(document: dict[str, JSON]) -> None:
    assert compare(expecting(json.dumps(document)), answering(document)) == ()
