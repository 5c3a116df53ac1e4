"""reStructuredText: the book of rules, and that a page can do nothing but be read."""

from pathlib import Path
from threading import Thread

import pytest
from docutils.core import publish_string
from docutils.parsers.rst import directives
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.exchange import Reading
from docreplay.model.page import Page, PageId
from docreplay.read.markup.markup import reader_of_text, tables_of
from docreplay.read.reading import Options, read
from tests.read import shown, test_tables
from tests.support.book import Example, parametrize
from tests.support.timing import grows_at_most


def read_page(text: str) -> Reading:
    page = Page(id=PageId(path="page.rst", locale="", key="page"), text=text)
    return read(page, Options(infer_unannotated=True))


@parametrize(Path(__file__).parents[1] / "rst.md")
def test_pages_are_read_as_in_the_book(example: Example) -> None:
    parts = shown.parts(read_page(example["page"]))
    expected = {key: text for key, text in example.parts.items() if key != "page"}
    assert {key: parts[key] for key in expected} == expected


@pytest.mark.parametrize(
    "directive",
    [
        ".. include:: {}",
        ".. literalinclude:: {}",
        ".. raw:: html\n   :file: {}",
        ".. csv-table::\n   :file: {}",
        ".. code-block:: http\n   :include: {}",
        ".. |x| include:: {}",
        ".. include:: {}\n   :literal:",
    ],
)
def test_no_directive_reads_a_file(directive: str, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(".. code-block:: http\n\n   GET /secret\n", encoding="utf-8")
    reading = read_page(directive.format(file) + "\n\nEnd\n")
    assert not reading.exchanges
    assert "/secret\n" not in "".join(block.text.text for block in reading.blocks)


def test_unknown_roles_and_directives_are_accepted() -> None:
    text = ":nothing:`x` |y| `z`_ [1]_ **a\n\n.. nothing:: x\n\n.. role:: a(nothing)\n"
    assert read_page(text).findings == ()


def test_the_registry_of_docutils_is_as_before() -> None:
    before = directives.directive
    read_page(".. code-block:: http\n\n   GET /a\n")
    assert directives.directive is before


def test_docutils_in_another_thread_keeps_its_directives() -> None:
    found: list[bytes] = []

    def publish() -> None:
        found.extend(publish_string(".. note:: x\n", writer="pseudoxml") for _ in range(20))

    read_page("")
    other = Thread(target=publish)
    other.start()
    for _ in range(20):
        read_page(".. note:: x\n" * 20)
    other.join()
    assert len(found) == 20
    assert all(b"<note>" in text for text in found)


fragments = st.lists(
    st.sampled_from(
        [
            *(".. code-block:: http", "   GET /a", "   HTTP/1.1 200 OK", "::", "a::", "> x", "x"),
            *("====", "----", "- a", "  - b", "1. a", ":a: b", "-a  b", "  -- c", "| x", "+--+"),
            *("=== ===", ".. note::", "   .. note:: x", "..", ".. _a: b", ".. |a| image:: b"),
            *(
                ".. [1] a",
                "__ x",
                ">>> a",
                "",
                "",
                "\t",
                "\x0b",
                "\u2028",
                "  ",
                "`a",
                "*",
                ".. a::b",
            ),
            *(".. http:get:: /a", "  :a: b", ".. code-block::", ".. code::", ".. raw:: html"),
        ]
    ),
    max_size=20,
)


@given(fragments)
def test_any_page_is_read_with_the_places_of_its_code(lines: list[str]) -> None:
    reading = read_page("\n".join(lines))
    for block in reading.blocks:
        for row, line in enumerate(block.text.text.rstrip("\n").split("\n")):
            place = block.text.row(row)
            assert lines[place.line - 1][place.column - 1 :].rstrip() == line.rstrip()


_GROWING = {
    "titles": "A\n=\n\ntext\n\n",
    "nested titles": "A\n=\n\nB\n-\n\n",
    "grid table": "| a | b |\n+---+---+\n",
    "simple table": "=== ===\na   b\n",
    "lists": "- a\n",
    "fields": ":a: b\n",
    "attributions": "  a\n\n  -- b\n\n",
    "blank lines": ".. note::\n\n\n\n\n\n\n\n",
    "code": ".. code-block:: http\n\n   GET /a\n\n",
    "code lines": "   a: b\n",
    "targets": ".. _a: b\n",
    "substitutions": ".. |a| image:: b\n",
}


@pytest.mark.parametrize("part", _GROWING.values(), ids=_GROWING.keys())
def test_growth_is_linear(part: str) -> None:
    small, large = part * 300, part * 1200
    assert grows_at_most(lambda: read_page(small), lambda: read_page(large), 7)


@pytest.mark.parametrize("part", ["- ", ".. note:: ", ":a: ", "a. ", ".. [1] "])
def test_a_page_that_is_nested_too_deeply_is_a_finding(part: str) -> None:
    (finding,) = read_page(part * 3000 + "x\n").findings
    assert (finding.name, finding.location.line) == ("page-too-deep", 1)


@parametrize(Path(__file__).parents[1] / "rst_tables.md")
def test_tables_are_read_as_in_the_book(example: Example) -> None:
    found = tables_of(example["page"], "page.rst")
    lines = [line for table in found for line in test_tables.shown(table)]
    assert lines == example["tables"].splitlines()


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("See `the page <../photo.rst>`_ and `it <a.md#b>`__.", ["../photo.rst", "a.md#b"]),
        ("See :doc:`../photo`, :doc:`it <b>`, :download:`x <c.zip>`.", ["../photo", "b", "c.zip"]),
        (".. _a name: other.rst\n.. _b: https://a.example\n", ["other.rst", "https://a.example"]),
        (".. _alias: other_\n.. _label:\n", []),
        (".. image:: a.png\n\n.. figure:: b.png\n   :alt: x\n", ["a.png", "b.png"]),
        (".. |logo| image:: a.png\n", ["a.png"]),
        ("``:doc:`a```, :ref:`label`, name_\n", []),
        ("::\n\n    `a <b.rst>`_\n", []),
    ],
)
def test_links_to_files_are_read(text: str, targets: list[str]) -> None:
    found = reader_of_text(text, "page.rst").links
    assert [link.target for link in found] == targets
    for link in found:
        assert text[link.start : link.end] == link.target
