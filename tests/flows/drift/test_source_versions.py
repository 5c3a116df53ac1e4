"""Versions that are read from a clone of the source's repository."""

from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.errors import ConfigError
from docreplay.flows.drift.fixes import hardened_sources
from docreplay.flows.drift.run import drift
from docreplay.model.drift import Drift
from docreplay.model.location import Location
from tests.support.repository import commit_all, head, partial_clone, shallow_clone

OLD = "# Photo\n\nThe photo of a user.\n\n| Name |\n|:---|\n| Accept |\n"
NEW = OLD.replace("of a user", "of a user or a group")
GERMAN = '# <a name="photo"></a>Foto\n\nDas Foto eines Benutzers.\n\n| Name |\n|:---|\n| {} |\n'
UNKNOWN = "0123456789" * 4


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository whose page changed after it was translated."""
    folder = tmp_path / "clone"
    page = folder / "reference/v1.0/photo.md"
    page.parent.mkdir(parents=True)
    page.write_text(OLD, encoding="utf-8")
    (folder / "reference/beta").mkdir()
    (folder / "reference/beta/photo.md").write_text("# Photo (preview)\n", encoding="utf-8")
    commit_all(folder)
    page.write_text(NEW, encoding="utf-8")
    return folder


def judged(clone: Path, commit: str, digest: str = digests(OLD)[0], name: str = "Accept") -> Drift:
    """Return the verdicts on one German page beside the clone, with this commit and digest."""
    root = clone.parent / "project"
    page = root / "docs/de-de/photo.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    stamp = f"ms.openlocfilehash: {digest}\nms.sourcegitcommit: {commit}\n"
    page.write_text(f"---\n{stamp}---\n" + GERMAN.format(name), encoding="utf-8")
    return drift(Config(root=root, docs=("docs",), source_repo="../clone"))


def test_damage_is_judged_by_the_stamped_commit_and_age_by_the_current_one(clone: Path) -> None:
    translated = head(clone)
    commit_all(clone)
    found = judged(clone, translated, name="Annehmen")
    (page,) = found.pages
    assert (page.integrity, page.basis, page.trust) == ("damaged", "stamped", "sound")
    assert (page.state, page.freshness, page.words) == ("outdated", "prose", 3)
    damage = next(item for item in found.run.findings if item.code == "DRI320")
    assert damage.related[0].location == ("reference/v1.0/photo.md", 7, 3)


def test_a_page_of_the_current_commit_is_up_to_date(clone: Path) -> None:
    found = judged(clone, head(clone))
    assert (found.pages[0].state, found.pages[0].freshness) == ("up-to-date", "current")
    assert not found.run.findings


def test_a_commit_alone_identifies_the_version_if_it_has_one_such_page(clone: Path) -> None:
    assert judged(clone, head(clone), digest="").pages[0].integrity == "unknown"
    (clone / "reference/beta/photo.md").unlink()
    commit_all(clone)
    found = judged(clone, head(clone), digest="", name="Annehmen")
    assert [item.code for item in found.run.findings] == ["DRI320"]


def test_a_commit_that_the_clone_does_not_have_is_noted(clone: Path) -> None:
    found = judged(clone, UNKNOWN)
    (finding,) = found.run.findings
    assert (finding.code, str(finding.severity)) == ("DRI354", "note")
    assert "cannot resolve source commit 0123456789:" in finding.message
    assert finding.location == ("docs/de-de/photo.md", 3, 21)
    assert found.pages[0].trust == "unverified"


def test_a_commit_that_a_shallow_clone_does_not_have_is_noted_with_the_remedy(clone: Path) -> None:
    first = head(clone)
    commit_all(clone)
    clone.rename(clone.with_name("whole"))
    shallow_clone(clone.with_name("whole"), clone)
    (finding,) = judged(clone, first).run.findings
    assert "git fetch --unshallow" in finding.message
    assert str(finding.severity) == "note"


@pytest.mark.parametrize("has_digest", [True, False])
@pytest.mark.parametrize(("translated", "current"), [(NEW, NEW * 40), (NEW * 40, NEW)])
def test_a_version_that_is_larger_than_a_page_may_be_is_not_read(
    clone: Path, translated: str, current: str, has_digest: bool
) -> None:
    page = clone / "reference/v1.0/photo.md"
    (clone / "reference/beta/photo.md").unlink()
    for text in (translated, current):
        page.write_text(text, encoding="utf-8")
        commit_all(clone)
    judged(clone, head(clone, "HEAD~1"), digests(translated)[0] if has_digest else "")
    limits = Config(docs=("docs",), source_repo="../clone", max_page_bytes=1000)
    found = drift(replace(limits, root=clone.parent / "project"))
    assert (found.pages[0].basis, found.pages[0].state) == ("none", "unknown")
    assert any("larger than `max-page-bytes`" in item.message for item in found.run.findings)


def test_a_page_missing_from_a_partial_clone_makes_the_stamp_unverified(clone: Path) -> None:
    clone.rename(clone.with_name("whole"))
    partial_clone(clone.with_name("whole"), clone)
    found = judged(clone, head(clone))
    assert [str(item.severity) for item in found.run.findings] == ["note"]
    assert found.pages[0].trust == "unverified"


def test_a_commit_whose_page_has_another_hash_is_doubtful(clone: Path) -> None:
    found = judged(clone, head(clone), digests(OLD + "\n")[0])
    (finding,) = found.run.findings
    assert (str(finding.severity), found.pages[0].trust) == ("warning", "doubtful")
    assert finding.message.endswith("contains this page with a different hash")


def test_a_commit_without_the_page_is_doubtful(clone: Path) -> None:
    (clone / "reference/v1.0/photo.md").unlink()
    (clone / "reference/beta/photo.md").unlink()
    (clone / "other.md").write_text("other\n", encoding="utf-8")
    commit_all(clone)
    found = judged(clone, head(clone))
    (finding,) = found.run.findings
    assert finding.message.endswith("does not contain this page")
    assert (found.pages[0].state, found.pages[0].trust) == ("unknown", "doubtful")


def test_a_page_that_is_gone_since_is_orphaned(clone: Path) -> None:
    translated = head(clone)
    (clone / "reference/v1.0/photo.md").unlink()
    commit_all(clone)
    assert judged(clone, translated).pages[0].state == "orphaned"


@pytest.mark.parametrize("commit", ["HEAD", "--help", "0123", "HEAD:reference", "a" * 39])
def test_a_stamp_names_a_commit_by_its_whole_digest_or_not_at_all(clone: Path, commit: str) -> None:
    found = judged(clone, commit)
    assert [item.code for item in found.run.findings] == ["DRI354"]
    assert (found.pages[0].trust, found.pages[0].basis) == ("doubtful", "none")


def test_a_folder_that_is_not_a_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / "clone").mkdir()
    with pytest.raises(ConfigError):
        judged(tmp_path / "clone", UNKNOWN)


def test_a_page_of_the_tree_with_the_hash_is_preferred_to_the_commit(clone: Path) -> None:
    english = clone.parent / "project/docs/en-us/photo.md"
    english.parent.mkdir(parents=True)
    english.write_text(OLD, encoding="utf-8")
    found = judged(clone, head(clone), name="Annehmen")
    assert (found.pages[0].state, found.pages[0].trust) == ("up-to-date", "sound")
    assert found.run.findings[0].related[0].location.path == "docs/en-us/photo.md"


def test_a_page_of_the_tree_does_not_hide_that_the_commit_is_wrong(clone: Path) -> None:
    english = clone.parent / "project/docs/en-us/photo.md"
    english.parent.mkdir(parents=True)
    english.write_text("# Picture\n", encoding="utf-8")
    found = judged(clone, head(clone), digests("# Picture\n")[0])
    assert (found.pages[0].basis, found.pages[0].trust) == ("stamped", "doubtful")


def test_a_page_of_several_docs_folders_is_found_by_what_follows_its_locale(clone: Path) -> None:
    commit = head(clone)
    judged(clone, commit)
    (clone.parent / "project/more").mkdir()
    config = Config(root=clone.parent / "project", docs=("docs", "more"), source_repo="../clone")
    assert drift(config).pages[0].trust == "sound"


def test_a_hook_of_the_project_does_not_hide_the_clone(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = head(clone)
    own = clone.parent / "project"
    own.mkdir()
    (own / "about.txt").write_text("about\n", encoding="utf-8")
    commit_all(own)
    monkeypatch.setenv("GIT_DIR", str(own / ".git"))
    assert judged(clone, commit).pages[0].trust == "sound"


def test_names_are_not_put_into_back_ticks_in_the_clone(clone: Path) -> None:
    commit = head(clone)
    english = judged(clone, commit, name="Annehmen")
    french = replace(english.run.findings[0], location=Location("docs/fr-fr/photo.md", 7, 3))
    pages = (*english.pages, replace(english.pages[0], path=french.location.path, locale="fr-fr"))
    run = replace(english.run, findings=(*english.run.findings, french))
    config = Config(root=clone.parent / "project", docs=("docs",))
    assert not list(hardened_sources(config, Drift(run=run, pages=pages)))


OTHERS = ["default_lang_commit: {}", "l10n:\n  sourceCommit: {}"]


@pytest.mark.parametrize("entry", OTHERS)
@pytest.mark.parametrize("has_clone", [True, False])
def test_a_commit_of_another_project_names_the_source_to_compare_with(
    tmp_path: Path, entry: str, has_clone: bool
) -> None:
    english, german = tmp_path / "docs/en/photo.md", tmp_path / "docs/de/photo.md"
    for file in (english, german):
        file.parent.mkdir(parents=True)
        file.write_text(OLD, encoding="utf-8")
    commit_all(tmp_path)
    front = f"---\n{entry.format(head(tmp_path))}\n---\n"
    german.write_text(front + GERMAN.format("Annehmen"), encoding="utf-8")
    english.write_text(NEW + "\n## More\n\n```sh\nls\n```\n", encoding="utf-8")
    found = drift(
        Config(root=tmp_path, docs=("docs",), source_locale="en", source_repo="." * has_clone)
    )
    (page,) = found.pages
    worst = max(item.severity for item in found.run.findings)
    if has_clone:
        assert (page.basis, page.freshness, page.trust) == ("stamped", "prose", "sound")
        assert {item.code for item in found.run.findings} == {"DRI353", "DRI320"}
    else:
        assert (page.basis, page.trust, str(worst)) == ("today", "unverified", "warning")
