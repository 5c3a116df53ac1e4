import re
from pathlib import Path

import pytest

from docreplay.diagnostics.rule_catalogue import RulePage, rule_pages
from docreplay.drift.check import checks
from docreplay.model.finding import Finding
from tests.drift.pairs import alone, drifted, fixed, shown, sides
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "rules.md"


def _code_of(page: RulePage) -> str:
    return page.rule.code


def _drifted(example: Example) -> tuple[Finding, ...]:
    return drifted(*sides(example), example.get("glossary", ""))


@parametrize(BOOK)
def test_a_rule_has_the_findings_of_the_book(example: Example) -> None:
    found = alone(example["alone"]) if example.get("alone") else _drifted(example)
    assert "".join(f"{shown(finding)}\n" for finding in found) == example.get("found")


@parametrize(BOOK)
def test_safe_fixes_make_the_page_of_the_book(example: Example) -> None:
    source, target = sides(example)
    assert fixed(source, target, example.get("glossary", "")) == example.get("fixed", target)


@parametrize(BOOK)
def test_a_source_compared_with_itself_has_no_findings(example: Example) -> None:
    source, _ = sides(example)
    assert not drifted(source, source)


def test_every_rule_has_an_example_that_fires_and_one_that_is_silent() -> None:
    ids = [example.id for example in examples(BOOK)]
    for check in checks():
        assert any(name == f"{check.rule.name} fires" for name in ids), check.rule.name
        assert any(name.startswith(f"{check.rule.name} is silent") for name in ids)


@pytest.mark.parametrize(
    "page", [page for page in rule_pages() if page.rule.code.startswith("DRI")], ids=_code_of
)
def test_every_rule_documents_what_it_leaves_alone_with_an_example(page: RulePage) -> None:
    section = page.text.partition("\n## What it leaves alone\n")[2].partition("\n## ")[0]
    assert re.search(r"(?m)^[^ \n]", section)
    assert re.search(r"(?m)^ {4}\S", section) or "```" in section
