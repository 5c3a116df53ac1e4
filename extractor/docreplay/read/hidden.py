"""Report annotations that are not read because of the Markdown around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from docreplay.model.finding import Finding, Severity
from docreplay.model.source_map import SourceMap
from docreplay.read.annotations import is_annotation
from docreplay.read.rules.annotation_hidden import RULE as HIDDEN
from docreplay.read.tokens import Token

_WORD = re.compile(r"ck[Tt]ype")
"""Part of the word `blockType` in its likely spellings; ignoring case takes ten times as long."""
_BLOCK_TYPE = re.compile(r"""blockType(?:"|'|&#?\w+;)?\s*:""", re.IGNORECASE)


def hidden_annotations(source: SourceMap, tokens: Sequence[Token]) -> Iterator[Finding]:
    """Yield a finding for each `blockType` that is neither in a fence nor in an annotation."""
    if len(_WORD.findall(source.text)) <= sum(map(_is_read, tokens)):
        return
    starts = [token.start for token in tokens]
    for match in _BLOCK_TYPE.finditer(source.text):
        index = bisect_right(starts, match.start()) - 1
        token = tokens[index] if index >= 0 and match.start() < tokens[index].end else None
        if token is None:
            message = "text looks like an annotation, but is in code, plain text or HTML"
            yield HIDDEN.at(source.range(*match.span()), message)
        elif token.kind == "comment" and not is_annotation(token.text):
            message = "annotation is inside a comment that starts with other text"
            at = source.range(*match.span())
            yield HIDDEN.at(at, message, severity=Severity.NOTE)


def _is_read(token: Token) -> bool:
    return (
        token.kind == "comment"
        and is_annotation(token.text)
        and _WORD.search(token.text) is not None
    )
