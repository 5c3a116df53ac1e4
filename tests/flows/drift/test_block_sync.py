"""Syncing pages with code blocks that were added or removed, as far as it is certain."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.syncing import synced_pages
from docreplay.sources.safe_write import write_bytes
from tests.support.repository import commit_all, head

GET = '<!-- { "blockType": "request", "name": "get" } -->\n```http\nGET /photo\n```\n'
SAMPLE = '<!-- { "blockType": "ignored" } -->\n```js\nget("/photo")\n```\n'
BARE = "```js\nlist()\n```\n"
RESPONSE = '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 200 OK\n```\n'
ENGLISH = f"# Photo\n\nGet it.\n\n{GET}\n{RESPONSE}\n## More\n\nSee it.\n\n{BARE}"


def german(english: str, stamp: tuple[str, str]) -> str:
    text = english.replace("# Photo", "# Foto").replace("Get it.", "Holen  Sie es.")
    text = text.replace("## More", "## Mehr").replace("See it.", "Siehe dort.")
    entries = f"ms.openlocfilehash: {stamp[0]}\nms.sourcegitcommit: {stamp[1]}"
    return f"---\n{entries}\n---\n{text}"


@pytest.fixture
def project(tmp_path: Path) -> Config:
    """A German page of an English one in a clone."""
    _write(tmp_path / "clone/photo.md", ENGLISH)
    commit_all(tmp_path / "clone")
    stamp = digests(ENGLISH)[0], head(tmp_path / "clone")
    _write(tmp_path / "docs/de-de/photo.md", german(ENGLISH, stamp))
    return Config(root=tmp_path, docs=("docs",), source_repo="clone")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _synced(config: Config, new: str) -> tuple[str, list[str]]:
    for folder in ("docs/en-us", "clone"):
        _write(config.root / folder / "photo.md", new)
    commit_all(config.root / "clone")
    return _once_more(config)


def _once_more(config: Config) -> tuple[str, list[str]]:
    left: list[str] = []
    for page in synced_pages(config, drift(config), lambda _, reason: left.append(reason)):
        write_bytes(config.root / page.path, page.after.encode())
    return (config.root / "docs/de-de/photo.md").read_text(encoding="utf-8"), left


def _hint(config: Config) -> str:
    (finding,) = [item for item in drift(config).run.findings if item.code == "DRI353"]
    return finding.message


def _stamp(config: Config, text: str) -> tuple[str, str]:
    return digests(text)[0], head(config.root / "clone")


@pytest.mark.parametrize(
    "new",
    [
        ENGLISH.replace(f"{RESPONSE}\n", f"{SAMPLE}\n{RESPONSE}\n"),
        ENGLISH.replace(f"{GET}\n", ""),
        ENGLISH.replace(f"{RESPONSE}\n", f"{SAMPLE}\n{RESPONSE}\n").replace("GET /", "PUT /"),
        ENGLISH.replace(f"{GET}\n", "").replace(f"\n{BARE}", ""),
    ],
)
def test_a_page_whose_blocks_are_all_certain_is_up_to_date(project: Config, new: str) -> None:
    assert _synced(project, new) == (german(new, _stamp(project, new)), [])
    found = drift(project)
    assert (found.pages[0].state, found.run.findings) == ("up-to-date", ())


def test_what_is_certain_is_done_and_the_rest_is_listed(project: Config) -> None:
    stamp = _stamp(project, ENGLISH)
    added = ENGLISH.replace(f"{RESPONSE}\n", f"{SAMPLE}\n{RESPONSE}\n") + f"\n{SAMPLE}"
    new = added.replace("GET /", "PUT /")
    _write(project.root / "docs/en-us/photo.md", new)
    assert _hint(project).endswith(
        "code, annotations or metadata (`--sync` applies a part of the change)"
    )
    text, left = _synced(project, new)
    done = ENGLISH.replace("GET /", "PUT /").replace(f"{RESPONSE}\n", f"{SAMPLE}\n{RESPONSE}\n")
    assert text == german(done, stamp)
    reason = "source line 29: an added code block is not between two that were there"
    assert left == [f"code changed, stamp kept: {reason}"]
    assert _once_more(project) == (text, [f"not changed, stamp kept: {reason}"])
    assert {item.code for item in drift(project).run.findings} == {"DRI353"}
    assert _hint(project).endswith(f"(`--sync` cannot apply the change: {reason})")


def test_a_removed_block_that_the_translation_lost_is_not_reported(project: Config) -> None:
    stamp = _stamp(project, ENGLISH)
    new = ENGLISH.replace(f"{GET}\n", "").replace("See it.", "See it now.")
    text, left = _synced(project, new)
    assert text == german(ENGLISH.replace(f"{GET}\n", ""), stamp)
    assert left == ["code changed, stamp kept: 1 word to translate"]
    assert _once_more(project) == (text, ["not changed, stamp kept: 1 word to translate"])
    assert {item.code for item in drift(project).run.findings} == {"DRI353"}


def test_a_changed_block_of_the_translation_stays_and_others_are_synced(project: Config) -> None:
    page = project.root / "docs/de-de/photo.md"
    page.write_text(page.read_text("utf-8").replace("GET /photo", "GET /foto"), encoding="utf-8")
    text, left = _synced(project, ENGLISH.replace(GET, "").replace("200 OK", "204 No Content"))
    assert "GET /foto" in text
    assert "204 No Content" in text
    (reason,) = left
    assert reason.endswith("line 10: a removed code block differs in the translation")


def test_the_hint_has_the_reason_of_a_page_that_is_not_synced(project: Config) -> None:
    _write(project.root / "docs/en-us/photo.md", ENGLISH.replace("GET /", "PUT /"))
    assert _hint(project).endswith("annotations or metadata (`--sync` applies the change)")
    page = project.root / "docs/de-de/photo.md"
    page.write_text(page.read_text("utf-8").replace("GET /photo", "GET /foto"), encoding="utf-8")
    reason = "line 10: a changed code block differs in the translation"
    assert _hint(project).endswith(f"(`--sync` cannot apply the change: {reason})")
