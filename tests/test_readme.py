"""The test that README shows is the one that docreplay generates from the page that it shows."""

from docreplay.cases.build import build_cases
from docreplay.emit.module import module_of
from tests.docs.blocks import ROOT, blocks
from tests.support.pages import reading_of

BLOCKS = tuple(blocks((ROOT / "README.md").read_text(encoding="utf-8")))


def test_the_test_is_that_of_the_page() -> None:
    page = next(block for block in BLOCKS if block.title)
    test = next(block.text for block in BLOCKS if block.language == "python")
    reading = reading_of(page.text, page.title)
    assert f"\n\n\n{test}" in module_of(reading.page, build_cases(reading.exchanges)).source
