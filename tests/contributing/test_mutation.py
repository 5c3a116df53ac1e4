"""The harness of mutation testing distinguishes killed mutants from surviving ones."""

import subprocess
import sys

import pytest

from benchmarks.mutation import SOURCE, Mutant, Reach, sample
from tests.contributing.recipes import ROOT

PATH = SOURCE / "docreplay/cases/names.py"
TEXT = PATH.read_text(encoding="utf-8")
SAME = Mutant(PATH, 1, "", "", TEXT)
SCRIPT = """
import os
from pathlib import Path
from benchmarks.mutation import SOURCE, Mutant, Reach, control, results
os.environ["CI"] = "true"
path = SOURCE / "docreplay/cases/names.py"
text = path.read_text(encoding="utf-8")
same = Mutant(path, 1, "", "", text)
broken = same._replace(source=text.replace(".lower()", ".upper()"))
test = "{test}"
reach = Reach({{"extractor/docreplay/cases/names.py": {{1: [test]}}}}, {{test: 0.1}})
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
    name = "extractor/docreplay/cases/names.py"
    line = TEXT.split("\n").index("    taken: set[str] = set()") + 1
    tests = ["tests/z.py::a[1]", "tests/z.py::a[2]", "tests/z.py::b", "tests/cases/c.py::c"]
    durations = dict(zip([*tests, "tests/cases/d.py::d"], (0.1, 0.2, 0.3, 0.4, 0.5), strict=True))
    reach = Reach({name: {1: ["tests/cases/d.py::d"], line: tests, line + 1: tests[:1]}}, durations)
    order = ["tests/cases/c.py::c", "tests/z.py::a[1]", "tests/z.py::b", "tests/z.py::a[2]"]
    assert reach.of(SAME._replace(line=line)) == order
    assert reach.of(SAME._replace(line=line + 1)) == tests[:1]
    assert reach.of(SAME._replace(line=line + 2)) == []


def test_a_line_of_the_module_concerns_all_tests_of_its_functions() -> None:
    name = "extractor/docreplay/cases/names.py"
    line = TEXT.split("\n").index("    taken: set[str] = set()") + 1
    durations = {"tests/z.py::a": 0.1, "tests/cases/d.py::d": 0.2}
    reach = Reach({name: {1: ["tests/cases/d.py::d"], line: ["tests/z.py::a"]}}, durations)
    assert reach.of(SAME) == ["tests/z.py::a"]
    assert Reach({}, durations).of(SAME) == ["tests/cases/d.py::d"]
