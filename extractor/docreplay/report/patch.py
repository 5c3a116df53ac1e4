"""Patches of changed pages, in the form that `git apply` accepts."""

from collections.abc import Iterator, Sequence

from docreplay.report.line_diff import LineMatcher


def patch(path: str, before: str, after: str) -> str:
    """Return the unified diff of a page; only LF divides lines."""
    header = f"diff --git a/{path} b/{path}\n"
    lines = "".join(_ended(_hunks(_lines(before), _lines(after))))
    return f"{header}--- a/{path}\n+++ b/{path}\n{lines}" if lines else header


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a unified diff, with three lines around each change."""
    for group in LineMatcher(before, after).get_grouped_opcodes():
        (_, a, _, b, _), (_, _, a_end, _, b_end) = group[0], group[-1]
        yield f"@@ -{_range(a, a_end)} +{_range(b, b_end)} @@\n"
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                yield from (f" {line}" for line in before[start:end])
                continue
            yield from (f"-{line}" for line in before[start:end])
            yield from (f"+{line}" for line in after[new_start:new_end])


def _range(start: int, end: int) -> str:
    """Return the first line and the number of lines, as diff writes them."""
    if end - start == 1:
        return f"{start + 1}"
    return f"{start + 1 if end > start else start},{end - start}"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a diff, with git's marker for a missing line end."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
