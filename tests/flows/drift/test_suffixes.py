"""Pages of every suffix pass through drift in the same way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.flows.drift.changed_translations import changed_translations
from docreplay.flows.drift.fixes import fixed_pages
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.stamping import stamp_pages
from docreplay.flows.drift.syncing import synced_pages
from docreplay.model.drift import Drift
from docreplay.model.page import PAGE_SUFFIXES
from tests.support.repository import commit_all, head

Write = Callable[[str], str]
NAMES = (*PAGE_SUFFIXES, ".MD")
WITH_STAMPS = tuple(suffix for suffix in NAMES if suffix != ".rst")
"""reStructuredText has no front matter, so that stamps are in the history or the recorded file."""


def text(locale: str, code: str = "/a", suffix: str = ".md", *, words: str = "") -> str:
    """Return a page of one sentence and a block of code, in the markup of the suffix."""
    title = {"en": "Photo", "de": "Foto"}[locale]
    sentence = {"en": "The photo of a user.", "de": "Das Foto eines Benutzers."}[locale]
    block = f"```http\nGET {code}\n```\n"
    if suffix == ".rst":
        block = f".. code-block:: http\n\n   GET {code}\n"
    marks = f"{'=' * len(title)}\n" if suffix == ".rst" else ""
    return f"{'' if marks else '# '}{title}\n{marks}\n{sentence}{words}\n\n{block}"


def write(root: Path, path: str, content: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(content, encoding="utf-8")


def found(root: Path, **settings: str) -> Drift:
    return drift(Config(root=root, docs=("docs",), source_locale="en", **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", NAMES)
def test_damage_is_found_and_fixed(tmp_path: Path, suffix: str) -> None:
    kind = suffix.lower()
    write(tmp_path, f"docs/en/a{suffix}", text("en", suffix=kind))
    write(tmp_path, f"docs/de/a{suffix}", text("de", "/b", kind))
    result = found(tmp_path)
    assert [item.code for item in result.run.findings] == ["DRI310"]
    config = Config(root=tmp_path, docs=("docs",), source_locale="en")
    pages = fixed_pages(config, result, frozenset({"safe", "unsafe"}))
    fixed = [] if kind == ".rst" else [text("de", suffix=kind)]  # a directive is indented
    assert [page.after for page in pages] == fixed


@pytest.mark.parametrize("suffix", WITH_STAMPS)
def test_a_stamped_page_of_a_clone_has_its_state(tmp_path: Path, suffix: str) -> None:
    kind, root = suffix.lower(), tmp_path / "project"
    write(tmp_path, f"clone/reference/a{suffix}", text("en", suffix=kind))
    commit_all(tmp_path / "clone")
    digest, commit = digests(text("en", suffix=kind))[0], head(tmp_path / "clone")
    write(
        tmp_path, f"clone/reference/a{suffix}", text("en", suffix=kind, words=" It is a picture.")
    )
    commit_all(tmp_path / "clone")
    stamp = f"ms.openlocfilehash: {digest}\nms.sourcegitcommit: {commit}"
    write(root, f"docs/de/a{suffix}", f"---\n{stamp}\n---\n{text('de', suffix=kind)}")
    (page,) = found(root, source_repo="../clone").pages
    assert (page.basis, page.state, page.freshness, page.words) == (
        "stamped", "outdated", "prose", 4,
    )  # fmt: skip


@pytest.mark.parametrize("suffix", WITH_STAMPS)
def test_a_source_beside_its_translation_is_known_by_its_hash(tmp_path: Path, suffix: str) -> None:
    kind = suffix.lower()
    source = text("en", suffix=kind)
    write(tmp_path, f"docs/a.en-us{suffix}", source)
    stamp = f"---\nms.openlocfilehash: {digests(source)[0]}\n---\n"
    write(tmp_path, f"docs/a{suffix}", stamp + text("de", "/b", kind))
    page = next(page for page in found(tmp_path).pages if page.path == f"docs/a{suffix}")
    assert (page.basis, page.freshness, page.integrity) == ("stamped", "current", "damaged")


@pytest.mark.parametrize("suffix", NAMES)
@pytest.mark.parametrize("stamps", ["git", "page"])
def test_code_is_synced_from_the_history(tmp_path: Path, suffix: str, stamps: str) -> None:
    kind = suffix.lower()
    write(tmp_path, f"docs/en/a{suffix}", text("en", suffix=kind))
    write(tmp_path, f"docs/de/a{suffix}", text("de", suffix=kind))
    commit_all(tmp_path)
    config = Config(root=tmp_path, docs=("docs",), source_locale="en", stamps=stamps)
    if stamps == "page":
        assert stamp_pages(config).recorded == (f"docs/de/a{suffix}",)
    write(tmp_path, f"docs/en/a{suffix}", text("en", "/b", kind))
    result = drift(config)
    assert [page.freshness for page in result.pages] == ["code"]
    left: list[str] = []
    pages = tuple(synced_pages(config, result, lambda _, reason: left.append(reason)))
    if kind == ".rst":
        indented = "a changed code block is indented, or in a list or quote"
        assert (pages, len(left)) == ((), 1)
        assert left[0].endswith(indented)
    else:
        assert pages[0].after == text("de", "/b", kind)
        recorded = ["docreplay-stamps.jsonl"] if stamps == "page" else []
        assert [page.path for page in pages[1:]] == recorded


@pytest.mark.parametrize("suffix", NAMES)
@pytest.mark.parametrize(
    ("source", "target"),
    [("docs/en/a", "docs/de/a"), ("docs/a", "docs/de/a"), ("docs/a", "docs/a.fr")],
)
@pytest.mark.parametrize("is_source", [False, True])
def test_translations_changed_since_a_revision_are_selected(
    tmp_path: Path, suffix: str, source: str, target: str, is_source: bool
) -> None:
    for path in (source, target):
        for other in (path, path.replace("a", "z")):
            write(tmp_path, f"{other}{suffix}", text("en", suffix=suffix.lower()))
    commit_all(tmp_path)
    changed = source if is_source else target
    write(tmp_path, f"{changed}{suffix}", text("en", "/c", suffix.lower()))
    config = Config(root=tmp_path, docs=("docs",), source_locale="en")
    chosen = changed_translations(config, (), "HEAD")
    assert chosen == (str(tmp_path.resolve() / f"{target}{suffix}"),)
