"""Regular expressions that take longer than their text: `python -m benchmarks.patterns [NAME]`.

Each pattern of the package is given texts that are made of its own parts: what leads to a
repetition, the repeated text many times, and an end that does not match. A pattern that takes a
second for a few repetitions grows exponentially; one that takes four times as long for a text that
is twice as long grows with its square.
"""

import argparse
import ast
import importlib
import pkgutil
import random
import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import string
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import docreplay
from benchmarks.processor_time import OutOfTime, limited

_LETTERS = " a\n1-`[<./|\\\"A{*_:(=,~#>'é，"
"""Characters that are tried where a class has a choice: repetitions that share one can overlap."""
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_MANY = 20
"""Repetitions above which a bounded one is tried, too."""
_FEW = 40
_ENDS = ("", "\0", "\n\n!x")
_SECONDS = 0.5
_LENGTH = 4_000
_ENOUGH = 0.003
"""Seconds: a square of `_LENGTH` takes longer, however simple its step."""
_COMPARED = 0.04
"""Seconds of the shorter text in the end: the clock of a process may tick only every 4 ms."""
RATIO = 2.8
_TRIES = 3
"""How often what looks quadratic is measured again."""
_CLASSES = {
    ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_NOT_DIGIT: r"\D", ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_WORD: r"\w", ops.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_METHODS = re.compile(r"\b(%s)\b(?:\[[^\]\n]*\])?\.(fullmatch|match|search|finditer|findall|sub)")


_FUNCTIONS = frozenset(
    {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
)


class Slow(NamedTuple):
    """A pattern, how it is called, and the text on which it is slow."""

    name: str
    method: str
    growth: str
    text: str

    def __str__(self) -> str:
        """Return all of them, and only the start of the text."""
        return f"{self.name}.{self.method} is {self.growth}: {self.text!r}"


def patterns() -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of the package by the names of their variables, or by their lines."""
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(docreplay.__path__, "docreplay."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                _collect(value, f"{info.name}.{name}", found)
            source = Path(str(module.__file__)).read_text(encoding="utf-8")
            for line, method, pattern in inline(source, vars(module)):
                _collect(pattern, f"{info.name}.re_{method}[{line}]", found)
    return found


def inline(source: str, names: Mapping[str, object]) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    """Yield the patterns of calls such as `re.sub(r"…", …)` in a source, with line and method.

    `names` are those of the module; a pattern that a function makes of its arguments is left out.
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[first, *_]
            ) if method in _FUNCTIONS:
                written = compile(ast.Expression(first), "pattern", "eval")
                try:
                    text = eval(written, dict(names))  # noqa: S307  # our own source
                except NameError:
                    continue
                if isinstance(text, str):
                    yield node.lineno, method, re.compile(text, _flags(node, names))


def _flags(call: ast.Call, names: Mapping[str, object]) -> int:
    """Return the flags of a call; those of `sub` and `split` are named."""
    flags = [item.value for item in call.keywords if item.arg == "flags"]
    at = [part for part in call.args[1:] if ast.unparse(part).startswith("re.")]
    if not (given := flags or at):
        return 0
    written = compile(ast.Expression(given[0]), "flags", "eval")
    return int(eval(written, dict(names)))  # noqa: S307  # our own source


def _collect(value: object, name: str, found: dict[str, re.Pattern[str]]) -> None:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str) and value not in found.values():
            found[name] = value
    elif isinstance(value, dict):
        _collect([*value, *value.values()], name, found)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for number, item in enumerate(value):
            _collect(item, f"{name}[{number}]", found)


class _Sample:
    """A text for each part of a pattern, with a preferred character."""

    def __init__(self, letter: str, flags: int, rng: random.Random) -> None:
        self._letter, self._flags, self._rng = letter, flags, rng
        self._groups: dict[int, str] = {}

    def text(self, parts: Any) -> str:
        """Return a text that the parts match, apart from conditions on what is around it."""
        return "".join(self._one(op, value) for op, value in parts)

    def _one(self, op: Any, value: Any) -> str:
        if op is ops.LITERAL:
            return chr(value)
        if op in (ops.IN, ops.NOT_LITERAL, ops.ANY):
            return self._letter_of(re.compile(_written(op, value), self._flags))
        if op is ops.GROUPREF:
            return self._groups.get(value, "")
        times = 1
        if op in _REPEATS:
            times = min(value[1], max(value[0], self._rng.choice((0, 1, 1, 2))))
        is_around = op in (ops.ASSERT, ops.ASSERT_NOT)
        parts = [] if is_around or not times else _nested(op, value)
        text = "".join(self.text(self._rng.choice(parts)) for _ in range(times if parts else 0))
        if op is ops.SUBPATTERN:
            self._groups[value[0]] = text
        return text

    def _letter_of(self, pattern: re.Pattern[str]) -> str:
        return next(
            (
                item
                for item in self._letter + _LETTERS + string.printable
                if pattern.fullmatch(item)
            ),
            "a",
        )


def _written(op: Any, value: Any) -> str:
    """Return the pattern of one character again."""
    if op is ops.ANY:
        return "."
    items = [(ops.NEGATE, None), (ops.LITERAL, value)] if op is ops.NOT_LITERAL else value
    text = ""
    for kind, item in items:
        if kind is ops.NEGATE:
            text += "^"
        elif kind is ops.LITERAL:
            text += re.escape(chr(item))
        elif kind is ops.RANGE:
            text += f"{re.escape(chr(item[0]))}-{re.escape(chr(item[1]))}"
        else:
            text += _CLASSES[item]
    return f"[{text}]"


def _nested(op: Any, value: Any) -> list[Any]:
    """Return the parts of a part; those of a branch are alternatives."""
    if op in _REPEATS:
        return [value[2]]
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op is ops.ATOMIC_GROUP:
        return [value]
    if op is ops.BRANCH:
        return list(value[1])
    return [value[1]] if op in (ops.ASSERT, ops.ASSERT_NOT) else []


def _repeated(parts: Any, sample: _Sample, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what leads to each long repetition, and what is repeated."""
    for op, value in parts:
        if op in _REPEATS and value[1] > _MANY:
            yield before, value[2]
        for part in _nested(op, value):
            yield from _repeated(part, sample, before)
        before += sample.text([(op, value)])


def _texts(pattern: re.Pattern[str], rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield starts, repeated texts and ends, each once."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    seen = set()
    for letter in _LETTERS:
        sample = _Sample(letter, pattern.flags, rng)
        found = [(start, sample.text(part)) for start, part in _repeated(tree, sample)]
        found += [("", unit) for _, unit in found]
        whole = sample.text(tree)
        found += [("", whole[:length]) for length in (len(whole), len(whole) - 1, len(whole) // 2)]
        for start, unit in found:
            if unit and (start, unit) not in seen:
                seen.add((start, unit))
                yield from ((start, unit, end) for end in _ENDS)


def slow(
    name: str, pattern: re.Pattern[str], seed: int, *, exponential_only: bool = False
) -> Slow | None:
    """Return the first text on which a pattern is slow; None if it never is."""
    rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
    calls = _calls(name, pattern)
    for (start, unit, end), (method, call) in product(_texts(pattern, rng), calls.items()):
        short = f"{start}{unit * _FEW}{end}"
        if _seconds(call, short) >= _SECONDS:
            return Slow(name, method, "exponential", short[:100])
        if not exponential_only and _is_quadratic(call, start, unit, end):
            return Slow(name, method, "quadratic", f"{start}{unit * 3}…{end}"[:100])
    return None


def _is_quadratic(call: Callable[[str], object], start: str, unit: str, end: str) -> bool:
    times = max(1, _LENGTH // len(unit))
    short, long = (f"{start}{unit * times * factor}{end}" for factor in (1, 2))
    if _seconds(call, short) < _ENOUGH:
        return False
    if _least(call, long) <= RATIO * _least(call, short):
        return False
    while _least(call, short) < _COMPARED:  # longer than what a repetition is bound to
        times *= 2
        short = f"{start}{unit * times}{end}"
    long = f"{start}{unit * times * 2}{end}"
    # other work disturbs the machine: what is slow is so each time
    return all(_least(call, long) > RATIO * _least(call, short) for _ in range(_TRIES))


def _least(call: Callable[[str], object], text: str) -> float:
    return min(_seconds(call, text) for _ in range(2))


def _seconds(call: Callable[[str], object], text: str) -> float:
    begun = process_time()
    try:
        limited(lambda: call(text), _SECONDS)
    except OutOfTime:
        return _SECONDS
    return process_time() - begun


def _calls(name: str, pattern: re.Pattern[str]) -> Mapping[str, Callable[[str], object]]:
    """Return the methods by which the module calls a pattern; all searches are alike."""
    module, _, variable = name.partition("[")[0].rpartition(".")
    source = Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")
    found = re.findall(_METHODS.pattern % re.escape(variable), source)
    found = found or re.findall(_METHODS.pattern % r"\w+", source)  # it is one of a table
    if variable.startswith("re_") and variable != "re_compile":
        found = [(variable, variable.removeprefix("re_"))]
    methods = {item[1] if item[1] in ("fullmatch", "match") else "finditer" for item in found}
    called = {method: getattr(pattern, method) for method in methods or {"finditer"}}
    if "finditer" in called:
        called["finditer"] = lambda text: sum(1 for _ in pattern.finditer(text))
    return called


def main() -> int:
    """Try all patterns. Return 1 if one is slow."""
    parser_ = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.patterns")
    parser_.add_argument("names", nargs="*", metavar="NAME", help="parts of names; default: all")
    parser_.add_argument("--seed", type=int, default=1)
    given = parser_.parse_args()
    every = patterns()
    chosen = [name for name in every if not given.names or any(n in name for n in given.names)]
    count = 0
    for name in chosen:
        if found := slow(name, every[name], given.seed):
            count += 1
            print(found, flush=True)
    print(f"{len(chosen) - count} of {len(chosen)} patterns take time in proportion to their text")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
