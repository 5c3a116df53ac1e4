"""What a rule about single texts skips is what it finds nothing in, whatever the page is."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mutations import mutate
from docreplay.drift.align import PagePair
from docreplay.drift.check import checks, deviations
from docreplay.drift.rule import UnitCheck
from tests.drift.pairs import outline, sides
from tests.support.book import Example, parametrize

FOLDER = Path(__file__).parent
CHECKS = [check for check in checks() if isinstance(check, UnitCheck)]

PAGE = """# {0}

{1}

- {2}

| Name | {3} |
|:--|:--|
| {4} | {5} |

```json
{{"tags": "notes"}}
```
"""
PIECES = [
    "`a b`", "``c``", "` and `", "` or `", "[a](b.md)", "[Get the user](c.md)",
    "[user](user.md)", "[的](d.md)", "[!NOTE]", "::: tip", "{id}", "{{< note >}}", "<br>",
    "</b>", "**tags**", "*a b*", "\\*", "**", "application/json", "`404 Not Found`",
    "Bearer {token}", "User.Read.All", "Mail.Send, ", "microsoft.graph.user", "@odata.type",
    "https://a.example/b", "<a@b.example>", "31,500", "31.500", "3150", "driveItem", "user_id",
    "$filter", "Get created", "List users", "Request body", "Overview",
    "the value of the users is not in this list", "returns the photo of the user", "你好", "，",
    ", ", "Wort", " for ", " the tags property", "none", "",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join)


def _assert_skips_nothing(pair: PagePair) -> None:
    for check in CHECKS:
        assert list(check.run(pair)) == list(check.find(pair, pair.units)), check.rule.name


def test_texts_that_many_pages_have_are_judged_by_the_page_they_are_on() -> None:
    """The same text is a name on one page only."""
    target = "Set the **Schlagworte**.\n"
    named = '```json\n{"tags": 1}\n```\n\n'
    for page, found in (("", 0), (named, 1), ("", 0)):
        source, translation = outline(f"{page}Set the **tags**.\n"), outline(page + target)
        assert len(list(deviations(PagePair(source, translation)))) == found


@parametrize(FOLDER / "rules.md")
def test_no_text_of_the_book_is_skipped_in_error(example: Example) -> None:
    source, target = sides(example)
    _assert_skips_nothing(PagePair(outline(source), outline(target)))


@parametrize(FOLDER / "rules.md")
def test_no_damaged_text_of_the_book_is_skipped_in_error(example: Example) -> None:
    source, target = sides(example)
    chance = Random(target)
    for _ in range(5):
        damaged, _ = mutate(target, chance)
        _assert_skips_nothing(PagePair(outline(source), outline(damaged)))


@given(st.lists(TEXTS, min_size=6, max_size=6), st.lists(TEXTS, min_size=6, max_size=6))
def test_no_text_of_pieces_is_skipped_in_error(sources: list[str], targets: list[str]) -> None:
    _assert_skips_nothing(PagePair(outline(PAGE.format(*sources)), outline(PAGE.format(*targets))))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.name)
def test_a_rule_about_texts_skips_most_texts(check: UnitCheck) -> None:
    plain = PagePair(outline("# A\n\nSome words\n"), outline("# B\n\nEinige Worte\n"))
    assert not any(map(check.concerns, plain.units))
