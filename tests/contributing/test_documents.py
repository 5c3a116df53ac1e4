"""What README, CONTRIBUTING and the other documents say of the code is true of it."""

import re
from pathlib import Path

import pytest

from docreplay.compare.compare import comparators
from docreplay.diagnostics.registry import module_names
from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.report.format import format_names
from tests.contributing.recipes import ROOT

DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"))
    if path.name != "CHANGELOG.md"
)
COMMANDS = module_names("docreplay.cli.commands")
COUNTS = {
    "rules": len(all_rules()),
    "codes": len(all_rules()),
    "formats": len(format_names()),
    "comparators": len(comparators()),
    "commands": len(COMMANDS),
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_count_in_a_document_is_current(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.findall(rf"\b(\d+) ({'|'.join(COUNTS)})\b", text)
    assert not [(number, what) for number, what in found if int(number) != COUNTS[what]]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_code_in_a_document_exists(path: Path) -> None:
    codes = set(re.findall(r"\b(?:DOC|CON|DRI|RUN)\d{3}\b", path.read_text(encoding="utf-8")))
    planned = {"DOC188", "CON288"}  # the recipes of CONTRIBUTING
    assert codes <= {rule.code for rule in all_rules()} | planned
