import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docreplay.baseline.entry import Entry
from docreplay.baseline.file import parsed, written
from docreplay.errors import ConfigError

SCHEMA = Path(__file__).parents[2] / "extractor/docreplay/report/schemas/baseline.json"
ACCEPT = Entry(
    command="drift",
    path="docs_source/de-de/photo.md",
    code="DRI320",
    place="segment 101",
    expected="Accept",
    actual="承諾",
)
OTHER = Entry(command="check", path="docs_source/de-de/album.md", code="DOC101", message="why")
LINES = (
    '{"path": "docs_source/de-de/album.md", "code": "DOC101", "message": "why",'
    ' "command": "check", "count": 1}\n'
    '{"path": "docs_source/de-de/photo.md", "code": "DRI320", "place": "segment 101",'
    ' "expected": "Accept", "actual": "承諾", "command": "drift", "count": 2}\n'
)
TEXTS = st.text(max_size=8)
ENTRIES = st.builds(
    Entry,
    path=st.text(min_size=1, max_size=8),
    code=st.just("DOC101"),
    command=st.just("check"),
    place=TEXTS,
    pointer=TEXTS,
    expected=TEXTS,
    actual=TEXTS,
    message=TEXTS,
)


def test_a_file_has_a_sorted_line_for_each_entry() -> None:
    assert written(Counter({ACCEPT: 2, OTHER: 1})) == LINES


def test_every_line_conforms_to_the_schema() -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for line in LINES.removesuffix("\n").split("\n"):
        assert not list(schema.iter_errors(json.loads(line)))


@given(st.dictionaries(ENTRIES, st.integers(1, 9)).map(Counter))
def test_a_written_baseline_is_read_back(accepted: Counter[Entry]) -> None:
    assert parsed(written(accepted), "baseline.jsonl") == accepted


def test_blank_lines_and_line_ends_of_windows_do_no_harm() -> None:
    assert parsed(LINES.replace("\n", "\r\n\r\n"), "baseline.jsonl") == {ACCEPT: 2, OTHER: 1}


def test_an_entry_that_a_merge_doubled_counts_once() -> None:
    assert parsed(LINES + LINES, "baseline.jsonl") == {ACCEPT: 2, OTHER: 1}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("<<<<<<< main", "invalid JSON"),
        ("[]", "expected a JSON object"),
        ("[" * 100_000, "recursion"),
        ('{"path": "a.md", "code": "DOC101"}', "missing key `command`"),
        ('{"pth": "a.md"}', r"unknown key `pth` \(did you mean `path`\?\)"),
        ('{"path": 1}', "`path` must be a string"),
        ('{"count": 0}', "`count` must be an integer greater than 0"),
        ('{"count": true}', "`count` must be an integer greater than 0"),
    ],
)
def test_an_invalid_line_is_reported(line: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=rf"^baseline\.jsonl:3: .*{reason}.*\n  Try: "):
        parsed(LINES + line, "baseline.jsonl")
