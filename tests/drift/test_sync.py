"""Changes that are synced without a translator, and pages that are refused."""

from pathlib import Path

import pytest

from docreplay.drift.block_changes import Refused
from docreplay.drift.stamp import Stamp, digests, stamp_of
from docreplay.drift.sync import synced
from docreplay.model.markup.text_fixes import applied
from tests.drift.pairs import outline
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "sync.md"
DONE = [example for example in examples(BOOK) if "synced" in example.parts]


def result(old: str, new: str, target: str) -> str:
    page = outline(target)
    return applied(target, synced(outline(old), outline(new), page, stamp_of(page.front)))


@parametrize(BOOK)
def test_a_synced_page_matches_the_book(example: Example) -> None:
    texts = example["old"], example["new"], example["target"]
    if "synced" in example.parts:
        assert result(*texts) == example["synced"]
    else:
        with pytest.raises(Refused, match=example["refused"].strip()):
            result(*texts)


@pytest.mark.parametrize("example", DONE, ids=lambda example: example.id)
def test_line_ends_and_bom_stay(example: Example) -> None:
    texts = example["old"], example["new"], "\ufeff" + example["target"].replace("\n", "\r\n")
    assert result(*texts) == "\ufeff" + example["synced"].replace("\n", "\r\n")


@pytest.mark.parametrize("example", DONE, ids=lambda example: example.id)
def test_an_up_to_date_page_stays_unchanged(example: Example) -> None:
    assert result(example["new"], example["new"], example["synced"]) == example["synced"]


@pytest.mark.parametrize("kind", [0, 1])
def test_the_stamp_becomes_that_of_the_new_version(kind: int) -> None:
    old, new = "```http\nGET /a\n```\n", "```http\nGET /b\n```\n"
    target = f"---\nms.openlocfilehash: {digests(old)[kind]}\n---\n\n{old}"
    text = result(old, new, target)
    assert stamp_of(outline(text).front) == Stamp(digests(new)[kind], "", "")
