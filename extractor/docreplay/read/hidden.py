"""A net below the reader: annotations that Markdown hides from it are at least named."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from docreplay.model.finding import Finding, Severity
from docreplay.model.source_map import SourceMap
from docreplay.read.annotations import is_annotation
from docreplay.read.rules.annotation_hidden import RULE as HIDDEN
from docreplay.read.tokens import Token

_WORD = re.compile(r"ck[Tt]ype")
"""What the word has however it is written, short of capitals; to ignore case takes ten times as
long."""
_BLOCK_TYPE = re.compile(r"""blockType(?:"|'|&#?\w+;)?\s*:""", re.IGNORECASE)


def hidden_annotations(source: SourceMap, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A finding for each `blockType` that is neither in a fence nor in an annotation."""
    if len(_WORD.findall(source.text)) <= sum(map(_holds, tokens)):
        return
    starts = [token.start for token in tokens]
    for match in _BLOCK_TYPE.finditer(source.text):
        index = bisect_right(starts, match.start()) - 1
        token = tokens[index] if index >= 0 and match.start() < tokens[index].end else None
        if token is None:
            message = "this looks like an annotation, but stands in code, text or HTML"
            yield HIDDEN.at(source.range(*match.span()), message)
        elif token.kind == "comment" and not is_annotation(token.text):
            message = "this annotation stands inside of a comment that starts with something else"
            at = source.range(*match.span())
            yield HIDDEN.at(at, message, severity=Severity.NOTE)


def _holds(token: Token) -> bool:
    return (
        token.kind == "comment"
        and is_annotation(token.text)
        and _WORD.search(token.text) is not None
    )
