"""Changes of pages as a patch that `git apply` takes."""

from collections.abc import Iterator
from difflib import unified_diff


def patch(path: str, before: str, after: str) -> str:
    """The unified diff of one page; line ends are part of the lines, which only LF divides."""
    header = f"diff --git a/{path} b/{path}\n"
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return header + "".join(_ended(lines))


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a diff, with git's mark behind a last line that has no line end."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
