from dataclasses import replace

from docreplay.report.fingerprint import fingerprints
from tests.report.sample import HEIGHT, PAGE, TEXT


def moved(lines: int) -> str:
    finding = replace(HEIGHT, location=HEIGHT.location._replace(line=10 + lines))
    (mark,) = fingerprints([finding], {PAGE: "\n" * lines + TEXT})
    return mark


def test_a_finding_is_the_same_after_lines_were_inserted_above() -> None:
    assert moved(0) == moved(7)


def test_another_line_or_another_pointer_is_another_finding() -> None:
    sources = {PAGE: TEXT}
    others = (
        HEIGHT,
        replace(HEIGHT, pointer="/width"),
        replace(HEIGHT, location=HEIGHT.location._replace(line=11)),
        replace(HEIGHT, code="CON991"),
    )
    assert len(set(fingerprints(others, sources))) == 4


def test_equal_findings_are_distinguished_by_their_order() -> None:
    first, second = fingerprints([HEIGHT, HEIGHT], {PAGE: TEXT})
    assert (first.partition(":")[0], first[-2:], second[-2:]) == (second[:16], ":1", ":2")


def test_without_its_page_a_finding_is_identified_by_its_message() -> None:
    first, second = fingerprints([HEIGHT, replace(HEIGHT, message="another")], {})
    assert first != second
