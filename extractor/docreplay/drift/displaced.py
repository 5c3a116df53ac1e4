"""Find text of a translation that its indentation makes code."""

import re
from dataclasses import replace

from docreplay.drift.normalize import code
from docreplay.model.markup.markup import Fence, Markup, Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPT = re.compile(r"[^\x00-\x7f]{4,}")


def prose_as_code(source: Markup, target: Markup) -> tuple[Fence, ...]:
    """Return the indented blocks (CommonMark §4.4) that the source does not have as code.

    Only where the translation has more of them, and only blocks of words: of four characters in a
    row that are not ASCII, or of four words, of which the source's code has at most half.
    """
    if len(target.indented) <= len(source.indented):
        return ()
    known = "\n".join(code(block.body.text) for block in (*source.fences, *source.indented))
    words = set(_WORD.findall(known))
    return tuple(block for block in target.indented if _is_prose(block.body.text, known, words))


def with_prose(target: Markup, displaced: tuple[Fence, ...]) -> Markup:
    """Return a page whose displaced blocks are paragraphs."""
    if not displaced:
        return target
    found = [_paragraph(target, block) for block in displaced]
    return replace(
        target,
        indented=tuple(block for block in target.indented if block not in displaced),
        paragraphs=tuple(sorted((*target.paragraphs, *found), key=lambda part: part.start)),
    )


def _paragraph(target: Markup, block: Fence) -> Span:
    text = target.text[block.start : block.end]
    start = block.start + len(text) - len(text.lstrip())
    end = block.start + len(text.rstrip())
    return Span(target.text[start:end], start, end)


def _is_prose(text: str, known: str, known_words: set[str]) -> bool:
    if code(text) in known or all(line.strip() in known for line in text.splitlines()):
        return False
    if any(run not in known for run in _SCRIPT.findall(text)):
        return True
    words = _WORD.findall(text)
    return len(words) >= 4 and sum(word not in known_words for word in words) * 2 > len(words)
