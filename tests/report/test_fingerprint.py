from dataclasses import replace

from docreplay.report.fingerprint import fingerprints, marker
from tests.report.sample import HEIGHT, LINK, PAGE, TEXT


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


def test_a_change_keeps_its_own_in_all_reports() -> None:
    change = replace(HEIGHT, change_class="breaking", fingerprint="0123456789abcdef")
    assert fingerprints([change, change, HEIGHT], {PAGE: TEXT})[:2] == (
        "0123456789abcdef",
        "0123456789abcdef:2",
    )


def test_equal_findings_get_their_fingerprints_in_turn() -> None:
    mark = marker([HEIGHT, LINK, HEIGHT], {PAGE: TEXT})
    first, link, second = fingerprints([HEIGHT, LINK, HEIGHT], {PAGE: TEXT})
    assert (mark(HEIGHT), mark(HEIGHT), mark(LINK)) == (first, second, link)


def test_without_its_page_a_finding_is_identified_by_its_message() -> None:
    first, second = fingerprints([HEIGHT, replace(HEIGHT, message="another")], {})
    assert first != second
