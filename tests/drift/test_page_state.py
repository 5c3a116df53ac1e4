"""What is reported about a translated page as a whole."""

import pytest

from docreplay.drift.page_state import SourceVersion, missing, page_findings, page_verdict
from docreplay.drift.stamp import Stamp, digests, stamp_of
from docreplay.drift.sync import is_rest_equal
from docreplay.model.finding import Finding
from docreplay.model.page import PageId
from docreplay.model.translation import ChangedSentence, PageVerdict
from tests.drift.pairs import outline

PAGE = PageId(path="docs/de-de/photo.md", locale="de-de", key="photo.md")
VERSION = SourceVersion(current=outline("# Photo\n", "docs/en-us/photo.md"))


def _changes(count: int) -> tuple[ChangedSentence, ...]:
    """Return changed sentences in the lines 11, 12 and so on."""
    return tuple(
        ChangedSentence(
            old=f"Old {line}.", new="New.", translation="Alt.", line=line, source_line=3
        )
        for line in range(11, 11 + count)
    )


def _finding(changes: tuple[ChangedSentence, ...]) -> Finding:
    verdict = PageVerdict(
        path=PAGE.path,
        locale=PAGE.locale,
        state="outdated",
        freshness="prose",
        words=2,
        changes=changes,
    )
    (finding,) = page_findings(PAGE, VERSION, verdict, "run --sync")
    return finding


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "“Old 11.” is now “New.” (source line 3; translation: “Alt.”)"),
        (20, "“Old 30.” is now “New.” (source line 3; translation: “Alt.”)"),
        (21, "and 1 more change, the last one here"),
        (47, "and 27 more changes, the last one here"),
    ],
)
def test_twenty_changed_sentences_are_quoted_and_the_others_counted(
    count: int, expected: str
) -> None:
    source, *changes = _finding(_changes(count)).related
    assert (str(source.location), source.message) == ("docs/en-us/photo.md:1:1", "current source")
    assert len(changes) == min(count, 21)
    assert changes[-1].location.line == 10 + count
    assert changes[-1].message == expected


def test_an_outdated_page_is_reported_at_its_first_change() -> None:
    finding = _finding(_changes(3)[::-1])
    assert (finding.location.path, finding.location.line) == (PAGE.path, 11)
    assert finding.message == "source has changed: 2 words to translate (run --sync)"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "One.", "“One.” was added (source line 3; after the translation “Alt.”)"),
        ("One.", "", "“One.” was removed (source line 3; translation: “Alt.”)"),
        ("a" * 300, "", f"“{'a' * 300}” was removed (source line 3; translation: “Alt.”)"),
        ("a" * 301, "", f"“{'a' * 299}…” was removed (source line 3; translation: “Alt.”)"),
    ],
)
def test_a_change_is_quoted(old: str, new: str, expected: str) -> None:
    change = ChangedSentence(old=old, new=new, translation="Alt.", line=7, source_line=3)
    _, related = _finding((change,)).related
    assert related.message == expected


def test_a_missing_translation_names_its_source() -> None:
    finding = missing("docs/de-de/a.md", "docs/en-us/a.md")
    assert (finding.location.path, finding.message) == (
        "docs/de-de/a.md",
        "missing translation of `docs/en-us/a.md`",
    )
    assert [str(item.location) for item in finding.related] == ["docs/en-us/a.md:1:1"]


STAMP = stamp_of({"ms.openlocfilehash": "ab" * 20})


@pytest.mark.parametrize(
    ("stamp", "after", "expected"),
    [
        (STAMP, "# A\n\nGet it.\n", "markup"),
        (stamp_of({}), "# A\n\nGet it.\n", "current"),
        (STAMP, "# A\n\nPut it there.\n", "prose"),
    ],
)
def test_a_hash_that_differs_although_the_text_does_not_is_about_what_is_not_on_the_page(
    stamp: Stamp, after: str, expected: str
) -> None:
    old, new = outline("# A\n\nGet it.\n"), outline(after)
    version = SourceVersion(source=old, basis="spans", current=new)
    assert page_verdict(PAGE, stamp, version, damaged=False).freshness == expected


def test_a_page_whose_code_alone_changed_has_no_words_to_translate() -> None:
    page = '# A\n\nGet it.\n\n<!-- { "name": "a" } -->\n```json\n{\n\t1\n}\n```\n'
    stamp = stamp_of({"ms.openlocfilehash": digests(page)[0]})
    old, new = outline(page.replace("\t", "    ")), outline(page.replace('"a"', '"b"'))
    assert is_rest_equal(old, new, stamp)
    version = SourceVersion(source=old, basis="spans", current=new)
    verdict = page_verdict(PAGE, stamp, version, damaged=False)
    assert (verdict.freshness, verdict.words, verdict.state) == ("code", 0, "outdated")
