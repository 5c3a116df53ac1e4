"""The table of real damage can be read, and only findings that name a label's text count for it."""

from collections import Counter

import pytest

from benchmarks.read_findings import findings_read
from benchmarks.real_damage import Label, is_seen, labels, notes, pages
from docreplay.model.finding import Rule, Severity
from docreplay.model.location import Location

HERE = Location("docs/de-de/api/a.md", 4)


def test_each_label_is_written_once() -> None:
    written = labels()
    assert len(written) == len(set(written))
    counted = Counter(label.draw for label in written if label.counts)
    assert counted == {
        "first": 261,
        "second": 46,
        "held": 36,
        "third": 62,
        "fourth": 21,
        "fifth": 42,
        "sixth": 12,
        "seventh": 149,
        "eighth": 50,
        "ninth": 141,
        "tenth": 65,
        "eleventh": 95,
        "twelfth": 31,
        "thirteenth": 91,
        "fourteenth": 2,
        "fifteenth": 78,
    }


def test_each_label_is_on_a_page_that_was_read() -> None:
    read = pages()
    assert {draw: sum(map(len, of.values())) for draw, of in read.items()} == {
        "first": 120,
        "second": 24,
        "held": 21,
        "third": 30,
        "fourth": 18,
        "fifth": 24,
        "sixth": 10,
        "seventh": 75,
        "eighth": 33,
        "ninth": 63,
        "tenth": 37,
        "eleventh": 42,
        "twelfth": 24,
        "thirteenth": 48,
        "fourteenth": 20,
        "fifteenth": 48,
    }
    assert all(label.page in read[label.draw][label.locale] for label in labels())


def test_each_note_is_on_a_page_that_was_read() -> None:
    read = {(locale, page) for of in pages().values() for locale in of for page in of[locale]}
    noted = notes()
    assert {place[:2] for place in noted} <= read
    assert {verdict for of in noted.values() for verdict in of} == {"doubt", "right"}


@pytest.mark.parametrize(
    ("kind", "severity", "expected", "actual", "seen"),
    [
        ("bold", Severity.ERROR, "value", "Wert", True),
        ("bold", Severity.WARNING, "value", None, True),
        ("bold", Severity.NOTE, "value", "Wert", False),
        ("capital", Severity.NOTE, "value", "Wert", True),
        ("bold", Severity.ERROR, "other", "andere", False),
        ("bold", Severity.ERROR, None, None, False),
    ],
)
def test_a_label_is_seen(
    kind: str, severity: Severity, expected: str | None, actual: str | None, *, seen: bool
) -> None:
    label = Label("de-de", "api/a.md", 4, kind, "**value**", "**Wert**", "reading", "first")
    finding = Rule(code="DRI339", name="name-changed").at(
        HERE, "name was changed", expected=expected, actual=actual, severity=severity
    )
    assert is_seen(label, [finding]) is seen


def test_of_each_language_a_hundred_findings_were_read() -> None:
    rows = findings_read()
    assert len(rows) == len({row[:6] for row in rows})
    assert Counter(row.locale for row in rows) == {"de-de": 100, "es-es": 100}
    assert {row.verdict for row in rows} == {"true"}
