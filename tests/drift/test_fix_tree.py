"""Fixing a whole tree of pages."""

from pathlib import Path

import pytest

from benchmarks.corpus import CORPORA, unpack
from benchmarks.fix_tree import NAME, faults_of, fixed
from docreplay.model.translation import ChangedPage

ENGLISH = "# A\n\n| Name | Text |\n|:---|:---|\n| Accept | The format. |\n| If-Match | A tag. |\n"
GERMAN = "# A\n\n| Name | Text |\n|:---|:---|\n| Annehmen | Das Format. |\n| If-Match | Ein. |\n"


def test_a_small_tree_is_fixed_without_a_fault(tmp_path: Path) -> None:
    for folder, locale, text in (
        ("de-DE", "en-us", ENGLISH),
        ("de-DE", "de-de", GERMAN),
        ("es-ES", "en-us", ENGLISH),
        ("es-ES", "es-es", GERMAN.replace("Annehmen", "Aceptar").replace("\n", "\r\n")),
    ):
        page = tmp_path / "corpus" / folder / "docs" / locale / "a.md"
        page.parent.mkdir(parents=True)
        page.write_bytes(text.encode())
    assert fixed(tmp_path / "corpus", tmp_path) == (2, 2, ())


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        (GERMAN.replace("Annehmen", "Accepted"), "page.md:5: 'Accepted' is not in the source"),
        (GERMAN.replace("Das Format", "Ein Format"), "page.md:5: 'Ein' is not in the source"),
        (GERMAN.replace("| If-Match | Ein. |\n", ""), "page.md: 7 lines became 6"),
        (GERMAN.replace("Annehmen", "Accept"), ""),
    ],
)
def test_a_change_that_is_not_of_the_source_is_a_fault(after: str, fault: str) -> None:
    change = ChangedPage(path="page.md", before=GERMAN, after=after, fixes=1)
    assert list(faults_of(change, ENGLISH)) == ([fault] if fault else [])


def test_the_pages_of_the_corpus_are_fixed_without_a_fault(tmp_path: Path) -> None:
    if not (CORPORA / f"{NAME}.tar.xz").is_file():
        pytest.skip("the corpus is not available")
    found = fixed(unpack(tmp_path, NAME) / NAME, tmp_path)
    assert found.faults == ()
    assert found.fixes > 500
