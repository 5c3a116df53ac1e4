"""What is brought over to translations whose sources changed."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.flows.drift.fixes import synced_pages
from docreplay.flows.drift.run import drift
from docreplay.sources.safe_write import write_bytes
from tests.support.repository import commit_all, head

OLD = "---\ntitle: Photo\nauthor: mia\n---\n\n# Photo\n\nGet it.\n\n```http\nGET /photo\n```\n"
GERMAN = """\
---
title: Foto
author: mia
ms.openlocfilehash: {}
ms.sourcegitcommit: {}
---

# <a name="photo"></a>Foto

Holen  Sie es.

```http
GET {}
```
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Config:
    """A German page that was made of an earlier version, which a clone has."""
    write(tmp_path / "clone/photo.md", OLD)
    commit_all(tmp_path / "clone")
    stamp = digests(OLD)[0], head(tmp_path / "clone")
    write(tmp_path / "docs/de-de/photo.md", GERMAN.format(*stamp, "/photo"))
    return Config(root=tmp_path, docs=("docs",), source_repo="clone")


def synced(config: Config, new: str) -> tuple[str, list[str]]:
    """The German page after the source became `new`, and why pages were left alone."""
    write(config.root / "docs/en-us/photo.md", new)
    refused: list[str] = []
    for page in synced_pages(config, drift(config), lambda _, reason: refused.append(reason)):
        write_bytes(config.root / page.path, page.after.encode())
    return (config.root / "docs/de-de/photo.md").read_text(encoding="utf-8"), refused


def test_code_and_metadata_are_brought_over_and_the_page_is_up_to_date(project: Config) -> None:
    new = OLD.replace("GET /photo", "GET /photos").replace("mia", "adele")
    text, refused = synced(project, new)
    assert not refused
    commit = head(project.root / "clone")
    expected = GERMAN.format(digests(new)[0], commit, "/photos").replace("mia", "adele")
    assert text == expected
    assert drift(project).pages[0].state == "up-to-date"


def test_what_is_brought_over_is_brought_over_once(project: Config) -> None:
    new = OLD.replace("GET /photo", "GET /photos")
    assert synced(project, new) == synced(project, new)


def test_a_page_whose_prose_changed_is_left_to_a_translator(project: Config) -> None:
    new = OLD.replace("GET /photo", "GET /photos").replace("Get it", "Get it at once")
    stamp = digests(OLD)[0], head(project.root / "clone")
    assert synced(project, new) == (GERMAN.format(*stamp, "/photo"), [])


def test_a_page_that_cannot_be_brought_up_to_date_says_why(project: Config) -> None:
    stamp = digests(OLD)[0], head(project.root / "clone")
    write(project.root / "docs/de-de/photo.md", GERMAN.format(*stamp, "/foto"))
    text, refused = synced(project, OLD.replace("GET /photo", "GET /photos"))
    assert "GET /foto" in text
    assert refused == ["a changed code block differs in the translation"]


def test_changed_sentences_are_named_at_the_line_of_the_source(project: Config) -> None:
    write(project.root / "docs/en-us/photo.md", OLD.replace("Get it.", "Get it at once."))
    (finding,) = [item for item in drift(project).run.findings if item.code == "DRI353"]
    assert finding.message == "source has changed: 2 words to translate"
    assert [(item.location.line, item.message) for item in finding.related[1:]] == [
        (8, "“Get it.” is now “Get it at once.” (line 10: “Holen Sie es.”)")
    ]


ENTRIES = [
    "ms.openlocfilehash: {digest}\nms.sourcegitcommit: {commit}",
    "default_lang_commit: {commit}",
    "l10n:\n  sourceCommit: {commit}",
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_stamp_is_renewed_whole_and_the_next_run_is_clean(project: Config, entry: str) -> None:
    clone = project.root / "clone"
    new = OLD.replace("GET /photo", "GET /photos")
    front = entry.format(digest=digests(OLD)[0], commit=head(clone))
    page = project.root / "docs/de-de/photo.md"
    page.write_text(f"---\nauthor: mia\ntitle: Foto\n{front}\n---{OLD.split('---', 2)[2]}")
    write(clone / "photo.md", new)
    commit_all(clone)
    text, refused = synced(project, new)
    assert not refused
    assert entry.format(digest=digests(new)[0], commit=head(clone)) in text
    found = drift(project)
    assert (found.pages[0].state, found.run.findings) == ("up-to-date", ())
