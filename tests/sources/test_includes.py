"""Which files are parts of pages."""

import pytest

from docreplay.config.settings import Config
from docreplay.sources.memory import MemoryStore
from docreplay.sources.pages import find_pages
from tests.support.timing import grows_at_most

DIRECTIVE = "[!INCLUDE [x](i.md)]\n"


def pages(files: dict[str, str], *paths: str) -> list[str]:
    store = MemoryStore({f"docs/{name}": text for name, text in files.items()})
    found = find_pages(Config(docs=("docs",)), store, [f"docs/{path}" for path in paths])
    return [page.path.removeprefix("docs/") for page in found]


@pytest.mark.parametrize(
    "text",
    [
        DIRECTIVE,
        f"> {DIRECTIVE}",
        DIRECTIVE.lower(),
        f"```\nx\n```\n{DIRECTIVE}",
        f"<!-- x -->\n{DIRECTIVE}",
        f"`x ``` y\n{DIRECTIVE}",
        DIRECTIVE.replace("(i.md", "(./i.md"),
        DIRECTIVE.replace("(i.md", "(/i.md"),
    ],
)
def test_an_included_file_is_not_a_page(text: str) -> None:
    assert pages({"a.md": text, "i.md": "x"}) == ["a.md"]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{DIRECTIVE}```\n",
        f"x\n > ~~~\n > {DIRECTIVE}",
        f"<!-- {DIRECTIVE} -->\n",
        DIRECTIVE.replace("(i.md", "(~/i.md"),
        "[x](i.md)\n",
        "",
    ],
)
def test_a_file_that_is_only_shown_or_linked_is_a_page(text: str) -> None:
    assert pages({"a.md": text, "i.md": "x"}) == ["a.md", "i.md"]


@pytest.mark.parametrize("value", ["include", '"include"', "Include "])
def test_a_file_may_declare_that_it_is_an_include(value: str) -> None:
    text = f"---\ntitle: x\nms.topic: {value}\n---\n"
    assert pages({"a.md": "x", "i.md": text, "j.md": f"x\n{text}"}) == ["a.md", "j.md"]


def test_an_include_that_is_named_is_read() -> None:
    assert pages({"a.md": DIRECTIVE, "i.md": "x"}, "i.md") == ["i.md"]


def test_files_that_include_each_other_only_are_pages() -> None:
    assert pages({"a.md": DIRECTIVE, "i.md": "[!INCLUDE [x](a.md)]"}) == ["a.md", "i.md"]


def test_files_with_other_endings_are_pages() -> None:
    names = ("a.markdown", "a.text", "b.MD", "c.mdown", "d.mdx")
    assert pages(dict.fromkeys(names, "x")) == ["a.markdown", "b.MD", "c.mdown", "d.mdx"]


def test_listing_takes_time_proportional_to_the_number_of_pages() -> None:
    few, many = ({f"{index}.md": "x\n" for index in range(size)} for size in (2000, 8000))
    assert grows_at_most(lambda: pages(few), lambda: pages(many), 8)
