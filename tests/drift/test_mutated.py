"""Any damaged translation is compared without an exception, and findings are on the page."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.mutations import mutate
from docreplay.drift.align import PagePair
from docreplay.drift.check import checks, findings
from docreplay.model.translation import Basis
from tests.drift.pairs import outline

_ASKED = frozenset(check.rule.code for check in checks())


@pytest.mark.parametrize("basis", ["stamped", "today", "none"])
def test_damaged_pages_are_judged_without_an_exception(corpus: Path, basis: Basis) -> None:
    chance = Random(basis)
    files = sorted((corpus / "zh-cn").rglob("*.md"))
    for file in chance.sample(files, min(150, len(files))):
        source = corpus / "en-us" / file.relative_to(corpus / "zh-cn")
        text, _ = mutate(file.read_text(encoding="utf-8"), chance)
        target = outline(text)
        mine = target if basis == "none" else outline(source.read_text(encoding="utf-8"))
        lines = target.page.split("\n")
        for finding in findings(PagePair(mine, target, basis), _ASKED):
            at = finding.location
            assert 1 <= at.line <= len(lines), finding
            assert 1 <= at.column <= len(lines[at.line - 1]) + 1, finding
