"""Where the findings of a case are in its documented and in its real response."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.model.finding import Finding
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.shown_exchange import ShownLine

_WIDE = 40
"""Length of a line from which on a JSON body is shown indented."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|"')


class Mark(NamedTuple):
    """A marked part of a message; all numbers are 0-based."""

    finding: int
    """Number among the findings of the case."""
    row: int
    start: int
    end: int
    """The column behind the last one."""


def documented_marks(
    path: str, lines: Sequence[ShownLine], findings: Sequence[Finding]
) -> list[Mark]:
    """Return the marks in a documented response of a page."""
    rows = {line.line: row for row, line in enumerate(lines) if line.line}
    found: list[Mark] = []
    for number, finding in enumerate(findings):
        row = rows.get(finding.location.line)
        if row is not None and finding.location.path == path:
            found.append(Mark(number, row, *_on_line(lines[row], finding)))
    return found


def _on_line(line: ShownLine, finding: Finding) -> tuple[int, int]:
    """Return the first column and the one behind the last; the whole line if they are unknown."""
    start = finding.location.column - line.column
    end = finding.end
    word = _TOKEN.match(line.text, max(start, 0))
    stop = word.end() if word and end is None else len(line.text)
    if end and end.line == line.line:
        stop = end.column - line.column
    return (start, stop) if 0 <= start < stop <= len(line.text) else (0, len(line.text))


def answer_marks(
    answer: str, lines: Sequence[ShownLine], findings: Sequence[Finding]
) -> list[Mark]:
    """Return the marks in a real response: of the status line, a header, or a value of the body."""
    head, _, body = answer.partition("\n\n")
    heads = head.split("\n")
    first = len(heads) + 1
    json = _json(body)
    found: list[Mark] = []
    for number, finding in enumerate(findings):
        example = finding.counter_example
        pointer = example.pointer if example else finding.pointer
        if pointer is not None:
            if json is not None:
                at, start, end = _of_value(json, pointer)
                found.append(Mark(number, first + at, start, end))
            continue
        documented = next((line for line in lines if line.line == finding.location.line), None)
        if documented and (row := _head_row(documented, lines, heads)) is not None:
            found.append(Mark(number, row, 0, len(heads[row])))
    return found


def _head_row(
    documented: ShownLine, lines: Sequence[ShownLine], heads: Sequence[str]
) -> int | None:
    """Return the row of the status line or of the header that a line documents, or None."""
    if documented is lines[0]:
        return 0
    name = documented.text.partition(":")[0].lower()
    rows = (row for row, line in enumerate(heads) if line.partition(":")[0].lower() == name)
    return next(rows, None)


def _json(body: str) -> JsonText | None:
    try:
        return read_json(body) if body.strip() else None
    except JsonError:
        return None


def _of_value(json: JsonText, pointer: str) -> tuple[int, int, int]:
    """Return row, first column, and the one behind the last of a value, or of what is around it.

    Of a value of several lines, the first one is marked.
    """
    is_there = pointer in json.places
    place = json.place(pointer)
    start = place.key if is_there else place.start
    row = json.text.count("\n", 0, start)
    begin = json.text.rfind("\n", 0, start) + 1
    line_end = json.text.find("\n", start)
    stop = min(place.end, line_end if line_end >= 0 else len(json.text))
    return row, start - begin, (stop if is_there else min(stop, start + 1)) - begin


def indented_answer(answer: str) -> str:
    """Return a response whose JSON body is on one long line with that body indented."""
    head, blank, body = answer.partition("\n\n")
    if len(body) <= _WIDE or "\n" in body.strip() or _json(body) is None:
        return answer
    return f"{head}{blank}{indented(body)}"


def indented(text: str) -> str:
    """Return JSON with a line for each member; the tokens stay as they are: `1.0` is not `1`."""
    return "".join(_pieces(_TOKEN.findall(text)))


def _pieces(tokens: Sequence[str]) -> Iterator[str]:
    depth = 0
    for word, after in zip(tokens, [*tokens[1:], ""], strict=True):
        if word in "]}":
            depth = max(0, depth - 1)
        if word == ":":
            yield ": "
        elif word in "[{" and after not in "]}":
            depth += 1
            yield f"{word}\n{'  ' * depth}"
        elif word == ",":
            yield f",\n{'  ' * depth}"
        elif after and after in "]}" and word not in "[{":
            yield f"{word}\n{'  ' * (depth - 1)}"
        else:
            depth += word in "[{"
            yield word
