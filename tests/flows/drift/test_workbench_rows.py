"""The parts of a translation are beside those of its source, as far as both have them."""

import pytest

from docreplay.drift.page_state import SourceVersion
from docreplay.flows.drift.source_versions import outline_at
from docreplay.flows.drift.workbench_rows import Rows


def rows(source: str, translation: str) -> list[tuple[str, ...]]:
    """Return the rows: source, translation, and `?` for a guess."""
    then = outline_at("docs/en/a.md", source)
    version = SourceVersion(source=then, basis="stamped", current=then)
    made = Rows(translation, outline_at("docs/de/a.md", translation), version)
    return [(row.then, row.translation, *("?" if row.is_guess else "")) for row in made.texts]


def test_equal_sections_are_beside_each_other() -> None:
    assert rows("# A\n\nOne.\n\nTwo.\n", "# B\n\nEins.\n\nZwei.\n") == [
        ("A", "B"),
        ("One.", "Eins."),
        ("Two.", "Zwei."),
    ]


def test_paragraphs_of_a_section_are_matched_by_what_both_have() -> None:
    one, other = (
        "The release of `otelcol` has a binary that you can unpack and run on your machine.",
        "La version `otelcol` contient un binaire que vous pouvez extraire et lancer vous-même.",
    )
    source = f"# A\n\n{one}\n\nThen call `stop`.\n\n[a]: https://example.com/releases\n"
    assert rows(source, f"# B\n\n{other}\n\nAppelez `stop`.\n") == [
        ("A", "B"),
        (one, other, "?"),
        ("Then call `stop`.", "Appelez `stop`.", "?"),
        ("[a]: https://example.com/releases", "", "?"),
    ]


@pytest.mark.parametrize(
    ("source", "translation", "alone"),
    [
        ("# A\n", "# B\n\nEine Anmerkung.\n", "Eine Anmerkung."),
        ("# A\n\n## C\n\nOne.\n", "# B\n\nMehr.\n\n## D\n\nEins.\n", "Mehr."),
        ("# A\n", "# B\n\n```\nx\n```\n", "```\nx\n```"),
        ("# A\n", "# B\n\n| n |\n|---|\n| x |\n", "x"),
        ("# A\n\n| n |\n|---|\n| x |\n", "# B\n\n| n |\n|---|\n| x |\n| yy |\n", "yy"),
    ],
)
def test_a_part_that_only_the_translation_has_is_shown(
    source: str, translation: str, alone: str
) -> None:
    found = [row[:2] for row in rows(source, translation)]
    assert ("", alone) in [(one, other.strip()) for one, other in found]


def test_each_part_of_the_translation_is_in_one_row() -> None:
    translation = "# B\n\nEins.\n\n- zwei\n- drei\n\n```\nx\n```\n\n| n |\n|---|\n| y |\n"
    for source in (translation, "# A\n", "# A\n\nOne.\n", "# A\n\nOne.\n\n```\nx\n```\n"):
        text = [row[1].strip() for row in rows(source, translation)]
        for part in ("B", "Eins.", "- zwei", "- drei", "```\nx\n```", "n", "y"):
            assert sum(part in own for own in text if part.strip()) >= 1, part
