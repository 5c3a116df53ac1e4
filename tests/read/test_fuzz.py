"""The bounded part of `python -m benchmarks.fuzz`."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.fuzz import run, violations_of


def test_no_damage_to_real_pages_makes_reading_raise_or_lose_a_block(corpus: Path) -> None:
    assert list(run(corpus, range(1, 301), Counter())) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "---\n",
        "<span data-ttu-id=",
        '<span data-ttu-id="1">a</span></span></span>',
        "\ufeff\r\n```\r\n",
    ],
)
def test_nothing_is_lost_on_the_smallest_pages(text: str) -> None:
    assert list(violations_of(text)) == []


_BROKEN = """\
<script>
```
<!-- { "blockType": "request" }->
```http
GET /a
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
```
"""


def test_an_annotation_in_a_broken_comment_is_covered_by_its_finding() -> None:
    assert list(violations_of(_BROKEN)) == []


def test_an_annotation_below_a_broken_comment_is_not_covered_by_its_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("docreplay.read.blocks.Blocks._detached", lambda *_: None)
    page = '<!-- { "blockType": "request" } x -->\n\n<!-- { "blockType": "response" } -->\n'
    (violation,) = violations_of(page)
    assert violation == "the annotation in line 3 is neither in a block nor in a finding"


def test_the_harness_detects_a_lost_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docreplay.read.reading.hidden_annotations", lambda *_: ())
    page = '<!-- old\n<!-- {"blockType": "request", "name": "a"} -->\n```\nGET /a\n```\n'
    (violation,) = violations_of(page)
    assert violation == "the annotation in line 1 is neither in a block nor in a finding"
