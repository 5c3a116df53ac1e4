"""Where the translations of a page are, in the layouts of different site generators."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.drift.run import drift

SOURCE = "# Guide\n\nUse `displayName` here.\n"
OTHER = "# Guide\n\nUtilisez `{}` ici.\n"


@pytest.mark.parametrize(
    ("source", "target", "docs", "locale"),
    [
        ("docs/a.md", "i18n/fr/docusaurus-plugin-content-docs/current/a.md", "docs i18n", "en"),
        ("docs/a/b.mdx", "i18n/de/docusaurus-plugin-content-docs/current/a/b.mdx", ".", ""),
        ("web/docs/a.md", "web/i18n/pt-BR/docusaurus-plugin-content-docs/current/a.md", "web", ""),
        (
            "versioned_docs/version-1.0/a.md",
            "i18n/fr/docusaurus-plugin-content-docs/version-1.0/a.md",
            ".",
            "en",
        ),
        ("blog/a.md", "i18n/ja/docusaurus-plugin-content-blog/a.md", "blog i18n", "en"),
        ("team/a.md", "i18n/ja/docusaurus-plugin-content-docs-team/current/a.md", ".", "en"),
        ("docs/a.md", "docs/fr/a.md", "docs", "en"),
        ("docs/a.md", "docs/zh-cn/a.md", "docs", ""),
        ("docs/en/a.md", "docs/pt_BR/a.md", "docs", ""),
        ("docs/en/a.md", "docs/de/a.md", "docs", ""),
        ("docs/en_US/a.md", "docs/zh_Hans_CN/a.md", "docs", "en_US"),
        ("docs/a.md", "docs/a.fr.md", "docs", ""),
        ("docs/x/a.md", "docs/x/a.pt-br.md", "docs", "en"),
        ("docs/en/x/index.md", "docs/fr/x.md", "docs", "en"),
        ("docs/en/x.md", "docs/ja/x/index.md", "docs", "en"),
    ],
)
def test_a_translation_is_found_in_its_layout(
    tmp_path: Path, source: str, target: str, docs: str, locale: str
) -> None:
    config = Config(root=tmp_path, docs=tuple(docs.split()), source_locale=locale)
    for path, text in ((source, SOURCE), (target, OTHER.format("nomAffiché"))):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = drift(config)
    assert [page.path for page in found.pages] == [target]
    assert [str(item.location.path) for item in found.run.findings] == [target]
    assert {item.code for item in found.run.findings} == {"DRI330"}


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        (
            "docs/{}.md",
            "i18n/fr/docusaurus-plugin-content-docs/current/{}.md",
            "i18n/fr/docusaurus-plugin-content-docs/current/b.md",
        ),
        ("docs/{}.md", "docs/fr/{}.md", "docs/fr/b.md"),
        ("docs/en/{}.md", "docs/pt_BR/{}.md", "docs/pt_BR/b.md"),
    ],
)
def test_a_missing_translation_has_the_path_that_it_would_have(
    tmp_path: Path, source: str, target: str, missing: str
) -> None:
    for path in (source.format("a"), source.format("b"), target.format("a")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(SOURCE, encoding="utf-8")
    docs = (".",) if missing.startswith("i18n") else ("docs",)
    found = drift(Config(root=tmp_path, docs=docs))
    assert [page.path for page in found.pages if page.state == "missing"] == [missing]
