"""Where the translations of a page are, in the layouts of different site generators."""

import re
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import NothingMatched
from docreplay.flows.drift.run import drift
from docreplay.flows.generate import generate

SOURCE = "# Guide\n\nUse `displayName` here.\n"
OTHER = "# Guide\n\nUtilisez `{}` ici.\n"
DOCUSAURUS = "i18n/fr/docusaurus-plugin-content-docs/current"
REQUEST = "\n```http\nGET https://api.example.com/a\n```\n\n```http\nHTTP/1.1 200 OK\n```\n"

TREES = [
    ("docs/a.md", f"{DOCUSAURUS}/a.md", "docs i18n", "en", "docusaurus"),
    (
        "docs/a/b.mdx",
        "i18n/de/docusaurus-plugin-content-docs/current/a/b.mdx",
        ".",
        "",
        "docusaurus",
    ),
    (
        "web/docs/a.md",
        "web/i18n/pt-BR/docusaurus-plugin-content-docs/current/a.md",
        "web",
        "",
        "docusaurus",
    ),
    (
        "versioned_docs/version-1.0/a.md",
        "i18n/fr/docusaurus-plugin-content-docs/version-1.0/a.md",
        ".",
        "en",
        "docusaurus",
    ),
    ("blog/a.md", "i18n/ja/docusaurus-plugin-content-blog/a.md", "blog i18n", "en", "docusaurus"),
    (
        "team/a.md",
        "i18n/ja/docusaurus-plugin-content-docs-team/current/a.md",
        ".",
        "en",
        "docusaurus",
    ),
    ("docs/a.md", "i18n/pt_BR/docusaurus-plugin-content-docs/current/a.md", ".", "", "docusaurus"),
    ("docs/a.md", f"website/{DOCUSAURUS}/a.md", "docs website/i18n", "en", "docusaurus"),
    ("docs/a.md", f"website/{DOCUSAURUS}/a.md", "website/i18n docs", "", "docusaurus"),
    ("docs/a.md", f"website/{DOCUSAURUS}/a.md", ".", "", "docusaurus"),
    ("docs/x/a.md", f"web/site/{DOCUSAURUS}/x/a.md", ".", "", "docusaurus"),
    ("web/docs/a.md", f"web/site/{DOCUSAURUS}/a.md", "web", "", "docusaurus"),
    ("docs/api/a.md", f"website/{DOCUSAURUS}/api/a.md", "docs/api website/i18n", "", "docusaurus"),
    ("content/a.md", f"{DOCUSAURUS}/a.md", "content i18n", "", "docusaurus"),
    (
        "website/versioned_docs/version-1.2/a.md",
        "website/i18n/fr/docusaurus-plugin-content-docs/version-1.2/a.md",
        "website/versioned_docs website/i18n",
        "en",
        "docusaurus",
    ),
    ("docs/a.md", "docs/fr/a.md", "docs", "en", "root"),
    ("docs/a.md", "docs/zh-cn/a.md", "docs", "", "root"),
    ("docs/x/index.md", "docs/fr/x.md", "docs", "", "root"),
    ("a.mdx", "ja/a.mdx", ".", "", "root"),
    ("docs/a.md", "docs/i18n/fr/a.md", "docs", "", "root"),
    ("docs/x/a.md", "docs/translations/zh-CN/x/a.md", "docs", "en", "root"),
    ("README.md", "translations/fr/README.md", ".", "", "root"),
    ("docs/a.md", "translations/fr-FR/docs/a.md", ".", "", "root"),
    ("docs/a.md", "translations/fr-FR/docs/a.md", "docs translations", "", "root"),
    ("web/docs/a.md", "web/l10n/pt_BR/docs/a.md", "web/l10n web/docs", "en", "root"),
    ("src/content/docs/x/a.mdx", "src/content/docs/fr/x/a.mdx", "src/content/docs", "", "root"),
    ("docs/en-US/a.md", "docs/es-419/a.md", "docs", "", "folders"),
    ("i18n/en/a.md", "i18n/fr/a.md", "i18n", "", "folders"),
    ("docs/en/a.md", "docs/pt_BR/a.md", "docs", "", "folders"),
    ("docs/en/a.md", "docs/de/a.md", "docs", "", "folders"),
    ("docs/en_US/a.md", "docs/zh_Hans_CN/a.md", "docs", "en_US", "folders"),
    ("docs/en/x/index.md", "docs/fr/x.md", "docs", "en", "folders"),
    ("docs/en/x.md", "docs/ja/x/index.md", "docs", "en", "folders"),
    ("docs/a.md", "docs/a.fr.md", "docs", "", "suffix"),
    ("docs/x/a.md", "docs/x/a.pt-br.md", "docs", "en", "suffix"),
    ("docs/a.md", "docs/a.pt_BR.md", "docs", "", "suffix"),
    ("docs/x/index.md", "docs/x/index.fr.md", "docs", "", "suffix"),
    ("README.md", "README.ja.md", ".", "en", "suffix"),
    ("README.md", "README-fr.md", ".", "", "suffix"),
    ("a/README.md", "a/README_zh_CN.md", ".", "en", "suffix"),
    ("docs/guide.md", "docs/guide_pt-BR.md", "docs", "", "suffix"),
    ("docs/a.md", "docs-fr/a.md", "docs docs-fr", "", "root"),
    ("web/docs/x/a.md", "web/docs_pt_BR/x/a.md", "web/docs web/docs_pt_BR", "en", "root"),
    ("content/english/a.md", "content/french/a.md", "content", "", "folders"),
    ("docs/en/a.md", "docs/Japanese/a.md", "docs", "en", "folders"),
]
NAMED = [
    ("docs/a.en.md", "docs/a.fr.md", "docs", "", "suffix"),
    ("docs/a.pt_BR.md", "docs/a.es.md", "docs", "pt_BR", "suffix"),
    ("docs/a.md", "docs/a.en.md", "docs", "", "suffix"),
    ("docs/x/index.md", "docs/x.fr.md", "docs", "", "suffix"),
]
"""Trees that are recognized only if the layout is named; the others always are."""


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "target", "docs", "locale", "layout"),
    [*TREES, *NAMED, *((*tree[:4], "auto") for tree in TREES)],
)
def test_a_translation_is_found_in_its_layout(
    tmp_path: Path, source: str, target: str, docs: str, locale: str, layout: str
) -> None:
    config = Config(
        root=tmp_path,
        docs=tuple(docs.split()),
        source_locale=locale,
        layout=layout,
    )
    for path, text in ((source, SOURCE), (target, OTHER.format("nomAffiché"))):
        write(tmp_path, path, text)
    found = drift(config)
    assert [page.path for page in found.pages] == [target]
    assert [str(item.location.path) for item in found.run.findings] == [target]
    assert {item.code for item in found.run.findings} == {"DRI330"}


@pytest.mark.parametrize(
    ("source", "target", "missing", "layout"),
    [
        ("docs/{}.md", f"{DOCUSAURUS}/{{}}.md", f"{DOCUSAURUS}/b.md", "docusaurus"),
        (
            "docs/{}.md",
            f"website/{DOCUSAURUS}/{{}}.md",
            f"website/{DOCUSAURUS}/b.md",
            "docusaurus",
        ),
        ("docs/{}.md", "docs/i18n/fr/{}.md", "docs/i18n/fr/b.md", "root"),
        ("{}.md", "translations/fr/{}.md", "translations/fr/b.md", "root"),
        ("docs/{}.md", "docs/fr/{}.md", "docs/fr/b.md", "root"),
        ("{}.md", "fr/{}.md", "fr/b.md", "root"),
        ("docs/en/{}.md", "docs/pt_BR/{}.md", "docs/pt_BR/b.md", "folders"),
        ("docs/{}.md", "docs/{}.fr.md", "docs/b.fr.md", "suffix"),
        ("docs/{}.mdx", "docs/{}.pt_BR.mdx", "docs/b.pt_BR.mdx", "suffix"),
        ("{}.md", "{}.ja.md", "b.ja.md", "suffix"),
        ("{}.md", "{}_pt-BR.md", "b_pt-BR.md", "suffix"),
        ("docs/english/{}.md", "docs/french/{}.md", "docs/french/b.md", "folders"),
    ],
)
@pytest.mark.parametrize("is_named", [False, True])
def test_a_missing_translation_has_the_path_that_it_would_have(
    tmp_path: Path, source: str, target: str, missing: str, layout: str, is_named: bool
) -> None:
    for path in (source.format("a"), source.format("b"), target.format("a")):
        write(tmp_path, path, SOURCE)
    docs = ("docs",) if layout != "docusaurus" and source.startswith("docs") else (".",)
    found = drift(Config(root=tmp_path, docs=docs, layout=layout if is_named else "auto"))
    assert [page.path for page in found.pages if page.state == "missing"] == [missing]


@pytest.mark.parametrize("name", ["how-to", "sign-in", "how_to", "guide-fr", "A-Z", "API-id"])
def test_words_behind_a_hyphen_are_not_taken_for_a_language(tmp_path: Path, name: str) -> None:
    for path in (re.split("[-_]", name)[0], name):
        write(tmp_path, f"docs/{path}.md", SOURCE)
    with pytest.raises(NothingMatched, match="no translation found"):
        drift(Config(root=tmp_path, docs=("docs",)))


@pytest.mark.parametrize("catalog", ["locale/fr/LC_MESSAGES/a.po", "i18n/a.fr.xliff", "a.XLF"])
def test_catalogs_that_are_not_read_are_named(tmp_path: Path, catalog: str) -> None:
    write(tmp_path, "docs/a.md", SOURCE)
    write(tmp_path, "node_modules/x.po", "")
    write(tmp_path, catalog, "")
    with pytest.raises(NothingMatched, match=f"PO and XLIFF files such as `{catalog}` are not"):
        drift(Config(root=tmp_path, docs=("docs",)))


@pytest.mark.parametrize(
    ("sources", "target", "missing", "layout"),
    [
        ("docs/a.en.md docs/b.en.md", "docs/a.fr.md", "docs/b.fr.md", "suffix"),
        ("docs/b.md", "docs/other.fr.md", "docs/b.fr.md", "suffix"),
        ("docs/b.md", "docs/fr/other.md", "docs/fr/b.md", "root"),
        ("docs/b.md", "docs/i18n/fr/other.md", "docs/i18n/fr/b.md", "root"),
        ("docs/en/b.md", "docs/fr/other.md", "docs/fr/b.md", "folders"),
        ("docs/b.md", f"{DOCUSAURUS}/other.md", f"{DOCUSAURUS}/b.md", "docusaurus"),
        (
            "docs/a.md versioned_docs/version-2/b.md",
            f"{DOCUSAURUS}/a.md",
            "i18n/fr/docusaurus-plugin-content-docs/version-2/b.md",
            "docusaurus",
        ),
        (
            "docs/a.md team/b.md",
            f"{DOCUSAURUS}/a.md",
            "i18n/fr/docusaurus-plugin-content-docs-team/current/b.md",
            "docusaurus",
        ),
        (
            "docs/a.md team_versioned_docs/version-2/b.md",
            f"{DOCUSAURUS}/a.md",
            "i18n/fr/docusaurus-plugin-content-docs-team/version-2/b.md",
            "docusaurus",
        ),
        (
            "docs/a.md blog/b.md",
            f"{DOCUSAURUS}/a.md",
            "i18n/fr/docusaurus-plugin-content-blog/b.md",
            "docusaurus",
        ),
        (
            "docs/a.md src/pages/b.md",
            f"{DOCUSAURUS}/a.md",
            "i18n/fr/docusaurus-plugin-content-pages/b.md",
            "docusaurus",
        ),
    ],
)
def test_its_path_is_known_without_one_that_is_placed_alike(
    tmp_path: Path, sources: str, target: str, missing: str, layout: str
) -> None:
    for path in (*sources.split(), target):
        write(tmp_path, path, SOURCE)
    docs = (".",) if layout == "docusaurus" else ("docs",)
    found = drift(Config(root=tmp_path, docs=docs, layout=layout, source_locale="en"))
    assert [page.path for page in found.pages if page.state == "missing"] == [missing]


@pytest.mark.parametrize(
    ("layout", "found"),
    [
        ("suffix", {"docs/a.fr.md"}),
        ("root", {"docs/de/a.md"}),
        ("docusaurus", {"docs/i18n/ja/docusaurus-plugin-content-docs/current/a.md"}),
        ("folders", {"docs/de/a.md"}),
    ],
)
def test_a_named_layout_is_the_only_one(tmp_path: Path, layout: str, found: set[str]) -> None:
    for path in (
        "a.md",
        "docs/a.md",
        "en/a.md",
        "a.fr.md",
        "de/a.md",
        "i18n/ja/docusaurus-plugin-content-docs/current/a.md",
    ):
        write(tmp_path / "docs", path, SOURCE)
    pages = drift(Config(root=tmp_path, docs=("docs",), layout=layout)).pages
    en = {"docs/en/a.md"} if layout == "root" else set()
    assert {page.path for page in pages if page.state != "missing"} == found | en


@pytest.mark.parametrize(
    ("source", "target", "layout"),
    [
        ("docs/a.md", "docs/a.fr.md", "suffix"),
        ("docs/a.md", "docs/fr/a.md", "root"),
        ("docs/a.md", "docs/i18n/fr/a.md", "root"),
        ("docs/a.md", "docs/i18n/fr/a.md", "auto"),
    ],
)
def test_what_a_translation_documents_alike_is_one_case(
    tmp_path: Path, source: str, target: str, layout: str
) -> None:
    write(tmp_path, source, SOURCE + REQUEST)
    write(tmp_path, target, OTHER + REQUEST)
    config = Config(
        root=tmp_path,
        docs=("docs",),
        layout=layout,
        source_locale="en",
        infer_unannotated=True,
        output="out",
    )
    generate(config)
    modules = [path.read_text() for path in (tmp_path / "out").rglob("test_*.py")]
    assert sum(text.count("\ndef test_") for text in modules) == 1


@pytest.mark.parametrize("locale", ["pt_BR", "pt-br", "PT-BR", "pt_br"])
def test_a_locale_is_selected_in_any_spelling(tmp_path: Path, locale: str) -> None:
    for path in ("docs/en/a.md", "docs/pt_BR/a.md", "docs/fr/a.md"):
        write(tmp_path, path, SOURCE)
    found = drift(Config(root=tmp_path, docs=("docs",), locales=(locale,)))
    assert [page.path for page in found.pages] == ["docs/pt_BR/a.md"]


@pytest.mark.parametrize(
    ("target", "before", "after"),
    [
        ("docs/a.fr.md", "[x](b.md)", "[x](b.fr.md)"),
        ("docs/a.fr.md", "[x](sub/b.md#top) [y](c.md)", "[x](sub/b.fr.md#top) [y](c.fr.md)"),
        ("docs/a.pt_BR.md", "[x](b.md)", "[x](b.pt_BR.md)"),
        ("docs/fr/a.md", "![x](img/x.png)", "![x](../img/x.png)"),
        ("docs/fr/a.md", '<img src="img/x.png">', '<img src="../img/x.png" alt="x">'),
        (f"{DOCUSAURUS}/a.md", "![x](img/x.png)", "![x](../../../../docs/img/x.png)"),
    ],
)
def test_a_link_to_the_same_file_from_another_place_is_none_that_changed(
    tmp_path: Path, target: str, before: str, after: str
) -> None:
    write(tmp_path, "docs/a.md", f"# A\n\nSee {before}\n")
    write(tmp_path, target, f"# A\n\nVoir {after}\n")
    docs = (".",) if target.startswith("i18n") else ("docs",)
    assert not drift(Config(root=tmp_path, docs=docs, source_locale="en")).run.findings


@pytest.mark.parametrize(
    ("target", "before", "after"),
    [
        ("docs/a.fr.md", "[x](b.md)", "[x](b.de.md)"),
        ("docs/a.fr.md", "[x](b.md)", "[x](c.fr.md)"),
        ("docs/fr/a.md", "[x](b.md)", "[x](b.fr.md)"),
        ("docs/fr/a.md", "![x](img/x.png)", "![x](../../img/x.png)"),
        ("docs/fr/a.md", '<img src="img/x.png">', '<img src="../../img/x.png">'),
        ("docs/fr/a.md", '<img src="img/x.png">', '<img src="../img/x.png" class="x">'),
    ],
)
def test_a_link_to_another_file_has_changed(
    tmp_path: Path, target: str, before: str, after: str
) -> None:
    write(tmp_path, "docs/a.md", f"# A\n\nSee {before}\n")
    write(tmp_path, target, f"# A\n\nVoir {after}\n")
    found = drift(Config(root=tmp_path, docs=("docs",), source_locale="en")).run.findings
    assert [item.code for item in found] == ["DRI332" if "<" in before else "DRI331"]
