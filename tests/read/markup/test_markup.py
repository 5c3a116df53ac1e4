"""Parts of a page as every stage sees them: reading, lint and drift."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from docreplay.model.markup.markup import Markup, Span
from docreplay.model.page import Page, PageId
from docreplay.read.markup.markup import markup_of, reader_of_text, tables_of
from docreplay.read.reading import read
from tests.read.markdown_texts import texts

_PREFIXES = ("", "", "", " ", "   ", "    ", "- ", "> ")
_PARTS = (
    *("# A", "## <a name='b'></a>B", "## C <a id=c></a>", "# [D](#tab/d)", "Words\n====", "words"),
    *("```http\nGET /a\n```", "~~~\n# no heading\n~~~", "```\nunclosed", "<!-- note -->"),
    '<!-- {"blockType": "request", "name": "a"} -->',
    '<!-- {"blockType": "response"} --> words',
    '<!-- {"name": "b"\n} -->',
    '<!-- {"note": 1} -->',
    '<!-- {"type": "#page.annotation"} -->',
    *("[!div class='tabs']", "[TAGS=", "---", "| a | b |\n|---|---|\n| 1 \\| | 2 |\n", ""),
    *("---\ntitle: T\n---", "<table><tr><td>x</table>", "[a](b.md)"),
)
pages = st.lists(
    st.builds(
        lambda prefix, part: "\n".join(prefix + line for line in part.split("\n")),
        st.sampled_from(_PREFIXES),
        st.sampled_from(_PARTS),
    ),
    max_size=9,
).map("\n".join)


def markup(text: str) -> Markup:
    found = markup_of(text, "page.md")
    assert found
    return found


def check(text: str) -> None:
    """Compare the parts that reading and lint see with those that drift compares."""
    found = markup(text)
    reading = read(Page(id=PageId(path="page.md", locale="", key="page"), text=text))
    assert [block.opening for block in reading.blocks] == [
        found.places.location(fence.start) for fence in found.fences
    ]
    for block, fence in zip(reading.blocks, found.fences, strict=True):
        assert (block.text.text, block.info) == (fence.body.text, fence.info)
        above = [heading for heading in found.headings if heading.start < fence.start]
        assert block.section == (above[-1].anchor or above[-1].slug if above else "")
        if block.annotation:
            comment = fence.annotation
            assert comment
            assert block.annotation.range == found.places.range(comment.start, comment.end)
    slugs = {heading.slug for heading in found.headings}
    anchors = reader_of_text(text, "page.md").anchors
    assert anchors is None or slugs <= anchors
    tables = tables_of(text, "page.md")
    assert [table for table in found.tables if table not in tables] == []


def spans(found: Markup) -> list[Span]:
    titles = [heading.title for heading in found.headings]
    tags = [heading.anchor_tag for heading in found.headings if heading.anchor_tag]
    cells = [cell for table in found.tables for row in table.rows for cell in row]
    bodies = [fence.body for fence in found.fences if fence.is_exact]
    values = [entry.value for entry in found.front_matter]
    return [*titles, *tags, *cells, *bodies, *values]


@settings(deadline=None)
@given(pages)
def test_every_stage_sees_the_same_parts_of_a_page(text: str) -> None:
    check(text)


@given(texts)
def test_every_stage_sees_the_same_parts_of_any_markdown(text: str) -> None:
    check(text)


def test_every_stage_sees_the_same_parts_of_real_pages(corpus: Path) -> None:
    for path in sorted(corpus.rglob("*.md"))[::25]:
        text = path.read_text(encoding="utf-8")
        if "[TAGS=" not in text.upper():
            check(text)


@given(pages | texts)
@example(" ```\n\twords here")
@example("- ```http\n- GET /a\n- ```\n \n# A")
def test_every_span_covers_its_text(text: str) -> None:
    found = markup(text)
    for span in spans(found):
        assert span.text in (
            found.text[span.start : span.end],
            found.plain[span.start : span.end],
        )
    for paragraph in found.paragraphs:
        assert found.prose[paragraph.start : paragraph.end] == paragraph.text


@given(pages)
def test_the_range_of_a_span_covers_it_on_the_page(text: str) -> None:
    found = markup(text)
    lines = found.page.split("\n")
    for span in spans(found):
        start, end = found.places.range(span.start, span.end)
        assert start <= end
        if span.text and "\n" not in span.text and span.text.strip():
            assert lines[start.line - 1][start.column - 1 : end.column - 1] in (
                span.text,
                found.text[span.start : span.end],
            )


def test_an_annotation_above_a_tab_belongs_to_the_block_below() -> None:
    found = markup('<!-- {"blockType": "request"} -->\n# [HTTP](#tab/http)\n```\nGET /a\n```\n')
    assert found.fences[0].annotation
    assert found.comments == ()


def test_a_comment_that_is_not_closed_is_not_an_annotation() -> None:
    found = markup('> <!-- {"blockType": "request"}\n\n```\nGET /a\n```\n')
    assert found.fences[0].annotation is None
