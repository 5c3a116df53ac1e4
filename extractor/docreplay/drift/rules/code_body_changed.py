"""The code of a code block differs from the source.

## What it means
Lines of the block differ from those of the source.

## Why it matters
Code is the same in every language: readers copy it, and the page is tested with it.

## What it leaves alone
Tabs, blanks at the ends of lines, blank lines at the edges, and comments and docstrings of the
block's language, wherever they are on a line; without a known language, lines of several words
behind a sign such as `#` or `//`. What people read is a note without a fix: a string of several
words in a programming language, text in HTML, labels of a list in an outline that is marked as YAML
and is not, and all in a diagram (`mermaid`) or in plain text (`text`), unless the block has an
annotation or, with `infer-unannotated`, is an HTTP message of an exchange.

    client.get("messages/1")  # über die Kennung

Names that the writer of an example chose are a note, and the fix is unsafe: the text of strings in
a programming language, functions and parameters that the block defines, and placeholders of several
words (`<your-endpoint>`). They are a warning if the translation keeps them elsewhere on the page,
and if they are headers. A value of YAML below its key is the same as one beside it.

## Example
    GET https://graph.microsoft.com/v1.0/我/照片

## Fix
Restore the lines of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from docreplay.drift.align import PagePair
from docreplay.drift.comments import defined_names, without_choices, without_comments, without_words
from docreplay.drift.normalize import code, strip_invisible
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.drift.runs import runs
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Fence, Markup, Span

RULE = Rule(code="DRI310", name="code-body-changed")

_DIAGRAMS = frozenset({"mermaid", "plantuml", "puml", "dot", "graphviz", "ditaa"})
_FOR_PEOPLE = _DIAGRAMS | {"text", "txt", "plain", "plaintext", "output"}

_OUTLINE = re.compile(r"^[^\s:#'\"-][^:\n]*\n- ", re.MULTILINE)
"""A list below a line without a colon, which is not YAML (§8.2.3)."""
_LABEL = re.compile(r"^([ \t]*- )[^\W\d_][^:=\n]*:", re.MULTILINE)
_WORD = re.compile(r"[^\W\d](?:[\w.-]*\w)?")
_HEADER = re.compile(r"[A-Z][a-z]+(?:-[A-Z][A-Za-z]+)+|Accept|Authorization|Cookie|Host|Prefer")
_FOLD = re.compile(r"(?<=\w):[ \t]*\n[ \t]+(?![-?] |[\w.-]+:(?:\s|$))")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield the runs of lines that differ."""
    for source, target in pair.fences.pairs:
        same = source.body.text == target.body.text
        if not same and code(source.body.text) != code(target.body.text):
            yield from _runs(pair, source, target)


def _runs(pair: PagePair, source: Fence, target: Fence) -> Iterator[Deviation]:
    sources, targets = _lines(source.body), _lines(target.body)
    keys = _keys(source, without_comments), _keys(target, without_comments)
    bare = _keys(source, without_words), _keys(target, without_words)
    free = _free_keys(source, pair.source), _free_keys(target, pair.target)
    is_renamed = not _is_tested(pair, source) and _is_consistent(source, target)
    for is_equal, low, high, start, end in runs(*keys):
        if is_equal or not any((*keys[0][low:high], *keys[1][start:end])):
            continue
        expected, place = _joined(sources, low, high), _joined(targets, start, end)
        has_comment = _has_comment(keys[1][start:end], targets[start:end])
        if _is_folded(source, expected.text, place.text):
            continue
        if low == high:
            place = Span(f"{place.text}\n", place.start, place.end + 1)
        lines = slice(low, high), slice(start, end)
        is_prose = (
            _language(source) in _FOR_PEOPLE
            or _same(bare, *lines)
            or _is_labelled(source, expected.text, place.text)
        )
        yield _deviation(
            (source, target),
            expected,
            place,
            has_comment=has_comment,
            is_for_people=is_prose and not _is_tested(pair, source),
            chosen=_weight(pair, source, expected.text, place.text)
            if is_renamed and _same(free, *lines)
            else None,
        )


def _deviation(
    fences: tuple[Fence, Fence],
    expected: Span,
    place: Span,
    *,
    has_comment: bool,
    is_for_people: bool,
    chosen: Severity | None,
) -> Deviation:
    source, target = fences
    can_fix = source.is_exact and target.is_exact and not is_for_people
    is_unsafe = (
        has_comment or chosen is not None or _lines_in(place.text) > _lines_in(expected.text)
    )
    return Deviation(
        "code differs from the source",
        place,
        expected.start,
        expected.text,
        place.text,
        _replacement(expected, place, target) if can_fix else None,
        "unsafe" if is_unsafe else "safe",
        Severity.NOTE if is_for_people else chosen,
    )


def _weight(pair: PagePair, source: Fence, expected: str, actual: str) -> Severity:
    """Return a warning if one of the words that were replaced is kept elsewhere, or is a header."""
    before = without_words(source.info, expected)
    lost = set(_WORD.findall(before)).difference(_WORD.findall(actual))
    is_kept = not lost.isdisjoint(_WORD.findall(pair.target.text))
    return Severity.WARNING if is_kept or any(map(_HEADER.fullmatch, lost)) else Severity.NOTE


def _same(keys: tuple[list[str], list[str]], source_run: slice, target_run: slice) -> bool:
    """Return True if the lines of a run are the same in their reduced form; blank ones are none."""
    source, target = keys[0][source_run], keys[1][target_run]
    return list(filter(str.strip, source)) == list(filter(str.strip, target))


def _is_folded(source: Fence, expected: str, actual: str) -> bool:
    """Return True if a value of YAML is on the line below its key on one side only (YAML §6.5)."""
    is_yaml = _language(source) in ("yaml", "yml")
    return (
        is_yaml
        and bool(_FOLD.search(expected) or _FOLD.search(actual))
        and (_FOLD.sub(": ", expected) == _FOLD.sub(": ", actual))
    )


def _is_labelled(source: Fence, expected: str, actual: str) -> bool:
    """Return True if only labels of a list differ that is called YAML and is an outline."""
    is_yaml = _language(source) in ("yaml", "yml")
    same = _LABEL.sub(r"\1:", expected) == _LABEL.sub(r"\1:", actual)
    return is_yaml and same and _OUTLINE.search(source.body.text) is not None


def _is_tested(pair: PagePair, source: Fence) -> bool:
    """Return True for a block with an annotation, and for a message that needs none."""
    return source.annotation is not None or pair.is_message(source)


def _language(fence: Fence) -> str:
    words = fence.info.split()
    return words[0].lower() if words else ""


def _has_comment(keys: list[str], lines: list[Span]) -> bool:
    """Return True if a line has a comment, which a fix would replace by that of the source."""
    return any(key != _normalized(line.text) for key, line in zip(keys, lines, strict=True))


def _lines_in(text: str) -> int:
    """Return the number of lines that are not blank: a fix that lowers it removes content."""
    return sum(not line.isspace() and line != "" for line in text.split("\n"))


def _replacement(expected: Span, place: Span, target: Fence) -> str:
    """Return the source's lines, with a line break if the translation has no such lines."""
    if place.text:
        return expected.text
    is_within = place.start < target.body.end - 1 or not target.body.text
    return expected.text + "\n" if is_within else "\n" + expected.text


def _keys(fence: Fence, reduced: Callable[[str, str], str]) -> list[str]:
    """Return the lines of code as they are compared, reduced to what must be the same."""
    code_alone = reduced(fence.info, fence.body.text)
    return [_normalized(line) for line in code_alone.removesuffix("\n").split("\n")]


def _free_keys(fence: Fence, page: Markup) -> list[str]:
    """Return the lines of code without what the author of an example is free to name."""
    around = "\n".join(other.body.text for other in page.fences)
    return _keys(fence, partial(without_choices, around=around))


def _is_consistent(source: Fence, target: Fence) -> bool:
    """Return True unless the translation uses a name that it defines under a different one."""
    renamed = defined_names(source.body.text) - defined_names(target.body.text)
    return renamed.isdisjoint(re.findall(r"[^\W\d]\w*", target.body.text))


def _normalized(line: str) -> str:
    return strip_invisible(line).replace("\t", "    ").rstrip()


def _lines(body: Span) -> list[Span]:
    found, at = [], body.start
    for line in body.text.removesuffix("\n").split("\n"):
        found.append(Span(line, at, at + len(line)))
        at += len(line) + 1
    return found


def _joined(lines: list[Span], start: int, end: int) -> Span:
    """Return the lines as one span; without lines, an empty span at their position."""
    if start < end:
        text = "\n".join(line.text for line in lines[start:end])
        return Span(text, lines[start].start, lines[end - 1].end)
    at = lines[start].start if start < len(lines) else lines[-1].end
    return Span("", at, at)


CHECK = DriftCheck(RULE, find)
