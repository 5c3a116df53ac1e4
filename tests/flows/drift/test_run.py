from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.errors import NothingMatched
from docreplay.flows.drift.fixes import fixed_pages
from docreplay.flows.drift.run import drift, of_pair
from docreplay.model.drift import Drift
from docreplay.model.finding import Severity
from docreplay.model.translation import PageVerdict
from docreplay.sources.safe_write import write_bytes

ENGLISH = (
    "---\ntitle: Photo\n---\n\n# Photo\n\nThe photo of a user.\n\n| Name |\n|:---|\n| Accept |\n"
)
FRONT = "---\ntitle: Foto\n---\n\n"
GERMAN = '# <a name="photo"></a>Foto\n\nDas Foto eines Benutzers.\n\n| Name |\n|:---|\n| {} |\n'


def translated(source: str, name: str = "Accept", **front: str) -> str:
    """Return a German page that is stamped with a source."""
    entries = {"ms.openlocfilehash": digests(source)[0], "ms.contentlocale": "de-DE"} | front
    head = "".join(f"{key}: {value}\n" for key, value in entries.items())
    return f"---\ntitle: Foto\n{head}---\n\n" + GERMAN.format(name)


def tree(root: Path, **files: str) -> Drift:
    """Return the verdicts on a tree; `en_us_photo` is `docs/en-us/photo.md`."""
    for name, text in files.items():
        path = root / "docs" / f"{name[:5].replace('_', '-')}/{name[6:]}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return drift(Config(root=root, docs=("docs",)))


def only(found: Drift) -> PageVerdict:
    (page,) = found.pages
    return page


def names(found: Drift) -> list[str]:
    return [finding.name for finding in found.run.findings]


def test_a_translation_of_the_current_page_is_up_to_date(tmp_path: Path) -> None:
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=translated(ENGLISH))
    page = only(found)
    assert (page.state, page.integrity, page.freshness) == ("up-to-date", "intact", "current")
    assert page.trust == "sound"
    assert not found.run.findings


def test_an_executor_gives_the_same_verdicts(tmp_path: Path) -> None:
    alone = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=translated(ENGLISH, "Annehmen"))
    with ThreadPoolExecutor(2) as executor:
        spread = drift(Config(root=tmp_path, docs=("docs",)), executor=executor)
    assert (spread.pages, spread.run.findings) == (alone.pages, alone.run.findings)


def test_damage_does_not_make_a_translation_outdated(tmp_path: Path) -> None:
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=translated(ENGLISH, "Annehmen"))
    assert (only(found).state, only(found).integrity) == ("up-to-date", "damaged")
    assert names(found) == ["identifier-cell-changed"]


def test_without_the_source_version_no_finding_is_an_error(tmp_path: Path) -> None:
    old = translated(ENGLISH.replace("user", "person"), "Annehmen")
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=old)
    assert (only(found).state, only(found).freshness) == ("outdated", "changed")
    assert (only(found).basis, only(found).trust) == ("today", "unverified")
    assert sorted(names(found)) == ["identifier-cell-changed", "translation-outdated"]
    assert {str(finding.severity) for finding in found.run.findings} == {"warning"}
    assert not list(fixed_pages(Config(root=tmp_path), found, frozenset({"safe"})))


def test_a_page_without_a_stamp_has_no_known_age(tmp_path: Path) -> None:
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=FRONT + GERMAN.format("Annehmen"))
    assert (only(found).state, only(found).trust) == ("unknown", "unstamped")
    assert names(found) == ["identifier-cell-changed"]


def test_a_source_that_was_renamed_is_found_by_its_bytes(tmp_path: Path) -> None:
    found = tree(tmp_path, en_us_picture=ENGLISH, de_de_photo=translated(ENGLISH))
    page = next(page for page in found.pages if page.state == "moved")
    assert (page.path, page.integrity, page.basis) == ("docs/de-de/photo.md", "intact", "stamped")
    assert sorted(names(found)) == ["translation-missing", "translation-moved"]


def test_a_translation_without_source_is_orphaned(tmp_path: Path) -> None:
    old = translated("gone\n")
    found = tree(tmp_path, en_us_other=ENGLISH, de_de_other=translated(ENGLISH), de_de_photo=old)
    assert [page.state for page in found.pages] == ["up-to-date", "orphaned"]
    assert names(found) == ["translation-orphaned"]


def test_a_page_that_is_not_translated_is_missing_with_its_words(tmp_path: Path) -> None:
    found = tree(
        tmp_path, en_us_photo=ENGLISH, en_us_user="Two words.\n", de_de_photo=translated(ENGLISH)
    )
    assert [(page.path, page.state, page.words) for page in found.pages] == [
        ("docs/de-de/photo.md", "up-to-date", 0),
        ("docs/de-de/user.md", "missing", 2),
    ]


@pytest.mark.parametrize(
    "front", [{"ms.contentlocale": "ja-JP"}, {"ms.openlocfilehash": "0123456789"}]
)
def test_a_stamp_that_cannot_be_true_is_doubtful(tmp_path: Path, front: dict[str, str]) -> None:
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=translated(ENGLISH, **front))
    assert only(found).trust == "doubtful"
    assert "stamp-wrong" in names(found)


BILINGUAL = (
    '# <a name="photo"></a><span data-ttu-id="a-1">照片</span><span class="sxs-lookup">'
    '<span data-stu-id="a-1">Photo</span></span>\n\n'
    '<span data-ttu-id="a-2">使用{}。</span><span class="sxs-lookup">'
    '<span data-stu-id="a-2">Use `$top`.</span></span>\n'
)


def test_a_bilingual_page_is_judged_by_itself(tmp_path: Path) -> None:
    (tmp_path / "photo.md").write_text(BILINGUAL.format("`$顶部`"), encoding="utf-8")
    found = drift(Config(root=tmp_path), ("photo.md",))
    (finding,) = found.run.findings
    assert (finding.name, finding.expected, finding.segment) == (
        "code-span-changed",
        "`$top`",
        "a-2",
    )
    assert (only(found).basis, only(found).integrity) == ("spans", "damaged")


def test_a_bilingual_page_shows_what_changed_in_its_source(tmp_path: Path) -> None:
    today = "# Photo\n\nUse `$top` and `$skip` together.\n"
    found = tree(tmp_path, en_us_photo=today, zh_cn_photo=BILINGUAL.format("`$top`"))
    assert (only(found).state, only(found).freshness) == ("outdated", "prose")
    assert only(found).words == 3


def test_a_source_beside_its_translation_is_found_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "photo.en-us.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "photo.md").write_text(translated(ENGLISH, "Annehmen"), encoding="utf-8")
    found = drift(Config(root=tmp_path), ("photo.md",))
    (finding,) = found.run.findings
    assert finding.related[0].location == ("photo.en-us.md", 11, 3)


def test_a_comment_on_the_page_accepts_a_finding(tmp_path: Path) -> None:
    page = translated(ENGLISH, "Annehmen") + "\n<!-- docreplay-ignore DRI320 our glossary -->\n"
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=page)
    assert not found.run.findings
    assert found.run.counts["suppressed"] == 1


def test_a_pair_is_compared_regardless_of_its_stamp(tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "de.md").write_text(translated("other\n", "Annehmen"), encoding="utf-8")
    found = of_pair(Config(root=tmp_path), "en.md", "de.md")
    assert names(found) == ["identifier-cell-changed"]
    assert only(found).integrity == "damaged"


def test_fixes_are_written_with_the_line_ends_of_the_page(tmp_path: Path) -> None:
    page = translated(ENGLISH, "Annehmen").replace("\n", "\r\n")
    file = tmp_path / "docs/de-de/photo.md"
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo="")
    file.write_bytes(page.encode())
    found = drift(Config(root=tmp_path, docs=("docs",)))
    for change in fixed_pages(Config(root=tmp_path, docs=("docs",)), found, frozenset({"safe"})):
        write_bytes(tmp_path / change.path, change.after.encode())
    assert file.read_bytes().decode() == page.replace("Annehmen", "Accept")


def test_a_page_with_invalid_utf_8_is_not_fixed(tmp_path: Path) -> None:
    tree(tmp_path, en_us_photo=ENGLISH, de_de_photo="")
    page = translated(ENGLISH, "Annehmen").encode() + b"\n\xff\n"
    (tmp_path / "docs/de-de/photo.md").write_bytes(page)
    found = drift(Config(root=tmp_path, docs=("docs",)))
    assert "identifier-cell-changed" in names(found)
    assert not list(fixed_pages(Config(root=tmp_path, docs=("docs",)), found, frozenset({"safe"})))


def test_a_tree_without_translations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingMatched, match="no translation"):
        tree(tmp_path, en_us_photo=ENGLISH)


SPANS = """\
# <a name="photo"></a><span data-ttu-id="a-103">照片</span><span class="sxs-lookup"><span \
data-stu-id="a-103">Photo</span></span>

| <span data-ttu-id="a-104">名称</span><span class="sxs-lookup"><span \
data-stu-id="a-104">Name</span></span> |
|:---|
| <span data-ttu-id="a-105">{}</span><span class="sxs-lookup"><span \
data-stu-id="a-105">Accept</span></span> |
"""


def test_one_bilingual_page_alone_is_judged_by_its_spans(tmp_path: Path) -> None:
    found = tree(tmp_path, zh_cn_photo=SPANS.format("承諾"))
    page = only(found)
    assert (page.state, page.integrity, page.basis) == ("unknown", "damaged", "spans")
    assert names(found) == ["identifier-cell-changed"]
    assert only(tree(tmp_path, zh_cn_photo=SPANS.format("Accept"))).integrity == "intact"


@pytest.mark.parametrize(
    "entry",
    [
        "description: Liest die Eigenschaften und Beziehungen des Fotos.",
        "description: Enumere las propiedades de los objetos de la foto.",
        "title: Das Foto eines Benutzers oder einer Gruppe.",
        "description: |\n  Liest die Eigenschaften des Fotos.",
    ],
)
def test_front_matter_is_not_compared_with_itself(tmp_path: Path, entry: str) -> None:
    page = f"---\n{entry}\n---\n\n{SPANS.format('Accept')}"
    assert names(tree(tmp_path, zh_cn_photo=page)) == []


def test_one_stamped_page_alone_is_judged_by_the_source_beside_it(tmp_path: Path) -> None:
    stamped = translated(ENGLISH, "Annehmen")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/photo.md").write_text(stamped, encoding="utf-8")
    (tmp_path / "docs/photo.en-us.md").write_text(ENGLISH, encoding="utf-8")
    found = drift(Config(root=tmp_path, docs=("docs",)))
    page = only(found)
    assert (page.path, page.state, page.basis) == ("docs/photo.md", "up-to-date", "stamped")
    assert names(found) == ["identifier-cell-changed"]


def test_pages_of_one_locale_are_not_translations_without_a_stamp(tmp_path: Path) -> None:
    with pytest.raises(NothingMatched):
        tree(tmp_path, en_us_photo=ENGLISH)


def test_pages_outside_of_all_locales_are_not_orphans(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/about.md").write_text(ENGLISH, encoding="utf-8")
    found = tree(tmp_path, en_us_photo=ENGLISH, de_de_photo=translated(ENGLISH))
    assert only(found).path == "docs/de-de/photo.md"


def test_without_a_source_a_page_is_compared_with_its_own_json(tmp_path: Path) -> None:
    page = translated("gone\n") + (
        "\n| 名称 |\n|:---|\n| height |\n| width |\n| größe |\n\n"
        '```json\n{ "height": 1, "width": 2, "size": 3 }\n```\n'
    )
    found = tree(tmp_path, en_us_other=ENGLISH, de_de_photo=page)
    verdict = next(page for page in found.pages if page.path == "docs/de-de/photo.md")
    assert (verdict.state, verdict.integrity, verdict.basis) == ("orphaned", "damaged", "none")
    (said,) = [item for item in found.run.findings if item.name == "json-name-changed"]
    assert (said.actual, said.related[0].message) == ("größe", "text on the same page")
    assert page.split("\n")[said.location.line - 1] == "| größe |"
    assert page.split("\n")[said.related[0].location.line - 1].startswith('{ "height"')


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"select": ("DRI",)}, []),
        ({"select": ("type-name-changed",)}, ["type-name-changed"]),
        ({"severity": {"DRI328": Severity.ERROR}}, ["type-name-changed"]),
    ],
)
def test_a_style_rule_is_off_unless_selected_by_name(
    tmp_path: Path, options: dict[str, Any], expected: list[str]
) -> None:
    head, row = "\n| Name | Type |\n|:---|:---|\n", "| height | {} |\n"
    english = ENGLISH + head + row.format("String")
    german = translated(english) + head + row.format("Zeichenfolge")
    tree(tmp_path, en_us_photo=english, de_de_photo=german)
    found = drift(Config(root=tmp_path, docs=("docs",), **options))
    assert names(found) == expected
    # a note is not damage, unless the configuration has made it an error
    assert only(found).integrity == ("damaged" if "severity" in options else "intact")
