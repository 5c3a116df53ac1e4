from collections.abc import Iterator
from pathlib import Path

from hypothesis import example, given
from markdown_it import MarkdownIt

from docreplay.model.markup.markup import Cell, Table
from docreplay.read.markup import markdown, rows, scanner
from docreplay.read.markup.front_matter import body_start
from docreplay.read.markup.markup import tables_of
from docreplay.read.markup.spans import unwrap
from tests.read.book_text import literal
from tests.read.markdown_texts import tables
from tests.support.book import Example, parametrize
from tests.support.corpus import each

_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")


def shown(table: Table) -> Iterator[str]:
    """Yield the heading, then each row with the places of its cells."""
    heading, location = table.heading, table.places.location(table.start)
    yield (f"{location}: {heading.level} #{table.anchor}" if heading else f"{location}:")
    for row in (table.header, *table.body):
        line = table.range(row[0]).start.line
        yield f"{line}: " + " ; ".join(_shown_cell(table, cell) for cell in row)


def _shown_cell(table: Table, cell: Cell) -> str:
    return f"{table.range(cell).start.column} {cell.content}".strip()


def reference(text: str) -> list[list[list[str]]]:
    """Return the cells of markdown-it-py, read from its tokens in the simplest way."""
    found: list[list[list[str]]] = []
    in_row = False
    for token in _MARKDOWN.parse(text[body_start(text) :]):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and in_row:
            found[-1][-1].append(token.content)
        in_row = token.type == "tr_open" or (in_row and token.type != "tr_close")
    return found


def contents(found: tuple[Table, ...]) -> list[list[list[str]]]:
    return [[[cell.content for cell in row] for row in (t.header, *t.body)] for t in found]


@parametrize(Path(__file__).parent / "tables.md")
def test_the_tables_of_a_page_are_those_of_the_book(example: Example) -> None:
    found = tables_of(literal(example["page"]), "page.md")
    assert "".join(f"{line}\n" for table in found for line in shown(table)) == example["tables"]


@given(tables)
def test_the_rows_of_a_simple_page_are_those_of_the_reference(text: str) -> None:
    tokens = scanner.scan(text, 0)
    found = None if tokens is None else rows.scan_rows(text, 0, tokens)
    assert found is None or found == markdown.rows(text, 0)


@given(tables)
@example("- - a | b\n    |---|---|")
def test_cells_and_their_places_are_those_of_the_reference(text: str) -> None:
    found = tables_of(text, "page.md")
    assert contents(found) == reference(text)
    lines = text.split("\n")
    for table in found:
        for cell in (cell for row in table.rows for cell in row):
            start, end = table.range(cell)
            assert start.line == end.line
            assert lines[start.line - 1][start.column - 1 : end.column - 1] == cell.text


def test_the_cells_of_real_pages_are_those_of_the_reference(corpus: Path) -> None:
    for path in each(sorted(corpus.rglob("*.md")), 25):
        text = path.read_text(encoding="utf-8")
        if "<table" not in text:
            assert contents(tables_of(text, path.name)) == reference(unwrap("", text).source.text)


def test_the_number_of_cells_below_a_long_header_is_limited() -> None:
    width = 5000
    html = "<table><tr>" + "<td>a" * width + "<tr><td>b" * width + "</table>"
    for text in ("|a" * width + "\n" + "|-" * width + "\n" + "|b\n" * width, html):
        (table,) = tables_of(text, "page.md")
        assert len(table.body) * len(table.header) < 100_000


BILINGUAL = (
    '## <span data-ttu-id="a-1">属性</span>'
    '<span class="sxs-lookup"><span data-stu-id="a-1">Properties</span></span>\n'
    '|<span data-ttu-id="a-2">名称</span>'
    '<span class="sxs-lookup"><span data-stu-id="a-2">Name</span></span>|\n|-|\n'
    '|<span data-ttu-id="a-3">高度</span>'
    '<span class="sxs-lookup"><span data-stu-id="a-3">height</span></span>|\n'
)


def test_the_source_side_of_a_bilingual_page_has_the_names_of_the_service() -> None:
    (table,) = tables_of(BILINGUAL, "page.md", "source")
    assert table.anchor == "properties"
    assert contents((table,)) == [[["Name"], ["height"]]]
    assert table.range(table.body[0][0]).start[1:] == (4, 84)


def test_a_page_without_its_source_has_the_same_cells_on_either_side() -> None:
    damaged = BILINGUAL.replace("</span></span>|\n|-|", "</span>|\n|-|")
    for text in ("|名称|\n|-|\n|高度|\n", damaged):
        assert tables_of(text, "page.md", "source") == tables_of(text, "page.md")
