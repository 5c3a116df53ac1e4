"""Report annotations that are not read because of the Markdown around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from docreplay.model.finding import Finding, Severity
from docreplay.model.markup.source_map import SourceMap
from docreplay.read.annotations import is_annotation
from docreplay.read.markup.tokens import Token
from docreplay.read.rules.annotation_hidden import RULE as HIDDEN

_WORDS = ("ckType", "cktype")
"""Part of the word `blockType` in its likely spellings; ignoring case takes ten times as long."""
_WIDE = "ｙｐｅ"
"""The same as an input method for East Asian scripts writes it."""
_BLOCK_TYPE = re.compile(
    r"(?:blockType|ｂｌｏｃｋＴｙｐｅ)(?:&[#\w]+;|[^\w\n`\\]){0,8}?[:：]"
    r"|blockType[ \t]*=[ \t]*[\"']",
    re.IGNORECASE,
)
"""The key and what follows it: quotation marks, or what replaced them, white space and a colon.

Or the attribute of an element, which is not an annotation either.
"""


def hidden_annotations(source: SourceMap, tokens: Sequence[Token]) -> Iterator[Finding]:
    """Yield a finding for each `blockType` that is neither in a fence nor in an annotation."""
    text = source.text
    if sum(map(text.count, _WORDS)) <= sum(map(_is_read, tokens)) and _WIDE not in text:
        return
    starts = [token.start for token in tokens]
    seen: set[int] = set()
    for match in _BLOCK_TYPE.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        token = tokens[index] if index >= 0 and match.start() < tokens[index].end else None
        if token is None:
            message = "text looks like an annotation, but is in code, plain text or HTML"
            yield HIDDEN.at(source.range(*match.span()), message)
        elif token.kind == "comment" and not is_annotation(token.text):
            message = "annotation is inside a comment that starts with other text"
            at = source.range(*match.span())
            yield HIDDEN.at(at, message, severity=Severity.NOTE)
        elif token.kind == "comment":
            if index in seen:
                message = "annotation is inside another annotation whose comment is not closed"
                yield HIDDEN.at(source.range(*match.span()), message)
            seen.add(index)


def _is_read(token: Token) -> bool:
    return (
        token.kind == "comment"
        and is_annotation(token.text)
        and any(word in token.text for word in _WORDS)
    )
