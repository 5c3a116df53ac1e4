from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.sources.layouts import identify
from docreplay.sources.pages import find_pages, load_page
from docreplay.sources.store import FileStore


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with pages in two locales, in none, and in places that do not count."""
    for name in ("zh-cn/b.md", "en-us/api/a.md", "en-us/b.md", "index.md", ".git/x.md", "a.txt"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words\n", encoding="utf-8")
    return tmp_path


def paths(config: Config, *given: str) -> list[str]:
    return [page.path for page in find_pages(config, FileStore(config.root), given)]


def test_pages_come_in_a_fixed_order_without_hidden_folders_and_other_files(tree: Path) -> None:
    assert paths(Config(root=tree, docs=("docs",))) == [
        "docs/index.md",
        "docs/en-us/b.md",
        "docs/en-us/api/a.md",
        "docs/zh-cn/b.md",
    ]


def test_a_page_in_two_locales_has_one_key(tree: Path) -> None:
    pages = find_pages(Config(root=tree, docs=("docs",)), FileStore(tree))
    assert {page.locale for page in pages if page.key == "b"} == {"en-us", "zh-cn"}


def test_a_path_may_be_a_page_a_folder_or_absolute(tree: Path) -> None:
    config = Config(root=tree, docs=("docs",))
    assert paths(config, "docs/en-us/b.md") == ["docs/en-us/b.md"]
    assert paths(config, str(tree / "docs/zh-cn"), "docs/zh-cn/b.md") == ["docs/zh-cn/b.md"]


def test_locales_and_globs_leave_pages_out(tree: Path) -> None:
    assert paths(Config(root=tree, docs=("docs",), locales=("zh-cn",))) == ["docs/zh-cn/b.md"]
    left = Config(root=tree, docs=("docs",), exclude=("docs/*/api/*", "docs/index.md"))
    assert paths(left) == ["docs/en-us/b.md", "docs/zh-cn/b.md"]


@pytest.mark.parametrize("tag", ["zh-CN", "ZH-cn"])
def test_the_case_of_a_locale_does_not_matter(tree: Path, tag: str) -> None:
    (tree / "docs/zh-cn").rename(tree / "docs/zh-CN")
    assert paths(Config(root=tree, docs=("docs",), locales=(tag,))) == ["docs/zh-CN/b.md"]


@pytest.fixture
def linked(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The tree with links: to a page outside, to a folder outside, and to one of its own pages."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("words\n", encoding="utf-8")
    (tree / "docs/out.md").symlink_to(outside / "secret.md")
    (tree / "docs/folder").symlink_to(outside)
    (tree / "docs/own.md").symlink_to(tree / "docs/index.md")
    return Config(root=tree, docs=("docs",))


def test_a_link_out_of_the_project_is_not_a_page(linked: Config) -> None:
    found = paths(linked)
    assert "docs/own.md" in found
    assert not {"docs/out.md", "docs/folder/secret.md"} & {*found}


def test_a_link_out_of_the_project_cannot_be_asked_for(linked: Config) -> None:
    assert paths(linked, "docs/own.md") == ["docs/own.md"]
    with pytest.raises(ConfigError, match=r"docs/out\.md is a link out of the project"):
        paths(linked, "docs/out.md")


@pytest.mark.parametrize(("path", "message"), [("..", "outside"), ("nowhere", "does not exist")])
def test_a_path_outside_or_nowhere_is_refused(tree: Path, path: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        paths(Config(root=tree), path)


@pytest.mark.parametrize(
    ("path", "locale", "key"),
    [
        ("docs/en-us/api/a.md", "en-us", "api/a"),
        ("docs/zh-Hant-TW/a.md", "zh-hant-tw", "a"),
        ("docs/de/a.md", "de", "a"),
        ("docs/fil-ph/a.md", "fil-ph", "a"),
        ("docs/api/a.md", "", "api/a"),
        ("docs/web-ui/a.md", "", "web-ui/a"),
        ("docs/includes/a.md", "", "includes/a"),
        ("docs/en-us.md", "", "en-us"),
    ],
)
def test_the_folder_below_the_docs_is_the_locale_if_it_is_one(
    path: str, locale: str, key: str
) -> None:
    page = identify(path, "docs")
    assert (page.locale, page.key) == (locale, key)


def test_pages_of_two_docs_folders_are_not_translations_of_each_other() -> None:
    one, two = (identify(f"{docs}/en-us/a.md", docs, folders=("a", "b")) for docs in ("a", "b"))
    assert one.key != two.key


def test_invalid_bytes_are_replaced_and_line_ends_kept(tree: Path) -> None:
    page = identify("docs/index.md", "docs")
    (tree / "docs/index.md").write_bytes(b"\xef\xbb\xbfa\xff\r\n")
    assert load_page(FileStore(tree), page).text == "\ufeffa\ufffd\r\n"


def test_a_page_that_was_removed_is_reported(tree: Path) -> None:
    with pytest.raises(PageUnreadable, match=r"docs/gone\.md"):
        load_page(FileStore(tree), identify("docs/gone.md", "docs"))


@pytest.mark.parametrize(
    ("path", "docs", "folders", "locale", "key"),
    [
        ("docs/i18n/fr/a.md", "docs", ["docs"], "fr", "a"),
        ("docs/i18n/fr/a.md", "docs/i18n", ["docs/i18n"], "fr", "a"),
        ("docs/i18n/fr/a.md", "docs/i18n", ["docs/i18n", "api"], "fr", "docs/i18n/a"),
        ("docs/i18n/fr/a.md", "docs/i18n", ["docs/i18n", "docs"], "fr", "docs/a"),
        ("docs/i18n/README.md", "docs", ["docs"], "", "i18n/README"),
        ("docs/i18n/fr.md", "docs", ["docs"], "", "i18n/fr"),
        ("docs/api/i18n/fr/a.md", "docs", ["docs"], "", "api/i18n/fr/a"),
        ("docs/lessons/fr/a.md", "docs", ["docs"], "", "lessons/fr/a"),
    ],
)
def test_a_folder_of_translations_is_known_by_its_name(
    path: str, docs: str, folders: list[str], locale: str, key: str
) -> None:
    page = identify(path, docs, folders=folders)
    assert (page.locale, page.key) == (locale, key)
