"""Whoever follows CONTRIBUTING.md to the letter gets something that works."""

import re
from pathlib import Path

import pytest

from tests.contributing.conftest import Shell
from tests.contributing.recipes import Step, follow, recipes

RECIPES = recipes()
KINDS = ("a rule", "a comparator", "a report format", "an exporter", "a command")


def written(steps: tuple[Step, ...]) -> str:
    return " ".join(step.path for step in steps if step.path.endswith(".py"))


def test_there_is_a_recipe_for_each_kind_of_extension() -> None:
    assert list(RECIPES) == [f"Add {kind}" for kind in KINDS]
    assert all(steps[-1].verb == "Run" for steps in RECIPES.values())


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_works_as_it_is_written(title: str, clone: Path, shell: Shell) -> None:
    for step in RECIPES[title]:
        if step.verb != "Run":
            follow(step, clone)
            continue
        for command in step.block.splitlines():
            done = shell(command)
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    style = f"{{ruff}} format --check {written(RECIPES[title])} && {{ruff}} check"
    done = shell(style.format(ruff=".venv/bin/ruff"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_recipes_together_break_no_other_test(clone: Path, shell: Shell) -> None:
    for steps in RECIPES.values():
        for step in steps:
            if step.verb != "Run":
                follow(step, clone)
    renewing = "tests/compare/test_whole_findings.py"
    shell(f"UPDATE_GOLDENS=1 .venv/bin/pytest -q tests/report {renewing}")
    others = "tests/cli/test_help.py tests/test_architecture.py tests/test_wording.py"
    done = shell(f".venv/bin/pytest -q {others} {renewing} tests/contributing/test_rules.py")
    assert done.returncode == 0, done.stdout


def test_the_files_of_all_recipes_have_correct_types(clone: Path, shell: Shell) -> None:
    steps = tuple(step for recipe in RECIPES.values() for step in recipe if step.verb == "Write")
    for step in steps:
        follow(step, clone)
    done = shell(f".venv/bin/mypy --follow-imports=silent {written(steps)}")
    assert done.returncode == 0, done.stdout


def test_a_rule_without_a_check_is_named(clone: Path, shell: Shell) -> None:
    for step in RECIPES["Add a rule"]:
        if step.verb != "Run":
            follow(step, clone)
    rule = clone / "extractor/docreplay/lint/rules/target_insecure.py"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace("CHECK = LintCheck(check)\n", ""), encoding="utf-8")
    done = shell(".venv/bin/pytest -q tests/contributing/test_rules.py")
    assert done.returncode != 0
    assert re.search(r"lint/rules/target_insecure\.py.*define CHECK", done.stdout)


def test_a_rule_without_an_example_is_named(clone: Path, shell: Shell) -> None:
    first, *_ = RECIPES["Add a rule"]
    follow(first, clone)
    done = shell(".venv/bin/pytest -q tests/contributing/test_rules.py")
    assert done.returncode != 0
    assert "tests/lint/rules.md: add an example that fires for target-insecure" in done.stdout
