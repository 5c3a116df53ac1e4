"""A part of a sentence is not translated.

## What it means
The text in a different script contains six or more English words in a row, including a stop word.
Names, code, quotations, links and bold text are ignored. Languages in Latin script are not checked.

## Why it matters
Readers who need the translation understand only half of it.

## Example
    如果请求成功，this method returns the photo of the user.

## Fix
Translate the rest.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI343", name="sentence-half-translated", severity=Severity.WARNING)

_FOREIGN = re.compile(
    "[\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_MASKED = re.compile(
    r"`[^`]*`|!?\[[^\]]*\](?:\([^)]*\))?|<[^>]*>|\*\*[^*]*\*\*|https?://\S+"
    r"|\"[^\"]*\"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|（[^）]*）|\([^)]*\)"
)
_RUN = re.compile(r"[A-Za-z][A-Za-z'’]{0,40}(?:,? [A-Za-z][A-Za-z'’-]{0,40}){5,}")
_WORDS = "the of and to is are that this for with from be can not it if an as in which"
_STOP_WORD = re.compile(rf"(?:^| )(?:{_WORDS.replace(' ', '|')})(?= )")
_STOP_WORDS = tuple(f"{word} " for word in _WORDS.split())
_LOWER = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield runs of English words in texts that are not English."""
    plain = pair.target.plain
    if plain.isascii() or not any(word in plain for word in _STOP_WORDS):
        return
    for unit in pair.units:
        text = unit.target.text
        if unit.kind == "title" or text == unit.source.text or not _FOREIGN.search(text):
            continue
        for match in _RUN.finditer(_MASKED.sub(lambda found: "\0" * len(found[0]), text)):
            run = match[0]
            if run in unit.source.text and _STOP_WORD.search(run) and len(_LOWER.findall(run)) >= 4:
                start = unit.target.start + match.start()
                place = Span(run, start, start + len(run))
                message = "part of the sentence is not translated"
                origin = unit.source.start + unit.source.text.index(run)
                yield Deviation(message, place, origin, "a translation", run)


CHECK = DriftCheck(RULE, find)
