import pytest

from docreplay.model.types.declared_types import declared_type_of

KINDS = {
    "string": "String string stream",
    "boolean": "Boolean boolean bool",
    "integer": "Int16 Int32 Int64 int integer long short Byte",
    "number": "number Double Single float Decimal",
}
FORMATS = {
    "etag": "etag",
    "binary": "base64",
    "guid": "guid",
    "datetimeoffset": "date-time",
    "datetime": "date-time",
    "timestamp": "timestamp",
    "date": "date",
    "timeofday": "time",
    "duration": "duration",
    "string (timestamp)": "timestamp",
    "string (ISO 8601 duration)": "duration",
    "string (duration)": "duration",
    "string (time of day)": "time",
    "string (timeofday)": "time",
    "string (etag)": "etag",
    "string (base64)": "base64",
    "url": "uri",
    "absolute url": "uri",
}


@pytest.mark.parametrize(
    ("word", "kind"), [(word, kind) for kind, words in KINDS.items() for word in words.split()]
)
def test_a_type_word_declares_a_kind_and_no_format(word: str, kind: str) -> None:
    found = declared_type_of(word)
    assert (found.kinds, found.format) == (frozenset({kind}), "")


@pytest.mark.parametrize(("word", "expected"), FORMATS.items())
def test_a_type_word_or_its_note_declares_a_format(word: str, expected: str) -> None:
    found = declared_type_of(word)
    assert (found.kinds, found.format) == (frozenset({"string"}), expected)
