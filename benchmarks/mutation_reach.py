"""Which tests reach a mutant: the whole suite runs once with a probe before each changed statement.

A probe is a call that notes the test that runs. That costs much less than coverage of every line.
"""

import ast
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "extractor"
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
OPTIONS = ("-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no")
"""Options of pytest: without --assert=plain it would load the modules itself, not the mutant."""
_PROBE = "__reached__"


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
        return f"{self.place}: {self.before.strip()} → {self.after.strip()}"

    @property
    def place(self) -> str:
        """`path:line`, the name of its probes."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{self.line}"


class Reach(NamedTuple):
    """Which tests reach a place (`path:line`), and the seconds of the processor that each takes."""

    tests: Mapping[str, Sequence[str]]
    durations: Mapping[str, float]

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests to run for a mutant: those of its folder first, then fast ones.

        Of a test with many examples the first one comes before the second ones of all tests. A
        place that no test reaches because it is executed on import concerns all of its folder.
        """
        own = f"tests/{mutant.path.relative_to(SOURCE).parts[1]}/"
        found: Iterable[str] = self.tests.get(mutant.place, ())
        if not found and not _within_function(_parsed(mutant.path), mutant.line):
            near = (own, "tests/diagnostics/")
            found = [test for test in self.durations if test.startswith(near)]
        ranks: defaultdict[str, int] = defaultdict(int)
        ranked: list[tuple[bool, int, int, str]] = []
        for test in sorted(found, key=self.durations.__getitem__):
            function = test.partition("[")[0]
            ranked.append((not test.startswith(own), ranks[function], len(ranked), test))
            ranks[function] += 1
        ordered = [test for *_, test in sorted(ranked)]
        until = accumulate(self.durations[test] for test in ordered)
        return [
            test for test, seconds in zip(ordered, until, strict=True) if seconds < MOST_SECONDS
        ]


def measured(drawn: Sequence[Mutant], processes: int) -> Reach:
    """Run the tests once in forked processes and return which of them reach each mutant."""
    tests: defaultdict[str, list[str]] = defaultdict(list)
    durations: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{part}.json") for part in range(processes)]
        children = []
        for part, file in enumerate(files):
            child = os.fork()
            if not child:
                _measure(drawn, file, part, processes)
            children.append(child)
        for child, file in zip(children, files, strict=True):
            os.waitpid(child, 0)
            if not file.is_file():
                raise RuntimeError("the tests cannot be run; run `make check`")
            found, took, failed = json.loads(file.read_text(encoding="utf-8"))
            durations.update(took)
            for place, names in found.items():
                tests[place] += sorted(set(names).difference(failed))
            for name in failed:
                print(f"left out, since it fails without a mutant: {name}", flush=True)
    return Reach(tests, durations)


def _measure(drawn: Iterable[Mutant], file: Path, part: int, parts: int) -> None:
    places: defaultdict[Path, list[Mutant]] = defaultdict(list)
    for mutant in drawn:
        places[mutant.path].append(mutant)
    recorder = _Recorder(part, parts)
    changed = {
        own[0].module: (path, probed(_parsed(path), {mutant.line: mutant.place for mutant in own}))
        for path, own in places.items()
    }
    sys.dont_write_bytecode = True
    sys.meta_path.insert(0, Loader(changed, {_PROBE: recorder.reached}))
    folders = sorted(path for path in (ROOT / "tests").iterdir() if path.name not in LEFT_OUT)
    names = [str(path) for path in folders if path.is_dir() or path.name.startswith("test_")]
    silence()
    pytest.main([*OPTIONS, *names], plugins=[recorder])
    if not recorder.durations:
        os._exit(1)
    found = {place: sorted(tests) for place, tests in recorder.tests.items()}
    result = (found, recorder.durations, sorted(recorder.failed))
    file.write_text(json.dumps(result), encoding="utf-8")
    os._exit(0)


class _Recorder:
    """A pytest plugin that notes which test reaches each probe, and how long a test takes."""

    def __init__(self, part: int, parts: int) -> None:
        self.part = part
        self.parts = parts
        self.test = ""
        self.began = 0.0
        self.tests: defaultdict[str, set[str]] = defaultdict(set)
        self.durations: dict[str, float] = {}
        self.failed: set[str] = set()

    def reached(self, place: str) -> None:
        """Note the test that runs: probes call it."""
        if self.test:
            self.tests[place].add(self.test)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep this process's share of the test modules, without what needs the real corpus."""
        modules = {path: n for n, path in enumerate(sorted({item.path for item in items}))}
        items[:] = [
            item
            for item in items
            if modules[item.path] % self.parts == self.part and _corpus_of(item) != "real"
        ]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Remember the test."""
        self.test, self.began = nodeid, time.process_time()

    def pytest_runtest_logfinish(self) -> None:
        """Note how long the test took of the processor, which other programs do not change."""
        self.durations[self.test] = time.process_time() - self.began
        self.test = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails."""
        if report.failed:
            self.failed.add(report.nodeid)


def _corpus_of(item: pytest.Item) -> object:
    call = getattr(item, "callspec", None)
    return call.params.get("corpus") if call else None


def probed(tree: ast.Module, places: Mapping[int, str]) -> ast.Module:
    """Return the module with a probe for each line of `places`.

    It is put before the innermost statement that the line is part of. A line that is executed on
    import, such as a constant, concerns every function: each of them gets a probe for it.
    """
    before: defaultdict[ast.stmt, list[str]] = defaultdict(list)
    for line, place in places.items():
        if _within_function(tree, line):
            *_, innermost = (node for node in _statements(tree) if _holds(node, line))
            before[innermost].append(place)
        else:
            for function in _functions(tree):
                before[function.body[0]].append(place)
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                setattr(node, field, list(_with_probes(block, before)))
    return ast.fix_missing_locations(tree)


def _with_probes(
    block: Iterable[ast.stmt], before: Mapping[ast.stmt, Sequence[str]]
) -> Iterator[ast.stmt]:
    for statement in block:
        probes = [
            ast.copy_location(ast.parse(f"{_PROBE}({place!r})").body[0], statement)
            for place in before.get(statement, ())
        ]
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        yield from [statement, *probes] if is_text else [*probes, statement]  # after a docstring


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield all statements, outer ones first."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.stmt))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in _statements(tree) if isinstance(node, ast.FunctionDef))


def _holds(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _within_function(tree: ast.Module, line: int) -> bool:
    return any(
        _holds(statement, line) for function in _functions(tree) for statement in function.body
    )


def silence() -> None:
    """Throw away what the process prints."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


class Loader(MetaPathFinder, InspectLoader):
    """Loads changed modules instead of those with the same name, with further global names."""

    def __init__(
        self, changed: Mapping[str, tuple[Path, str | ast.Module]], names: Mapping[str, object]
    ) -> None:
        self.changed = changed
        self.names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return a spec for a changed module alone."""
        if fullname not in self.changed:
            return None
        return spec_from_loader(fullname, self, origin=str(self.changed[fullname][0]))

    def get_source(self, fullname: str) -> str:
        """Return the text as it is in the file."""
        return self.changed[fullname][0].read_text(encoding="utf-8")

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed module."""
        path, source = self.changed[module.__name__]
        module.__file__ = str(path)
        module.__dict__.update(self.names)
        exec(compile(source, str(path), "exec"), module.__dict__)  # noqa: S102 - our own module
