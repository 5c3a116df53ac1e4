"""Mutation testing: how many small faults in the code make a test fail.

    python -m benchmarks.mutation [--count 400] [--seed 1] [--folders compare,drift]

mutmut makes the mutants (https://mutmut.readthedocs.io). A sample of them is drawn by a hash of
what each changes, so it stays the same when other code changes. One run of all tests, in a process
for each core, finds the tests that reach each mutant (`mutation_reach.py`); it is then loaded
instead of its module in a forked process that runs these tests. No file is changed. Tests of the
real corpus are left out, so that the score is the same in every clone.
"""

import argparse
import ast
import difflib
import hashlib
import math
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import libcst as cst
import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations

from benchmarks.mutation_reach import OPTIONS, SOURCE, Loader, Mutant, Reach, measured, silence

FOLDERS = ("model", "cases", "compare", "replay", "drift")
PATIENCE = 30.0
"""Seconds of the processor that a mutant gets beyond four times what its tests took:
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


def main() -> int:
    """Run the sample and print the survivors and the score."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.mutation")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folders", default=",".join(FOLDERS))
    parser.add_argument("--least", type=float, default=0.0, help="exit with 1 below this score")
    given = parser.parse_args()
    os.chdir(SOURCE.parent)
    os.environ["CI"] = "true"  # properties are tested with the same examples each time
    drawn = sample(given.folders.split(","), given.count, given.seed)
    print(f"{len(drawn)} mutants; finding the tests that reach them …", flush=True)
    reach = measured(drawn, given.processes)
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
        silence()
        sys.dont_write_bytecode = True
        sys.meta_path.insert(0, Loader({mutant.module: (mutant.path, mutant.source)}, {}))
        code = int(pytest.main(["-x", *OPTIONS, *tests]))
    finally:
        os._exit(code)  # whatever was raised, the mutant is killed by it


if __name__ == "__main__":
    sys.exit(main())
