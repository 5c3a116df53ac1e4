"""Mutation testing: how many small faults in the code make a test fail.

    python -m benchmarks.mutation [--count 400] [--seed 1] [--folders compare,drift]

mutmut makes the mutants (https://mutmut.readthedocs.io). A sample of them is drawn by a hash of
what each changes, so it stays the same when other code changes. One run with coverage, in a
process for each core, finds the tests that reach each line; a mutant is then loaded instead of its
module in a forked process that runs the tests that reach it. No file is changed. Tests of the real
corpus are left out, so that the score is the same in every clone.
"""

import argparse
import ast
import difflib
import hashlib
import json
import math
import os
import resource
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from itertools import accumulate, islice
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import coverage
import libcst as cst
import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "extractor"
FOLDERS = ("model", "cases", "compare", "replay", "drift")
LEFT_OUT = (
    "browser",
    "contributing",
    "docs",
    "examples",
    "safety",
    "sources",
    "test_action.py",
    "test_architecture.py",
    "test_dockerfile.py",
    "test_patterns.py",
    "test_public_api.py",
    "test_wording.py",
)
"""Tests that read the source, run other programs, measure time, or are about something else."""
MOST_SECONDS = 30.0
"""Maximum time of the tests that are run for one mutant: one of each test function first."""
PATIENCE = 30.0
"""Seconds of the processor that a mutant gets beyond four times what its tests took with coverage:
by the clock, a mutant would count as killed because other programs kept the processor busy.
"""
WAITING = 10
"""How much longer than that a mutant may take by the clock: it may wait without an end."""
MEMORY = 4 << 30
"""Maximum number of bytes of a mutant's address space: a loop without an end may fill it."""
_CONTROLS = 10
"""Number of modules that are run without a change, to see that their tests pass."""
PRELOADED = ("bs4", "click", "jinja2", "jsonschema", "markdown_it", "requests")
"""Libraries that the tests need anyway, imported once; none is a plugin of pytest."""


class Mutant(NamedTuple):
    """One change of one module."""

    path: Path
    line: int
    before: str
    after: str
    """The changed lines."""
    source: str
    """The text of the whole module with the change."""

    @property
    def module(self) -> str:
        """Full name of the module."""
        return ".".join(self.path.relative_to(SOURCE).with_suffix("").parts)

    def __str__(self) -> str:
        """Return `path:line: before → after`."""
        path = self.path.relative_to(ROOT).as_posix()
        return f"{path}:{self.line}: {self.before.strip()} → {self.after.strip()}"


class Reach(NamedTuple):
    """Which tests reach a line, and how long each test takes (seconds)."""

    tests: Mapping[str, Mapping[int, Sequence[str]]]
    durations: Mapping[str, float]

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests to run for a mutant: those of its folder first, then fast ones.

        Of a test with many examples the first one comes before the second ones of all tests.

        A line that is executed on import, such as a constant, concerns every test that reaches a
        function of the module; of a module without functions, every test of the folder.
        """
        lines = self.tests.get(mutant.path.relative_to(ROOT).as_posix(), {})
        own = f"tests/{mutant.path.relative_to(SOURCE).parts[1]}/"
        within = _lines_of_functions(mutant.path)
        reached = [mutant.line] if mutant.line in within else sorted(within)
        found = {test for line in reached for test in lines.get(line, ())}
        if not found and mutant.line not in within:
            found = {
                test for test in self.durations if test.startswith((own, "tests/diagnostics/"))
            }
        near = sorted(found, key=self.durations.__getitem__)
        ranks: defaultdict[str, int] = defaultdict(int)
        ranked: list[tuple[bool, int, int, str]] = []
        for test in near:
            function = test.partition("[")[0]
            ranked.append((not test.startswith(own), ranks[function], len(ranked), test))
            ranks[function] += 1
        ordered = [test for *_, test in sorted(ranked)]
        until = accumulate(self.durations[test] for test in ordered)
        return [
            test for test, seconds in zip(ordered, until, strict=True) if seconds < MOST_SECONDS
        ]


@cache
def _lines_of_functions(path: Path) -> frozenset[int]:
    """Return the lines (1-based) that are executed when a function is called."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    bodies = ((node.body[0].lineno, node.end_lineno or node.lineno) for node in functions)
    return frozenset(line for start, end in bodies for line in range(start, end + 1))


def main() -> int:
    """Run the sample and print the survivors and the score."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.mutation")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folders", default=",".join(FOLDERS))
    parser.add_argument("--least", type=float, default=0.0, help="exit with 1 below this score")
    given = parser.parse_args()
    os.chdir(ROOT)
    os.environ["CI"] = "true"  # properties are tested with the same examples each time
    drawn = sample(given.folders.split(","), given.count, given.seed)
    print(f"{len(drawn)} mutants; finding the tests that reach them …", flush=True)
    reach = measured(given.processes)
    control(drawn, reach, given.processes)
    survivors: list[Mutant] = []
    for done, (mutant, survived) in enumerate(results(drawn, reach, given.processes), 1):
        if survived:
            survivors.append(mutant)
            print(f"survived {len(survivors)}/{done}: {mutant}", flush=True)
    score = 1 - len(survivors) / len(drawn)
    print(f"\n{len(drawn) - len(survivors)} of {len(drawn)} mutants killed: {score:.1%}")
    for folder in given.folders.split(","):
        own = [mutant for mutant in drawn if _in(mutant, folder)]
        left = [mutant for mutant in survivors if _in(mutant, folder)]
        print(f"  {folder:<10}{len(own) - len(left):>4} of {len(own)}")
    return int(score < given.least)


def _in(mutant: Mutant, folder: str) -> bool:
    return mutant.path.relative_to(SOURCE).parts[1] == folder


class _Draft(NamedTuple):
    """A mutant whose text is not made yet: that takes much longer than to hash it."""

    hash: str
    path: Path
    module: cst.Module
    mutation: Mutation


def sample(folders: Iterable[str], count: int, seed: str) -> list[Mutant]:
    """Return the mutants with the lowest hashes, by place."""
    paths = [path for folder in folders for path in SOURCE.glob(f"docreplay/{folder}/**/*.py")]
    found = (draft for path in sorted(paths) for draft in _drafts(path, seed))
    drafts = sorted(found, key=lambda draft: draft.hash)
    made = filter(None, map(_made, drafts))
    return sorted(islice(made, count), key=lambda mutant: (mutant.path, mutant.line))


def _drafts(path: Path, seed: str) -> Iterator[_Draft]:
    """Yield each mutant of a module with the hash of what it changes, whatever line it is on."""
    source = path.read_text(encoding="utf-8")
    module, mutations, *_ = create_mutations(str(path), source)
    seen: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for mutation in mutations:
        within = mutation.contained_by_top_level_function
        nodes = (mutation.original_node, mutation.mutated_node)
        before, after = (module.code_for_node(node) for node in nodes)
        key = (
            path.relative_to(SOURCE).as_posix(),
            within.name.value if isinstance(within, cst.FunctionDef) else "",
            before,
            after,
        )
        seen[key] += 1
        text = "\0".join((seed, *key, str(seen[key])))
        yield _Draft(hashlib.sha256(text.encode()).hexdigest(), path, module, mutation)


def _made(draft: _Draft) -> Mutant | None:
    """Return the mutant, or None if it is not valid Python or changes nothing."""
    changed = draft.module.deep_replace(draft.mutation.original_node, draft.mutation.mutated_node)
    assert isinstance(changed, cst.Module)
    source = draft.path.read_text(encoding="utf-8")
    if changed.code == source or not _is_valid(changed.code):
        return None
    difference = _difference(source.split("\n"), changed.code.split("\n"))
    return Mutant(draft.path, *difference, changed.code)


def _is_valid(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _difference(old: list[str], new: list[str]) -> tuple[int, str, str]:
    """Return the first line that differs (1-based), and its text before and after."""
    for tag, start, end, begin, stop in difflib.SequenceMatcher(
        None, old, new, False
    ).get_opcodes():
        if tag != "equal":
            return start + 1, "\n".join(old[start:end]), "\n".join(new[begin:stop])
    raise ValueError("the mutant is the module")


class _Recorder:
    """A pytest plugin that gives each test its own coverage context and measures it."""

    def __init__(self, measure: coverage.Coverage, part: int, parts: int) -> None:
        self.measure = measure
        self.part = part
        self.parts = parts
        self.durations: dict[str, float] = {}
        self.failed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep this process's share of the test modules, without what needs the real corpus."""
        modules = {path: n for n, path in enumerate(sorted({item.path for item in items}))}
        items[:] = [
            item
            for item in items
            if modules[item.path] % self.parts == self.part and _corpus_of(item) != "real"
        ]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Switch to the context of the test."""
        self.measure.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up the phases of a test."""
        total = self.durations.get(report.nodeid, 0.0) + report.duration
        self.durations[report.nodeid] = total
        if report.failed:
            self.failed.add(report.nodeid)


def _corpus_of(item: pytest.Item) -> object:
    call = getattr(item, "callspec", None)
    return call.params.get("corpus") if call else None


def measured(processes: int) -> Reach:
    """Run the tests once in forked processes and return which lines each of them reaches."""
    reach: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    durations: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{part}.json") for part in range(processes)]
        children = []
        for part, file in enumerate(files):
            child = os.fork()
            if not child:
                _measure(file, part, processes)
            children.append(child)
        for child, file in zip(children, files, strict=True):
            os.waitpid(child, 0)
            if not file.is_file():
                raise RuntimeError("the tests cannot be run; run `make check`")
            tests, took, failed = json.loads(file.read_text(encoding="utf-8"))
            durations.update(took)
            for path, lines in tests.items():
                for number, names in lines.items():
                    reach[path][int(number)].extend(names)
            for name in failed:
                print(f"left out, since it fails without a mutant: {name}", flush=True)
    return Reach(reach, durations)


def _measure(file: Path, part: int, parts: int) -> None:
    measure = coverage.Coverage(data_file=None, source=[str(SOURCE / "docreplay")], branch=False)
    measure.start()
    recorder = _Recorder(measure, part, parts)
    folders = sorted(path for path in (ROOT / "tests").iterdir() if path.name not in LEFT_OUT)
    names = [str(path) for path in folders if path.is_dir() or path.name.startswith("test_")]
    _silence()
    pytest.main([*_OPTIONS, *names], plugins=[recorder])
    measure.stop()
    if not recorder.durations:
        os._exit(1)
    data = measure.get_data()
    found = {
        Path(path).relative_to(ROOT).as_posix(): {
            line: [name for name in names if name and name not in recorder.failed]
            for line, names in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }
    result = (found, recorder.durations, sorted(recorder.failed))
    file.write_text(json.dumps(result), encoding="utf-8")
    os._exit(0)


# without --assert=plain pytest would load the modules itself, and not the mutant
_OPTIONS = ("-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no")


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def results(drawn: Sequence[Mutant], reach: Reach, processes: int) -> Iterator[tuple[Mutant, bool]]:
    """Run each mutant and yield whether it survived, in the order in which they end."""
    for name in PRELOADED:
        __import__(name)
    waiting = list(reversed(drawn))
    running: dict[int, tuple[Mutant, float]] = {}
    while waiting or running:
        while waiting and len(running) < processes:
            mutant = waiting.pop()
            tests = reach.of(mutant)
            if not tests:
                yield mutant, True
                continue
            limit = PATIENCE + 4 * sum(reach.durations[test] for test in tests)
            end = time.monotonic() + WAITING * limit
            running[_started(mutant, tests, limit)] = (mutant, end)
        for child, (mutant, end) in tuple(running.items()):
            pid, status = os.waitpid(child, os.WNOHANG)
            is_late = not pid and time.monotonic() > end
            if is_late:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
            if pid or is_late:
                del running[child]
                yield mutant, bool(pid) and os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)


def control(drawn: Sequence[Mutant], reach: Reach, processes: int) -> None:
    """Run modules without a change. Raise `RuntimeError` if a test fails even so."""
    unchanged = [
        mutant._replace(source=mutant.path.read_text(encoding="utf-8"))
        for mutant in drawn[:: max(1, len(drawn) // _CONTROLS)]
    ]
    for mutant, survived in results(unchanged, reach, processes):
        if not survived:
            raise RuntimeError(f"the tests of {mutant.path} fail without a mutant")


def _started(mutant: Mutant, tests: Sequence[str], limit: float) -> int:
    """Fork a process that runs the tests against the mutant; return its id.

    The system ends it after `limit` seconds of the processor.
    """
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit) + 1))
        _silence()
        sys.dont_write_bytecode = True
        sys.meta_path.insert(0, _Finder(mutant))
        code = int(pytest.main(["-x", *_OPTIONS, *tests]))
    finally:
        os._exit(code)  # whatever was raised, the mutant is killed by it


class _Finder(MetaPathFinder, InspectLoader):
    """Loads the mutant instead of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the mutant's spec for its module alone."""
        if fullname != self.mutant.module:
            return None
        return spec_from_loader(fullname, self, origin=str(self.mutant.path))

    def get_source(self, fullname: str) -> str:
        """Return the changed text."""
        return self.mutant.source

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed text as the module."""
        module.__file__ = str(self.mutant.path)
        super().exec_module(module)


if __name__ == "__main__":
    sys.exit(main())
