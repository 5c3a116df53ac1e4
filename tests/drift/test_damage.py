"""Damage to real pages is found at its place: a small run of the harness."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.damage.operator import OPERATORS, Damage
from benchmarks.damage.trees import TREE_OPERATORS
from benchmarks.drift_recall import Clean, clean_pages, operators, score, score_tree
from docreplay.model.markup.markup import Markup
from tests.support.corpus import SLICE

_OF_EACH = 2
_EVERY = 12
"""Every so many pages are damaged; `make drift-bench` takes all of them."""


@pytest.fixture(scope="module")
def clean(corpus: Path) -> list[Clean]:
    few = corpus == SLICE
    return clean_pages(corpus, every=1 if few else _EVERY)


def test_the_number_of_operators_is_complete() -> None:
    assert len({*operators(), *TREE_OPERATORS}) >= 40


def test_damage_that_a_different_rule_must_report_is_missed(
    clean: list[Clean], monkeypatch: pytest.MonkeyPatch
) -> None:
    damage = operators()["code_line_dropped"]

    def misjudged(page: Markup, source: Markup, chance: Random) -> Damage | None:
        found = damage(page, source, chance)
        return found and found._replace(rules=("heading-missing",))

    monkeypatch.setitem(OPERATORS, "code_line_dropped", misjudged)
    result, misses = score("code_line_dropped", clean, 3)
    assert (result.tried, result.found, len(misses)) == (3, 0, 3)
    assert not result.is_enough


@pytest.mark.parametrize("name", sorted(operators()))
def test_damage_is_found_located_and_fixed(clean: list[Clean], name: str) -> None:
    result, misses = score(name, clean, _OF_EACH)
    if not result.tried:
        pytest.skip(f"none of these {len(clean)} pages can be damaged so")
    assert not misses


@pytest.mark.parametrize("name", sorted(TREE_OPERATORS))
def test_a_damaged_tree_is_reported(clean: list[Clean], corpus: Path, name: str) -> None:
    result = score_tree(TREE_OPERATORS[name], corpus, clean, _OF_EACH)
    assert (result.tried, result.found, result.placed) == (_OF_EACH, _OF_EACH, _OF_EACH)
