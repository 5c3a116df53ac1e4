import subprocess
import sys
from pathlib import Path

import pytest

import docreplay
from docreplay.diagnostics.rule_catalogue import all_rules, is_policy, rule_page, rule_pages
from docreplay.errors import ConfigError
from docreplay.model.finding import Rule

SECTIONS = ["## What it means", "## Why it matters", "## Example", "## Fix"]
OPTIONAL = "## What it leaves alone"


def test_every_rule_has_a_code_and_a_name_of_its_own() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize("code", [rule.code for rule in all_rules()])
def test_a_rule_is_documented(code: str) -> None:
    first, blank, *rest = rule_page(code).text.split("\n")
    assert first.endswith(".")
    assert not blank
    found = [line for line in rest if line.startswith("## ")]
    allowed = [*SECTIONS[:2], OPTIONAL, *SECTIONS[2:]]
    assert found == (allowed if OPTIONAL in found else SECTIONS)


def test_a_rule_is_named_for_its_file() -> None:
    folders = Path(docreplay.__file__).parent.glob("*/rules")
    files = {path.stem for folder in folders for path in folder.glob("[!_]*.py")}
    assert {rule.name.replace("-", "_") for rule in all_rules()} == files


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_known_as_one_of_style_by_its_module_or_its_code(rule: Rule) -> None:
    assert is_policy(rule.code, rule.name) is rule.is_policy
    assert is_policy(rule.code, "") is rule.is_policy
    assert not is_policy("ZZZ999", "")


def test_a_finding_imports_the_module_of_its_rule_only() -> None:
    code = (
        "import sys; from docreplay.diagnostics.rule_catalogue import is_policy;"
        "is_policy('DOC105', 'unknown-block-type');"
        "print(*(name for name in sys.modules if '.rules.' in name))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["docreplay.read.rules.unknown_block_type"]


def test_rules_are_in_the_order_of_their_codes() -> None:
    codes = [page.rule.code for page in rule_pages()]
    assert codes == sorted(codes)


@pytest.mark.parametrize("word", ["DOC105", "doc105", "unknown-block-type"])
def test_a_rule_is_found_by_code_or_name(word: str) -> None:
    assert rule_page(word).rule.code == "DOC105"


def test_an_unknown_word_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(ConfigError, match="did you mean `unknown-block-type`"):
        rule_page("unknown-block-typ")
