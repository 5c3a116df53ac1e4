"""Syncing translations with changed sources."""

from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.syncing import synced_pages
from docreplay.flows.drift.workbench import workbench
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
    """Return the German page after the source became `new`, and why pages were left alone."""
    write(config.root / "docs/en-us/photo.md", new)
    refused: list[str] = []
    for page in synced_pages(config, drift(config), lambda _, reason: refused.append(reason)):
        write_bytes(config.root / page.path, page.after.encode())
    return (config.root / "docs/de-de/photo.md").read_text(encoding="utf-8"), refused


def test_code_and_metadata_are_synced_and_the_page_is_up_to_date(project: Config) -> None:
    new = OLD.replace("GET /photo", "GET /photos").replace("mia", "adele")
    write(project.root / "clone/photo.md", new)
    commit_all(project.root / "clone")
    text, refused = synced(project, new)
    assert not refused
    commit = head(project.root / "clone")
    expected = GERMAN.format(digests(new)[0], commit, "/photos").replace("mia", "adele")
    assert text == expected
    assert drift(project).pages[0].state == "up-to-date"


def test_syncing_twice_gives_the_same_page(project: Config) -> None:
    new = OLD.replace("GET /photo", "GET /photos")
    write(project.root / "clone/photo.md", new)
    commit_all(project.root / "clone")
    assert synced(project, new) == synced(project, new)


ENTRIES = [
    "ms.openlocfilehash: {digest}\nms.sourcegitcommit: {commit}",
    "ms.sourcegitcommit: {commit}\nms.openlocfilehash: {digest}",
    "default_lang_commit: {commit}",
    "l10n.sourceCommit: {commit}",
    "l10n:\n  sourceCommit: {commit}",
]


def stamped(project: Config, entry: str) -> tuple[str, str]:
    """Write a translation with this stamp; return the stamp and the page."""
    front = entry.format(digest=digests(OLD)[0], commit=head(project.root / "clone"))
    page = f"---\nauthor: mia\ntitle: Foto\n{front}\n---{OLD.split('---', 2)[2]}"
    write(project.root / "docs/de-de/photo.md", page)
    return front, page


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_stamp_is_kept_whole_if_the_clone_lacks_the_current_version(
    project: Config, entry: str
) -> None:
    front, page = stamped(project, entry)
    reason = "the clone of the source does not contain its current version"
    text, left = synced(project, OLD.replace("GET /photo", "GET /photos"))
    assert text == page.replace("GET /photo", "GET /photos")
    assert (front in text, left) == (True, [f"code changed, stamp kept: {reason}"])
    assert {str(item.severity) for item in drift(project).run.findings} == {"note"}


def test_without_a_clone_the_digest_alone_is_renewed_and_the_page_listed(project: Config) -> None:
    config, new = replace(project, source_repo=""), OLD.replace("/photo", "/photos")
    stamp = f"{digests(OLD)[0]}\nms.sourcegitcommit: {'a' * 40}"
    write(config.root / "docs/de-de/photo.md", BILINGUAL.format(stamp, "/photo"))
    text, left = synced(config, new)
    assert text == BILINGUAL.format(stamp.replace(digests(OLD)[0], digests(new)[0]), "/photos")
    assert left == [
        "stamp renewed except for `ms.sourcegitcommit`: name a clone with --source-repo"
    ]


@pytest.mark.parametrize("mark", ["true", "file not found"])
def test_the_mark_of_an_outdated_page_is_removed_with_its_old_stamp(
    project: Config, mark: str
) -> None:
    entry = f"default_lang_commit: {{commit}}\ndrifted_from_default: {mark}"
    stamped(project, entry)
    new = OLD.replace("GET /photo", "GET /photos")
    write(project.root / "clone/photo.md", new)
    commit_all(project.root / "clone")
    text, left = synced(project, new)
    assert f"\ndefault_lang_commit: {head(project.root / 'clone')}\n---" in text
    assert ("drifted_from_default" in text, left) == (False, [])


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Get it", "Get it at once", "2 words to translate"),
        ("Get it.", "Get [it](it.md).", "links or markup changed"),
        ("title: Photo", "title: Photos of users", "3 words to translate"),
        ("Get it", "Get it now", "1 word to translate"),
    ],
)
def test_code_is_synced_despite_changed_prose_and_the_stamp_stays(
    project: Config, before: str, after: str, reason: str
) -> None:
    new = OLD.replace("GET /photo", "GET /photos").replace(before, after)
    stamp = digests(OLD)[0], head(project.root / "clone")
    expected = GERMAN.format(*stamp, "/photos")
    assert synced(project, new) == (expected, [f"code changed, stamp kept: {reason}"])
    assert {item.code for item in drift(project).run.findings} == {"DRI353"}
    assert synced(project, new) == (expected, [f"not changed, stamp kept: {reason}"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Get it.\n", "Get it.\n\n\n"),
        ("Get it.", "Get\nit."),
        ("\n```http", "\n\n```http"),
        ("Get it.", "Get   it."),
    ],
)
def test_blanks_make_no_page_outdated_and_the_stamp_is_renewed(
    project: Config, before: str, after: str
) -> None:
    new = OLD.replace(before, after)
    write(project.root / "docs/en-us/photo.md", new)
    old_page = (project.root / "docs/de-de/photo.md").read_text()
    assert synced(project, new) == (old_page, [])  # the clone lacks the commit of the stamp
    write(project.root / "clone/photo.md", new)
    commit_all(project.root / "clone")
    found = drift(project)
    assert (found.pages[0].state, found.run.findings) == ("up-to-date", ())
    text, left = synced(project, new)
    assert (digests(new)[0] in text, left) == (True, [])


BILINGUAL = """\
---
title: Foto
ms.openlocfilehash: {}
---

# <a name="photo"></a><span data-ttu-id="1-1">Foto</span>\
<span class="sxs-lookup"><span data-stu-id="1-1">Photo</span></span>

<span data-ttu-id="1-2">Holen  Sie es.</span>\
<span class="sxs-lookup"><span data-stu-id="1-2">Get it.</span></span>

```http
GET {}
```
"""


@pytest.mark.parametrize(
    ("new", "freshness", "is_renewed"),
    [
        (OLD.replace("/photo", "/photos"), "code", True),
        (OLD.replace("/photo", "/photos").replace("mia", "adele"), "code", False),
        (OLD.replace("/photo", "/photos").replace("title: Photo", "title: A"), "code", False),
        (OLD.replace("/photo", "/photos").replace("it.", "it now."), "prose", False),
    ],
)
def test_without_a_clone_the_text_on_the_page_is_the_old_version(
    project: Config, new: str, freshness: str, is_renewed: bool
) -> None:
    config = replace(project, source_repo="")
    write(config.root / "docs/de-de/photo.md", BILINGUAL.format(digests(OLD)[0], "/photo"))
    write(config.root / "docs/en-us/photo.md", new)
    assert drift(config).pages[0].freshness == freshness
    text, left = synced(config, new)
    digest = digests(new if is_renewed else OLD)[0]
    assert text == BILINGUAL.format(digest, "/photos")
    assert len(left) == (not is_renewed)


def test_a_stamp_can_be_renewed_once_the_text_above_changed_code_is_translated(
    project: Config,
) -> None:
    new = OLD.replace("Get it.", "Get it at once.").replace("/photo", "/photos")
    write(project.root / "docs/en-us/photo.md", new)
    write(project.root / "clone/photo.md", new)
    commit_all(project.root / "clone")
    (page,) = workbench(project, drift(project)).pages
    assert {digests(new)[0], head(project.root / "clone")} <= {text for _, _, text in page.renewal}


def test_what_a_pipeline_made_of_the_source_did_not_change_in_it(project: Config) -> None:
    config = replace(project, source_repo="")
    old = OLD.replace("Get it.", "Get `it` now.")
    new = old.replace("/photo", "/photos")
    write(config.root / "docs/de-de/photo.md", BILINGUAL.format(digests(old)[0], "/photo"))
    write(config.root / "docs/en-us/photo.md", new)
    assert drift(config).pages[0].freshness == "code"
    assert synced(config, new) == (BILINGUAL.format(digests(new)[0], "/photos"), [])


def test_a_page_that_cannot_be_synced_is_reported_with_the_reason(project: Config) -> None:
    stamp = digests(OLD)[0], head(project.root / "clone")
    write(project.root / "docs/de-de/photo.md", GERMAN.format(*stamp, "/foto"))
    text, refused = synced(project, OLD.replace("GET /photo", "GET /photos"))
    assert "GET /foto" in text
    assert refused == [
        "not changed, stamp kept: line 12: a changed code block differs in the translation"
    ]


def test_changed_sentences_are_named_at_the_line_of_the_translation(project: Config) -> None:
    write(project.root / "docs/en-us/photo.md", OLD.replace("Get it.", "Get it at once."))
    (finding,) = [item for item in drift(project).run.findings if item.code == "DRI353"]
    assert finding.message == "source has changed: 2 words to translate"
    assert [(item.location.line, item.message) for item in finding.related[1:]] == [
        (
            10,
            "“Get it.” is now “Get it at once.” (source line 8; translation: “Holen Sie es.”)",
        )
    ]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_stamp_is_renewed_whole_and_the_next_run_is_clean(project: Config, entry: str) -> None:
    clone = project.root / "clone"
    new = OLD.replace("GET /photo", "GET /photos")
    stamped(project, entry)
    write(clone / "photo.md", new)
    commit_all(clone)
    text, refused = synced(project, new)
    assert not refused
    assert entry.format(digest=digests(new)[0], commit=head(clone)) in text
    found = drift(project)
    assert (found.pages[0].state, found.run.findings) == ("up-to-date", ())
