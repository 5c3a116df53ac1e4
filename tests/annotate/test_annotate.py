"""Annotating pages: the book of rules, and what holds for every page."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import CORPORA, unpack
from docreplay.config.settings import Config
from docreplay.flows.annotate import AnnotatedPage, annotated_pages
from docreplay.flows.check import check
from docreplay.model.exchange import Exchange
from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read
from docreplay.sources.memory import MemoryStore
from tests.read import shown
from tests.support.book import Example, parametrize

BOOK = Path(__file__).parent / "annotate.md"
INFER = Path(__file__).parents[1] / "read/infer.md"
CORPUS = "plain-http-2026"


def annotate(files: dict[str, str], config: Config | None = None) -> list[AnnotatedPage]:
    return list(annotated_pages(config or Config(docs=("docs",)), store=MemoryStore(files)))


def annotate_page(text: str, path: str = "docs/page.md") -> AnnotatedPage:
    """Return the page; one without anything to annotate is unchanged."""
    return next(iter(annotate({path: text})), AnnotatedPage(change=None))


@parametrize(BOOK)
def test_pages_are_annotated_as_in_the_book(example: Example) -> None:
    found = annotate_page(example["page"])
    assert (found.change.after if found.change else "") == example.get("annotated")
    left = shown.lines(f"{item.at.line - 1} {item.reason}" for item in found.left)
    assert left == example.get("left")


def messages_of(exchanges: list[Exchange]) -> list[str]:
    """Return the messages of the exchanges, without their places and how they were paired."""
    return [
        "\n".join(
            line.partition(" ")[2]
            for part in (exchange.request, exchange.response)
            for line in shown.message(part)
        )
        for exchange in exchanges
    ]


def exchanges_of(text: str, *, infer: bool = False) -> list[Exchange]:
    page = Page(id=PageId(path="docs/page.md", locale="", key="page"), text=text)
    return list(read(page, Options(infer_unannotated=infer)).exchanges)


def assert_it_states_what_was_inferred(text: str) -> int:
    """Check a page without includes; return the number of exchanges that are annotated."""
    found = annotate_page(text)
    inferred = exchanges_of(text, infer=True)
    if not found.change:
        assert not found.named
        return 0
    chosen = {item.request_block.opening for item, _ in found.named}
    wanted = [item for item in inferred if item.request_block.opening in chosen]
    wanted += [x for x in exchanges_of(text) if x.request_block.opening not in chosen]
    after = exchanges_of(found.change.after)
    assert Counter(messages_of(after)) == Counter(messages_of(wanted))
    again = annotate_page(found.change.after)
    assert (again.change, len(again.left)) == (None, len(found.left))
    first = {item.request_block.opening: (item, name) for item, name in reversed(found.named)}
    blocks = {at: name for at, (item, name) in first.items() if _is_new(item)}
    taken = [name for item in inferred if not _is_new(item) for name in item.request_block.names]
    assert len({*blocks.values(), *taken}) == len(blocks) + len(set(taken))
    return len(found.named)


def _is_new(exchange: Exchange) -> bool:
    return exchange.request_block.annotation is None and not exchange.request_block.name


@parametrize(BOOK, INFER)
def test_an_annotated_page_states_what_was_inferred(example: Example) -> None:
    assert_it_states_what_was_inferred(example["page"])


blocks = st.lists(
    st.sampled_from(
        [
            *("```http\nGET /a\n```", "```http\nPOST /b\nA: b\n\nc\n```"),
            *("```http\nHTTP/1.1 200 OK\n```", "```http\nHTTP/1.1 404 Not Found\n\nx\n```"),
            *('```json\n{ "a": 1 }\n```', "```sh\ncurl -d a=b http://localhost/c\n```"),
            *("## Heading", "### Response", "### 404", "text", "<Tabs>", "</Tabs>", "- item"),
            "```\nGET /d\n\nHTTP/1.1 200 OK\n```",
            "```\nGET /d\n\nHTTP/1.1 200 OK\n\nGET /e\n\nHTTP/1.1 201 Created\n```",
            "```http\n### x\n# @name heading\nGET /f\n###\nGET /g\n```",
            '<!-- { "blockType": "request", "name": "heading" } -->\n```http\nGET /h\n```',
            '<!-- { "blockType": "response", "name": "heading" } -->\n```\nHTTP/1.1 200 OK\n```',
            '<!-- { "blockType": "ignored" } -->\n```http\nGET /i\n```',
            '<!-- { "blockType": "ignored" } -->\n```http\nHTTP/1.1 302 Found\n```',
            "  ```http\n  GET /j\n  ```",
            "> ```http\n> HTTP/1.1 200 OK\n> ```",
            ':::zone pivot="a"',
            ':::zone pivot="b"',
            ":::zone-end",
        ]
    ),
    max_size=12,
)


@given(blocks, st.booleans())
def test_any_page_states_what_was_inferred_and_is_annotated_once(
    parts: list[str], spaced: bool
) -> None:
    assert_it_states_what_was_inferred(("\n\n" if spaced else "\n").join(parts) + "\n")


def test_real_pages_state_what_was_inferred(tmp_path: Path) -> None:
    if not (CORPORA / f"{CORPUS}.tar.xz").is_file():
        pytest.skip(f"the corpus {CORPUS} is not beside the repository")
    pages = sorted(unpack(tmp_path, CORPUS).rglob("*.md"))
    texts = [page.read_bytes().decode() for page in pages if page.is_file()]
    assert sum(map(assert_it_states_what_was_inferred, texts)) >= 35


PAIR = "# Photo\n\n```http\nGET /a\n```\n\n```http\nHTTP/1.1 200 OK\n```\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_the_byte_order_mark_are_kept(end: str) -> None:
    found = annotate_page("\ufeff" + PAIR.replace("\n", end))
    assert found.change
    after = found.change.after
    assert after.count(end) == after.count("\n") == PAIR.count("\n") + 2
    assert after.startswith("\ufeff# Photo")


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("docs/page.mdx", PAIR, "MDX has no HTML comments"),
        (
            "docs/page.rst",
            "::\n\n  GET /a HTTP/1.1\n\n  HTTP/1.1 200 OK\n",
            "literal block without a directive",
        ),
        ("docs/page.md", PAIR + "\ufffd", "page is not valid UTF-8"),
    ],
)
def test_pages_that_cannot_be_written_are_left_alone(path: str, text: str, reason: str) -> None:
    found = annotate_page(text, path)
    assert (found.change, [item.reason for item in found.left]) == (None, [reason])


RST = """Photo
=====

.. http:get:: /a

   **Request**:

   .. sourcecode:: http

      GET /a HTTP/1.1

   **Response**:

   .. sourcecode:: http

      HTTP/1.1 200 OK

- Another:

  .. code-block:: console

     $ curl -X DELETE https://api.example.com/a

  .. code-block:: http

     HTTP/1.1 204 No Content

Written so::

   GET /b

.. code-block:: http

   HTTP/1.1 200 OK
"""

ANNOTATED_RST = """Photo
=====

.. http:get:: /a

   **Request**:

   .. <!-- { "blockType": "request", "name": "get_a" } -->

   .. sourcecode:: http

      GET /a HTTP/1.1

   **Response**:

   .. <!-- { "blockType": "response" } -->

   .. sourcecode:: http

      HTTP/1.1 200 OK

- Another:

  .. <!-- { "blockType": "request", "name": "get_a_2" } -->

  .. code-block:: console

     $ curl -X DELETE https://api.example.com/a

  .. <!-- { "blockType": "response" } -->

  .. code-block:: http

     HTTP/1.1 204 No Content

Written so::

   GET /b

.. code-block:: http

   HTTP/1.1 200 OK
"""


def test_pages_in_restructuredtext_have_annotations_in_comments() -> None:
    found = annotate_page(RST, "docs/page.rst")
    assert found.change
    assert found.change.after == ANNOTATED_RST
    assert [item.reason for item in found.left] == ["literal block without a directive"]
    again = annotate_page(ANNOTATED_RST, "docs/page.rst")
    assert again.change is None


def test_real_pages_in_restructuredtext_are_annotated_once(tmp_path: Path) -> None:
    if not (CORPORA / f"{CORPUS}.tar.xz").is_file():
        pytest.skip(f"the corpus {CORPUS} is not beside the repository")
    total = 0
    for path in sorted(unpack(tmp_path, CORPUS).rglob("*.rst")):
        found = annotate_page(path.read_text(encoding="utf-8"), "docs/page.rst")
        if found.change:
            total += len(found.named)
            assert annotate_page(found.change.after, "docs/page.rst").change is None
    assert total > 80


def test_a_translation_has_the_names_of_its_source() -> None:
    german = PAIR.replace("# Photo", "# Foto") + PAIR.replace("# Photo", "# Mehr")
    english = PAIR + PAIR.replace("# Photo", "# More")
    files = {"docs/de-de/photo.md": german, "docs/en-us/photo.md": english}
    by_path = {
        item.change.path: [name for _, name in item.named]
        for item in annotate(files)
        if item.change
    }
    assert by_path == {
        "docs/de-de/photo.md": ["photo", "more"],
        "docs/en-us/photo.md": ["photo", "more"],
    }


def test_a_name_of_a_source_page_cannot_end_the_comment() -> None:
    name = json.dumps("a --> b").replace(">", "\\u003e")
    english = PAIR.replace(
        "```http\nGET", f'<!-- {{ "blockType": "request", "name": {name} }} -->\n```http\nGET'
    )
    files = {"docs/de-de/photo.md": PAIR, "docs/en-us/photo.md": english}
    found = {item.change.path: item.change.after for item in annotate(files) if item.change}
    assert f'"name": {name} }} -->\n' in found["docs/de-de/photo.md"]


def test_included_files_are_annotated_themselves() -> None:
    included = "```http\nHTTP/1.1 200 OK\n```\n"
    files = {
        "docs/page.md": "# A\n\n[!INCLUDE [x](includes/whole.md)]\n",
        "docs/half.md": "# B\n\n```http\nGET /b\n```\n\n[!INCLUDE [x](includes/half.md)]\n",
        "docs/includes/whole.md": PAIR,
        "docs/includes/half.md": included,
    }
    found = annotate(files)
    assert [item.change.path for item in found if item.change] == ["docs/includes/whole.md"]
    left = [f"{item.at} {item.reason}" for page in found for item in page.left]
    assert left == ["docs/half.md:4:1 response in a different file"]


UNNAMED = "# Get a photo\n\n```http\nGET {target}\n```\n```http\nHTTP/1.1 200 OK\n```\n"
NAMED = '<!-- { "blockType": "request", "name": "Get-A-Photo" } -->\n'


def names_of(pages: dict[str, str], docs: str = "docs") -> dict[str, list[str]]:
    found = annotate(pages, Config(docs=(docs,)))
    return {item.change.path: [name for _, name in item.named] for item in found if item.change}


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["docs/a.md", "docs/b.md"], [["get_a_photo"], ["get_a_photo_2"]]),
        (["docs/v1/a.md", "docs/v1/sub/b.md"], [["get_a_photo"], ["get_a_photo_2"]]),
        (["docs/v1/a.md", "docs/beta/a.md"], [["get_a_photo"], ["get_a_photo"]]),
        (["docs/de-de/a.md", "docs/en-us/a.md"], [["get_a_photo"], ["get_a_photo"]]),
        (
            ["docs/de-de/b.md", "docs/en-us/a.md", "docs/en-us/b.md"],
            [["get_a_photo_2"], ["get_a_photo"], ["get_a_photo_2"]],
        ),
    ],
)
def test_names_differ_where_they_must(paths: list[str], expected: list[list[str]]) -> None:
    pages = {path: UNNAMED.format(target="/photos/1") for path in paths}
    if "docs/de-de/b.md" in paths:
        pages["docs/de-de/a.md"] = "# Ein Foto\n"
        pages["docs/en-us/b.md"] = pages["docs/de-de/b.md"] = UNNAMED.format(target="/photos/2")
    assert names_of(pages) == dict(zip(paths, expected, strict=True))


def test_names_of_annotated_pages_are_taken_wherever_they_are() -> None:
    later = UNNAMED.format(target="/photos/2").replace("```http\nGET", f"{NAMED}```http\nGET")
    pages = {"docs/a.md": UNNAMED.format(target="/photos/1"), "docs/z.md": later}
    assert names_of(pages)["docs/a.md"] == ["get_a_photo_2"]


def test_what_was_annotated_has_no_name_on_two_pages() -> None:
    pages = {f"docs/{name}.md": UNNAMED.format(target=f"/{name}") for name in "abc"}
    for item in annotate(pages):
        assert item.change
        pages[item.change.path] = item.change.after
    run = check(Config(docs=("docs",)), store=MemoryStore(pages))
    assert [item for item in run.findings if item.code == "DOC161"] == []
    assert annotate(pages) == []
