"""Text layout of findings and cases: place, excerpt, difference, next steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from docreplay.model.finding import ExampleResponse, Finding
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.report.excerpt import Line, excerpt
from docreplay.report.printable import clipped, inert, printable, printable_lines
from docreplay.report.style import PLAIN, Role, Style, role_of
from docreplay.report.totals import ordered

LINES_PER_CASE = 25
_VALUE_WIDTH = 88
_WIDE = 600
"""Width of a changed sentence, which translators read as a whole."""
_MOST_RELATED = 10
_REST_WIDTH = 160

_Layout = Callable[[Finding, Mapping[str, str], Style], list[str]]


def case_lines(
    verdict: Verdict, sources: Mapping[str, str], style: Style = PLAIN, limit: int = LINES_PER_CASE
) -> list[str]:
    """Return the findings of a failed case, most severe first, in at most `limit` lines.

    `sources` maps the paths of pages to their text. With a verbosity above 0 nothing is cut, and
    request and response follow.
    """
    tail = _tail(verdict, style)
    if not verdict.findings:
        reason = verdict.reason.removeprefix(f"{verdict.location}:").strip() or "failed"
        head = style.paint("strong", place_label(verdict.location))
        return [f"{head} {printable(reason)}", *_steps(verdict), *tail]
    findings = ordered(verdict.findings)
    if style.verbosity > 0:
        whole = chain.from_iterable(whole_lines(item, sources, style) for item in findings)
        return [*whole, *_steps(verdict), *tail, *_messages(verdict, style)]
    return [*_fitted(findings, sources, style, limit - len(tail)), *tail]


def _steps(verdict: Verdict) -> list[str]:
    """Return what came of the steps of a story."""
    return [f"  step     {printable(line)}" for line in verdict.steps]


def whole_lines(finding: Finding, sources: Mapping[str, str], style: Style = PLAIN) -> list[str]:
    """Return everything about a finding: two lines of context, pointer, related places, fix."""
    return [
        headline(finding, style),
        *_quoted(finding, excerpt(sources, finding.location, finding.end, context=2), style),
        *_facts(finding, style),
    ]


def short_lines(finding: Finding, sources: Mapping[str, str], style: Style = PLAIN) -> list[str]:
    """Return a finding with its line of the page."""
    return [
        headline(finding, style),
        *_quoted(finding, excerpt(sources, finding.location, finding.end), style),
        *_difference(finding, style),
        *_labelled(finding, style),
        *_accepting(finding, style),
    ]


def one_line(finding: Finding, sources: Mapping[str, str], style: Style = PLAIN) -> list[str]:
    """Return a finding as its headline, with the difference as far as it fits."""
    if finding.expected is None or finding.actual is None:
        return [headline(finding, style) + _mark(finding, style)]
    was, now = finding.sides
    differs = f"({was} {_single(finding.expected)}, {now} {_single(finding.actual)})"
    shown = style.paint("faint", clipped(differs, _VALUE_WIDTH))
    return [f"{headline(finding, style)} {shown}{_mark(finding, style)}"]


def _mark(finding: Finding, style: Style) -> str:
    """Return the fingerprint of a change, to be accepted by, with a space before it."""
    return f" {style.paint('faint', finding.fingerprint)}" if finding.fingerprint else ""


def headline(finding: Finding, style: Style = PLAIN) -> str:
    """Return `path:line:column: severity CODE message`, printable.

    `[*]` marks a safe fix, `[breaking]` and its like the class of a change.
    """
    place = style.paint("strong", place_label(finding.location))
    code = style.paint(role_of(finding.severity), f"{finding.severity} {finding.code}")
    mark = f"{style.paint('good', '[*]')} " if is_fixable(finding) else ""
    mark += f"[{finding.change_class}] " if finding.change_class else ""
    return f"{place} {code} {mark}{printable(finding.message)}"


def place_label(location: Location) -> str:
    """Return `path:line:column:` to begin a line with; no path makes it a command of a CI log."""
    return inert(printable(f"{location}:"))


def is_fixable(finding: Finding) -> bool:
    """Return True for a finding that `--fix` of `docreplay check` or `drift` fixes."""
    return finding.code.startswith(("DOC", "DRI")) and bool(
        finding.fix and finding.fix.safety == "safe"
    )


def _fitted(
    findings: Sequence[Finding], sources: Mapping[str, str], style: Style, room: int
) -> list[str]:
    """Return the lines of the findings, shortened from the last one upwards until they fit."""
    blocks = [whole_lines(finding, sources, style) for finding in findings]
    shorter: tuple[_Layout, ...] = (short_lines, one_line)
    used = sum(map(len, blocks))
    for layout in shorter:
        for index in reversed(range(len(findings))):
            if used <= room:
                break
            block = layout(findings[index], sources, style)
            used += len(block) - len(blocks[index])
            blocks[index] = block
    lines = list(chain.from_iterable(blocks))
    return lines if len(lines) <= room else _folded(findings, lines, max(room, 2))


def _folded(findings: Sequence[Finding], lines: list[str], room: int) -> list[str]:
    """Return one line for each finding, and one line that lists those that do not fit."""
    rest = findings[room - 1 :]
    places = ", ".join(f"{item.location.line}:{item.location.column} {item.code}" for item in rest)
    return [*lines[: room - 1], f"  and {len(rest)} more: {printable(places)}"]


def _quoted(finding: Finding, lines: tuple[Line, ...], style: Style) -> Iterator[str]:
    width = _gutter(finding)
    for line in lines:
        number = style.paint("faint", f"  {line.number:>{width}} |")
        yield f"{number} {line.text}".rstrip()
        if line.at >= 0:
            bar = style.paint("faint", f"  {'':>{width}} |")
            carets = style.paint(role_of(finding.severity), line.carets)
            yield f"{bar} {' ' * line.indent}{carets}"


def _facts(finding: Finding, style: Style) -> Iterator[str]:
    yield from _difference(finding, style)
    if finding.pointer:
        yield from _fact(finding, "pointer", finding.pointer, style)
    yield from _accepting(finding, style)
    for related in finding.related:
        label = related.label or "see"
        yield from _fact(finding, label, f"{related.location}: {related.message}", style)
    if finding.fix:
        yield from _fact(finding, "fix", f"{finding.fix.title} ({finding.fix.safety})", style)


def _labelled(finding: Finding, style: Style) -> Iterator[str]:
    """Yield the first related places that explain what a finding is about."""
    labelled = [related for related in finding.related if related.label]
    for related in labelled[:_MOST_RELATED]:
        text = f"line {related.location.line}: {related.message}"
        yield from _fact(finding, related.label, text, style)
    if (rest := len(labelled) - _MOST_RELATED) > 0:
        yield from _fact(finding, "", f"and {rest} more (listed with -v)", style)


def _accepting(finding: Finding, style: Style) -> Iterator[str]:
    """Yield the fingerprint by which a change is accepted."""
    if finding.fingerprint:
        yield from _fact(finding, "accept", finding.fingerprint, style)


def _difference(finding: Finding, style: Style) -> Iterator[str]:
    was, now = finding.sides
    if finding.expected is not None:
        yield from _fact(finding, was, finding.expected, style, role="good")
    if finding.actual is not None:
        yield from _fact(finding, now, finding.actual, style, role="error")
    if example := finding.counter_example:
        yield from _fact(finding, "response", _example(example), style)


def _example(example: ExampleResponse) -> str:
    """Return the part of a response that shows a change, with its place."""
    where = "" if example.pointer is None else f" at {example.pointer or 'the top'}"
    return f"{_single(example.value, _VALUE_WIDTH // 2)}{where} (status {example.status})"


def _fact(
    finding: Finding, label: str, value: str, style: Style, *, role: Role | None = None
) -> Iterator[str]:
    indent = f"  {'':>{_gutter(finding)}} "
    width = _WIDE if label == "changed" else _VALUE_WIDTH
    lines = printable_lines(value) if style.verbosity > 0 else [_single(value, width)]
    mark = style.paint("faint", "=")
    for index, line in enumerate(lines):
        lead = f"{mark} {label:<9}" if not index else f"  {'':<9}"
        yield f"{indent}{lead} {style.paint(role, line) if role else line}".rstrip()


def _single(value: str, width: int = _VALUE_WIDTH) -> str:
    first, *rest = value.split("\n")
    more = f" … ({len(rest) + 1} lines)" if any(rest) else ""
    return clipped(printable(first), width) + more


def _gutter(finding: Finding) -> int:
    return max(3, len(str(finding.location.line + 2)))


def _messages(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield the complete request and response."""
    bar = style.paint("faint", "  |")
    if verdict.messages:
        yield from (f"{bar} {line}".rstrip() for line in printable_lines(verdict.messages))


def _tail(verdict: Verdict, style: Style) -> list[str]:
    codes = dict.fromkeys(finding.code for finding in ordered(verdict.findings))
    facts = {
        "case": f"{verdict.id}  {verdict.title}".strip(),
        "curl": verdict.reproduce,
        "explain": f"docreplay explain {' '.join(codes)}" if codes else "",
    }
    return [
        f"  {style.paint('faint', f'{label:<8}')} {printable(text)}"
        for label, text in facts.items()
        if text
    ]
