"""Syncing whole trees of pages whose sources were changed by script."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus import CORPORA, unpack
from benchmarks.fix_tree import NAME
from benchmarks.sync_edits import EDITS
from benchmarks.sync_tree import KINDS, Kind, synced
from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.flows.drift.syncing import synced_pages
from docreplay.model.drift import Drift
from docreplay.model.translation import ChangedPage

ENGLISH = """\
---
title: Photo
author: mia
---

# Photo

## Get

Returns the [photo](photo.md) of a user.

<!-- { "name": "get" } -->
```http
GET /photo
Accept: image/jpeg
```

| Name | Text |
|:---|:---|
| id | The name. |

## Change

Puts the photo there.

```http
PUT /photo
```

Deletes the photo again.

```http
DELETE /photo
```
"""
GERMAN = (
    ENGLISH.replace("title: Photo", "title: Foto")
    .replace("# Photo", "# Foto")
    .replace("# Get", "# Lesen")
    .replace("# Change", "# Ändern")
    .replace("Returns the [photo](photo.md) of a user.", "Das [Foto](photo.md).")
    .replace("Puts the photo there.", "Legt es ab.")
    .replace("Deletes the photo again.", "Entfernt es.")
    .replace("The name.", "Der Name.")
    .replace("Text |", "Inhalt |")
)
STAMP = f"ms.openlocfilehash: {digests(ENGLISH)[0]}\nms.sourcegitcommit: {'a' * 40}\n---\n\n#"
CLONE = Kind("clone", "en", "de", has_clone=True)
Left = Callable[[str, str], None]
RECORDED = Kind("recorded", "en", "de", has_clone=False, is_recorded=True)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for locale, text in ("en", ENGLISH), ("de", GERMAN.replace("---\n\n#", STAMP)):
        for number in range(2 * len(EDITS)):
            page = tmp_path / f"corpus/{locale}/{number}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_small_tree_is_synced_without_a_fault(pages: Path) -> None:
    found = synced(CLONE, pages / "corpus", pages / "work", 1)
    assert found.faults == ()
    assert found.pages == dict.fromkeys(EDITS, 1)


def test_pages_without_a_stamp_are_synced_by_what_was_recorded(pages: Path) -> None:
    for page in (pages / "corpus/de").iterdir():
        page.write_text(GERMAN, encoding="utf-8")
    assert synced(RECORDED, pages / "corpus", pages / "work", 1).faults == ()


def test_each_change_changes_the_source(pages: Path) -> None:
    for name, change in EDITS.items():
        done = change(ENGLISH, Random(name))
        assert done
        assert done.text != ENGLISH


@pytest.mark.parametrize(("old", "new"), [("Das", "Ein"), ("GET", "PUT"), ("ms.open", "open")])
def test_a_page_that_is_synced_wrongly_is_a_fault(
    pages: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    def wrong(config: Config, found: Drift, left: Left) -> Iterator[ChangedPage]:
        for change in synced_pages(config, found, left):
            yield replace(change, after=change.after.replace(old, new))

    monkeypatch.setattr("benchmarks.sync_tree.synced_pages", wrong)
    found = synced(CLONE, pages / "corpus", pages / "work", 1)
    assert any("is not as expected" in fault for fault in found.faults)


def test_a_page_that_is_left_without_a_word_is_a_fault(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(config: Config, found: Drift, _: Left) -> Iterator[ChangedPage]:
        return synced_pages(config, found, lambda *_: None)

    monkeypatch.setattr("benchmarks.sync_tree.synced_pages", silent)
    found = synced(CLONE, pages / "corpus", pages / "work", 1)
    assert any("is left, and not named" in fault for fault in found.faults)


def test_pages_of_the_corpus_are_synced_without_a_fault(tmp_path: Path) -> None:
    if not (CORPORA / f"{NAME}.tar.xz").is_file():
        pytest.skip("the corpus is not available")
    found = synced(KINDS[0], unpack(tmp_path, NAME), tmp_path / "work", 1)
    assert found.faults == ()
    assert found.written >= 8
