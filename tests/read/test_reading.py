"""Whole pages: the books of blocks, spans, includes and tags, and properties of any page."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import example as also
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.exchange import Reading
from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read
from docreplay.sources.store import FileStore
from tests.read import shown
from tests.read.book_text import literal
from tests.read.markdown_texts import texts
from tests.support.book import Example, parametrize
from tests.support.corpus import each
from tests.support.timing import grows_at_most

BOOKS = Path(__file__).parent


PLAIN = Options()


def read_text(text: str, options: Options = PLAIN) -> Reading:
    page = Page(id=PageId(path="page.md", locale="", key="page"), text=text)
    return read(page, options)


@parametrize(
    BOOKS / "blocks.md",
    BOOKS / "annotations.md",
    BOOKS / "spans.md",
    BOOKS / "tags.md",
    BOOKS / "zones.md",
)
def test_the_reading_of_a_page_matches_the_book(example: Example) -> None:
    tags = frozenset(example.get("tags").split())
    text = literal(example["page"])
    found = shown.parts(read_text(text, Options(tags=tags))) | shown.markup(text)
    for key in example.parts.keys() & found.keys():
        assert found[key] == literal(example[key])
    assert found["findings"] == example.get("findings")


@parametrize(BOOKS / "infer.md")
def test_inferred_messages_match_the_book(example: Example) -> None:
    found = shown.parts(read_text(literal(example["page"]), Options(infer_unannotated=True)))
    for key in example.parts.keys() & found.keys():
        assert found[key] == example[key]


@parametrize(BOOKS / "tabs.md", BOOKS / "commands.md")
def test_pairs_on_pages_of_all_formats_match_the_book(example: Example) -> None:
    path = next(name for name in example.parts if name.startswith("page."))
    page = Page(id=PageId(path=path, locale="", key="page"), text=example[path])
    found = shown.parts(read(page, Options(infer_unannotated=True)))
    assert found["exchanges"] == example["exchanges"]
    assert found["findings"] == example.get("findings") or "findings" not in example.parts


@parametrize(BOOKS / "includes.md")
def test_the_reading_of_includes_matches_the_book(example: Example, tmp_path: Path) -> None:
    for name, text in example.parts.items():
        if name.endswith(".md"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    page = Page(id=PageId(path="docs/page.md", locale="", key="page"), text=example["docs/page.md"])
    options = Options(
        includes=FileStore(tmp_path), docs="docs", infer_unannotated="infer" in example.parts
    )
    found = shown.parts(read(page, options))
    for key in example.parts.keys() & found.keys():
        assert found[key] == example[key]
    assert found["findings"] == example.get("findings")


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text('<!-- {"blockType": "request"} -->\n```\nGET /\n```\n')
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "link.md").symlink_to(tmp_path / "secret.md")
    reading = read_text(
        "[!INCLUDE [x](link.md)]\n", Options(includes=FileStore(tmp_path / "project"))
    )
    assert not reading.blocks
    assert [finding.name for finding in reading.findings] == ["include-outside"]


def included(root: Path, files: dict[str, str]) -> Reading:
    """Return the reading of a page that includes the first of some files."""
    for name, text in files.items():
        (root / name).write_text(text)
    return read_text("[!INCLUDE [x](0.md)]\n", Options(includes=FileStore(root)))


def test_the_depth_of_includes_is_limited(tmp_path: Path) -> None:
    block = "<!-- {} -->\n```\n```\n"
    chain = {f"{n}.md": f"{block}[!INCLUDE [x]({n + 1}.md)]\n" for n in range(500)}
    reading = included(tmp_path, chain)
    assert len(reading.blocks) == 20
    assert [str(finding) for finding in reading.findings] == [
        "19.md:4:1: error DOC137 includes are nested more than 20 levels deep,"
        " so `20.md` is ignored"
    ]


def test_the_number_of_included_files_is_limited(tmp_path: Path) -> None:
    block = "<!-- {} -->\n```\n```\n"
    chain = {f"{n}.md": block + f"[!INCLUDE [x]({n + 1}.md)]\n" * 2 for n in range(15)}
    reading = included(tmp_path, {**chain, "15.md": block})
    assert len(reading.blocks) == 1000
    messages = [finding.message for finding in reading.findings]
    assert "the page includes more than 1,000 files, so `1.md` is ignored" in messages
    assert len(messages) < 15
    assert {finding.name for finding in reading.findings} == {"include-excessive"}


def test_the_length_of_included_files_is_limited(tmp_path: Path) -> None:
    block = "<!-- {} -->\n```\n" + "a\n" * 250_000 + "```\n"
    reading = included(tmp_path, {"0.md": "[!INCLUDE [x](1.md)]\n" * 50, "1.md": block})
    assert len(reading.blocks) == 4
    messages = {finding.message for finding in reading.findings}
    assert messages == {"the page includes more than 2,000,000 characters, so `1.md` is ignored"}


def test_a_blank_in_the_path_of_an_include_is_percent_encoded(tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a folder" / "a file.md").write_text("<!-- {} -->\n```\n```\n")
    text = "[!INCLUDE [x](a%20folder/a%20file.md)]\n"
    reading = read_text(text, Options(includes=FileStore(tmp_path)))
    assert [block.opening.path for block in reading.blocks] == ["a folder/a file.md"]
    assert not reading.findings


@given(texts)
@also("```\n\u2028\x0b\x85\n")
def test_reading_never_raises_and_all_places_are_on_the_page(text: str) -> None:
    reading = read_text(text)
    lines = text.split("\n")
    for at in (*(f.location for f in reading.findings), *(b.opening for b in reading.blocks)):
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@given(texts)
def test_blocks_follow_each_other_and_do_not_overlap(text: str) -> None:
    end = 0
    for block in read_text(text).blocks:
        assert end < block.opening.line <= block.location.line <= block.end_line + 1
        end = block.end_line


@given(texts)
def test_the_place_of_every_line_of_a_block_is_right(text: str) -> None:
    lines = text.split("\n")
    for block in read_text(text).blocks:
        for row, line in enumerate(block.text.text.removesuffix("\n").split("\n")):
            at = block.text.row(row)
            there = lines[at.line - 1][at.column - 1 :] if at.line <= len(lines) else ""
            assert there.expandtabs(4).endswith(line.expandtabs(4)) or "\t" in there


@given(texts)
@also('- > a <!-- {\n  >"name": "b",} -->\n  > ```\n  > ```\n')
def test_the_place_of_every_annotation_is_right(text: str) -> None:
    lines = text.split("\n")
    for annotation in (block.annotation for block in read_text(text).blocks if block.annotation):
        _, line, column = annotation.location
        assert lines[line - 1].startswith("<!--", column - 1)


@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@given(texts)
def test_line_ends_and_a_byte_order_mark_change_nothing(text: str) -> None:
    plain = read_text(text)
    assert read_text(text.replace("\n", "\r\n")) == plain
    assert read_text("\ufeff" + text) == plain


@given(texts)
def test_a_page_in_spans_reads_as_the_page_without(text: str) -> None:
    target = '<span data-ttu-id="1">a</span>'
    span = f'{target}<span class="sxs-lookup"><span data-stu-id="1">b</span></span>\n\n'
    wrapped, plain = read_text(span + text), read_text("a\n\n" + text)
    assert wrapped.blocks == plain.blocks
    assert wrapped.findings == plain.findings


EXCHANGE = """
<!-- {"blockType": "request", "name": "a"} -->
```http
GET /a
```
<!-- {"blockType": "response"} -->
```http
HTTP/1.1 200 OK
```
"""


@given(st.lists(st.sampled_from(["GET /b", "words", "{}", "-> a", "a: b", ""]), max_size=3))
def test_a_plain_fence_changes_no_id(lines: list[str]) -> None:
    extra = "```text\n" + "".join(f"{line}\n" for line in lines) + "```\n"
    for page in (extra + EXCHANGE, EXCHANGE + extra):
        assert [found.id for found in read_text(page).exchanges] == ["page#a"]


@pytest.mark.parametrize("mark", ["request", "response"])
def test_a_location_survives_spans_before_the_block(mark: str) -> None:
    target = '<span data-ttu-id="1">a\nb</span>'
    span = f'{target}<span class="sxs-lookup"><span data-stu-id="1">c\nd</span></span>\n'
    (exchange,) = read_text(span + EXCHANGE).exchanges
    (plain,) = read_text(EXCHANGE).exchanges
    assert getattr(exchange, mark).location.line == getattr(plain, mark).location.line + 3


def test_the_places_of_headers_and_body_lines_of_real_pages_are_right(corpus: Path) -> None:
    for path in each(sorted(corpus.rglob("*.md")), 20):
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        for exchange in read_text(text).exchanges:
            for message in (m for m in (exchange.request, exchange.response) if m):
                for header in message.headers:
                    at = header.location
                    assert lines[at.line - 1].startswith(header.name, at.column - 1)
                for row, line in enumerate(shown.body_lines(message)):
                    assert message.body
                    at = message.body.row(row)
                    assert lines[at.line - 1].startswith(line, at.column - 1)


@pytest.mark.parametrize(
    "piece",
    [
        "- ```http\n  GET /a\n  ```\n",
        '> <!-- { "blockType": "ignored",\n> "name": "a" } -->\n> ```\n> a\n> ```\n',
        'words <!-- { "blockType": "ignored" } --> words\n',
        '`<!-- {} -->` <!-- { "blockType": "ignored" } -->',
    ],
)
def test_reading_takes_time_in_proportion_to_the_page(piece: str) -> None:
    few, many = (partial(read_text, piece * number) for number in (300, 2400))
    assert grows_at_most(few, many, 24)  # linear: 8 times as long; quadratic: 64 times
