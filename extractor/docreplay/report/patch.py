"""Patches of changed pages, in the form that `git apply` accepts."""

from collections.abc import Iterator
from difflib import unified_diff


def patch(path: str, before: str, after: str) -> str:
    """Return the unified diff of a page; only LF divides lines."""
    header = f"diff --git a/{path} b/{path}\n"
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return header + "".join(_ended(lines))


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a diff, with git's marker for a missing line end."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
