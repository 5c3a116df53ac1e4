"""The harness of mutation testing distinguishes killed mutants from surviving ones."""

import ast
import subprocess
import sys
from collections.abc import Callable

import pytest

from benchmarks.mutation import sample
from benchmarks.mutation_reach import SOURCE, Mutant, Reach, probed
from tests.contributing.recipes import ROOT

PATH = SOURCE / "docreplay/cases/names.py"
TEXT = PATH.read_text(encoding="utf-8")
SAME = Mutant(PATH, 1, "", "", TEXT)
SCRIPT = """
import os
from pathlib import Path
from benchmarks.mutation import control, results
from benchmarks.mutation_reach import SOURCE, Mutant, Reach
os.environ["CI"] = "true"
path = SOURCE / "docreplay/cases/names.py"
text = path.read_text(encoding="utf-8")
same = Mutant(path, 1, "", "", text)
broken = same._replace(source=text.replace(".lower()", ".upper()"))
test = "{test}"
reach = Reach({{same.place: [test]}}, {{test: 0.1}})
control([same], reach, 1)
print(*(survived for _, survived in results([same, broken], reach, 1)))
"""


def ran(test: str) -> subprocess.CompletedProcess[str]:
    """Run the harness in its own process, since it forks."""
    command = [sys.executable, "-c", SCRIPT.format(test=test)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_unchanged_module_survives_and_a_broken_one_does_not() -> None:
    done = ran("tests/cases/test_names.py")
    assert done.stdout == "True False\n", done.stderr


def test_a_loop_without_an_end_is_ended_by_its_time_of_the_processor() -> None:
    script = SCRIPT.format(test="tests/cases/test_names.py")
    endless = script.replace(
        'text.replace(".lower()", ".upper()")', 'text + "\\nwhile True:\\n    pass\\n"'
    ).replace("control([same]", "mutation.PATIENCE, mutation.WAITING = 5.0, 100; control([same]")
    command = [sys.executable, "-c", "from benchmarks import mutation\n" + endless]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "True False\n", done.stderr


def test_a_test_that_fails_without_a_mutant_ends_the_run() -> None:
    done = ran("tests/cases/test_names.py::test_that_does_not_exist")
    assert done.returncode == 1
    assert "RuntimeError: the tests of " in done.stderr


@pytest.fixture(scope="module")
def drawn() -> list[Mutant]:
    return sample(["cases"], 20, "1")


def test_a_sample_is_the_same_each_time_and_another_for_another_seed(drawn: list[Mutant]) -> None:
    assert sample(["cases"], 20, "1") == drawn
    assert sample(["cases"], 20, "2") != drawn


def test_a_mutant_changes_its_module_at_its_location(drawn: list[Mutant]) -> None:
    for mutant in drawn:
        source = mutant.path.read_text(encoding="utf-8")
        assert mutant.before in source
        assert mutant.after in mutant.source
        assert mutant.source != source


def test_tests_of_the_line_are_run_one_of_each_function_first() -> None:
    within = SAME._replace(line=TEXT.split("\n").index("    taken: set[str] = set()") + 1)
    tests = ["tests/z.py::a[1]", "tests/z.py::a[2]", "tests/z.py::b", "tests/cases/c.py::c"]
    durations = dict(zip([*tests, "tests/cases/d.py::d"], (0.1, 0.2, 0.3, 0.4, 0.5), strict=True))
    order = ["tests/cases/c.py::c", "tests/z.py::a[1]", "tests/z.py::b", "tests/z.py::a[2]"]
    assert Reach({within.place: tests}, durations).of(within) == order
    assert Reach({}, durations).of(within) == []


def test_a_line_that_no_test_reaches_on_import_concerns_all_tests_of_its_folder() -> None:
    durations = {"tests/z.py::a": 0.1, "tests/cases/d.py::d": 0.2}
    assert Reach({SAME.place: ["tests/z.py::a"]}, durations).of(SAME) == ["tests/z.py::a"]
    assert Reach({}, durations).of(SAME) == ["tests/cases/d.py::d"]


PROBED = """
LIMIT = 3


def first(number):
    \"\"\"Return a word.\"\"\"
    if number > LIMIT:
        return "more"
    elif number < 0:
        return [
            "negative",
        ][0]
    return "less"


def second():
    return LIMIT
"""


def value(expression: str, places: dict[int, str], note: Callable[[str], object]) -> object:
    """Return the value of an expression in the probed module."""
    names: dict[str, object] = {"__reached__": note}
    exec(compile(probed(ast.parse(PROBED), places), "probed", "exec"), names)  # noqa: S102 - above
    return eval(expression, names)  # noqa: S307 - an expression of this test


@pytest.mark.parametrize(
    ("call", "probes"),
    [
        ("first(9)", ["limit", "condition", "more"]),
        ("first(-1)", ["limit", "condition", "negative"]),
        ("first(1)", ["limit", "condition", "less"]),
        ("second()", ["limit"]),
    ],
)
def test_a_probe_notes_that_its_statement_is_reached(call: str, probes: list[str]) -> None:
    found: list[str] = []
    value(call, {2: "limit", 7: "condition", 8: "more", 11: "negative", 13: "less"}, found.append)
    assert found == probes


def test_a_probe_leaves_docstrings_and_results_as_they_are() -> None:
    expression = "first.__doc__, first(9), first(-1), second()"
    assert value(expression, {2: "limit"}, str) == ("Return a word.", "more", "negative", 3)
