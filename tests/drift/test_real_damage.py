"""The table of real damage can be read, and only findings that name a label's text count for it."""

import pytest

from benchmarks.real_damage import Label, is_seen, labels
from docreplay.model.finding import Rule, Severity
from docreplay.model.location import Location

HERE = Location("docs/de-de/api/a.md", 4)


def test_each_label_is_written_once() -> None:
    written = labels()
    assert len(written) == len(set(written))
    assert len([label for label in written if label.counts]) == 261


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
    label = Label("de-de", "api/a.md", 4, kind, "**value**", "**Wert**", "reading")
    finding = Rule(code="DRI339", name="name-changed").at(
        HERE, "name was changed", expected=expected, actual=actual, severity=severity
    )
    assert is_seen(label, [finding]) is seen
