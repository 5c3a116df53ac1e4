"""A rule is reported by something, and its book shows where it is and where it is not."""

import ast
import re
from pathlib import Path

import pytest

from docreplay.diagnostics.rule_catalogue import rule_page
from tests.contributing.recipes import ROOT
from tests.support.book import examples

PACKAGE = ROOT / "extractor/docreplay"
FOLDERS = sorted(path.parent for path in PACKAGE.glob("*/rules/__init__.py"))
MODULES = sorted(path for folder in FOLDERS for path in folder.glob("[!_]*.py"))
BOOKS = {
    "read": ROOT / "tests/read/rules.md",
    "lint": ROOT / "tests/lint/rules.md",
    "drift": ROOT / "tests/drift/rules.md",
    "compare": ROOT / "tests/compare/rules/rules.md",
    "emit": ROOT / "tests/emit/rules.md",
}
NEED_CHECK = {"lint"}
"""Stages whose rules are found by nothing but their `CHECK`."""
WHOLE_TREE = {
    "stamp_wrong",
    "translation_missing",
    "translation_moved",
    "translation_orphaned",
    "translation_outdated",
}
"""Rules of drift that a book of pairs of pages cannot show."""
SOURCES = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
EXAMPLES = {stage: tuple(examples(book)) for stage, book in BOOKS.items()}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def has_check(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = (node.targets[0] for node in tree.body if isinstance(node, ast.Assign))
    return any(isinstance(target, ast.Name) and target.id == "CHECK" for target in targets)


def is_reported(path: Path) -> bool:
    """Return True if another module of the package imports the rule, or looks it up by name."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    name = f'"{path.stem.replace("_", "-")}"'
    others = ((other, text) for other, text in SOURCES.items() if other != path)
    return any(f"{module} import" in text or name in text for _, text in others)


def missing_examples(path: Path) -> list[str]:
    """Return the examples that the book of the rule's stage lacks: `fires`, `is silent`."""
    stage, rule = path.relative_to(PACKAGE).parts[0], path.stem.replace("_", "-")
    found = EXAMPLES[stage]
    own = next((example for example in found if example.id == rule), None)
    fires = any(example.id.startswith(f"{rule} fires") for example in found)
    silent = any(re.match(rf"{rule},? (is )?silent", example.id) for example in found)
    if own and stage == "lint":
        roles = {key.partition(":")[0] for key in own.parts}
        fires, silent = "fires" in roles, "silent" in roles
    missing = {
        "that fires": not (fires or (own and stage == "compare")),
        "that is silent": not silent,
    }
    return [what for what, is_missing in missing.items() if is_missing]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_rule_is_reported_by_a_module(path: Path) -> None:
    if path.parts[-3] in NEED_CHECK:
        assert has_check(path), f"{name_of(path)} must define CHECK"
    assert has_check(path) or is_reported(path), (
        f"nothing reports the rule of {name_of(path)}: define CHECK, or import its RULE"
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_rule_has_examples(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    if stage not in BOOKS or path.stem in WHOLE_TREE:
        pytest.skip("it is about a whole tree or a run; tests of flows show it")
    book = BOOKS[stage].relative_to(ROOT).as_posix()
    for what in missing_examples(path):
        pytest.fail(f"{book}: add an example {what} for {path.stem.replace('_', '-')}")


def test_a_rule_of_a_whole_tree_is_in_a_test_of_flows() -> None:
    """What the book cannot show is shown elsewhere, by its code or its name."""
    tests = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests").rglob("*.md")]
    texts = [path.read_text(encoding="utf-8") for path in tests if path != Path(__file__)]
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] in BOOKS and path.stem not in WHOLE_TREE:
            continue
        name = path.stem.replace("_", "-")
        code = rule_page(name).rule.code
        assert any(code in text or name in text for text in texts), f"no test shows {name}"
