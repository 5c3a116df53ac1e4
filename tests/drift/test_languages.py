"""Damage is found in languages and scripts that the corpora do not have, and nothing else."""

from pathlib import Path

from docreplay.model.finding import Severity
from tests.drift.pairs import drifted, shown
from tests.support.book import Example, parametrize

_NAMES = ("languages.md", "linked_types.md", "names_in_lists.md", "values_in_languages.md")
BOOKS = [Path(__file__).parent / name for name in _NAMES]


def _reported(source: str, target: str) -> list[tuple[int, str]]:
    found = (item for item in drifted(source, target) if item.severity > Severity.NOTE)
    return [(item.location.line, shown(item)) for item in found if item.code != "DRI328"]


@parametrize(*BOOKS)
def test_a_right_translation_has_no_findings(example: Example) -> None:
    assert not _reported(example["source"], example["right"])


@parametrize(*BOOKS)
def test_each_piece_of_damage_is_found_at_its_line(example: Example) -> None:
    reported = _reported(example["source"], example["damaged"])
    labels = [line.split(": ", 1) for line in example["found"].splitlines()]
    assert not [
        (line, text)
        for line, text in labels
        if not any(int(line) == at and text in said for at, said in reported)
    ]


@parametrize(*BOOKS)
def test_each_finding_is_at_damage(example: Example) -> None:
    lines = {int(line.split(":")[0]) for line in example["found"].splitlines()}
    reported = _reported(example["source"], example["damaged"])
    assert not [said for line, said in reported if line not in lines]
