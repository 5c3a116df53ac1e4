"""Intact pages have no findings: English pages compared with themselves, and after round trips."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from docreplay.drift.align import PagePair
from docreplay.drift.check import findings
from docreplay.read.markup.markup import markup_of
from tests.drift.pairs import sides
from tests.support.book import Example, parametrize

BOOK = Path(__file__).parent / "rules.md"
PAGES = 400
ROUND_TRIPS: dict[str, Callable[[str], str]] = {
    "line ends": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "tabs": lambda text: text.replace("\t", "    "),
    "no-break blanks": lambda text: text.replace("\u00a0", " "),
    "byte order mark": lambda text: "\ufeff" + text,
}
"""Harmless changes that editors and pipelines make to a page."""

every_round_trip = pytest.mark.parametrize("name", ROUND_TRIPS)


def compared(source: str, target: str) -> list[str]:
    """Return the findings of a text as the translation of another, as a command prints them."""
    mine, theirs = markup_of(source, "source.md"), markup_of(target, "page.md")
    assert mine
    assert theirs
    return [str(finding) for finding in findings(PagePair(mine, theirs))]


@pytest.fixture(scope="module")
def english(corpus: Path) -> dict[Path, str]:
    """Return the English pages with their text as it is on disk."""
    files = sorted((corpus / "en-us").rglob("*.md"))
    return {file: file.read_bytes().decode("utf-8", "replace") for file in files}


def test_no_english_page_drifts_from_itself(english: dict[Path, str]) -> None:
    drifted = {path: found for path, text in english.items() if (found := compared(text, text))}
    assert not drifted


@every_round_trip
def test_no_english_page_drifts_by_a_round_trip(english: dict[Path, str], name: str) -> None:
    trip = ROUND_TRIPS[name]
    touched = [path for path, text in english.items() if trip(text) != text]
    drawn = Random(name).sample(touched, min(PAGES, len(touched)))
    assert touched
    assert not [line for path in drawn for line in compared(english[path], trip(english[path]))]


@every_round_trip
@parametrize(BOOK)
def test_no_source_of_the_book_drifts_by_a_round_trip(example: Example, name: str) -> None:
    source, _ = sides(example)
    changed = ROUND_TRIPS[name](source)
    assert not compared(source, changed)
    assert not compared(changed, source)
