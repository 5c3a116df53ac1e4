"""A name contains letters of a different script.

## What it means
A word of the translation looks like a name of the source, but has Cyrillic, Greek or full-width
letters instead of Latin ones.

## Why it matters
The difference is invisible, and the service does not know the name.

## What it leaves alone
Words of the language itself, which equal no name of the source.

    Имя пользователя

## Example
    dіsplayName

with a Ukrainian `і`.

## Fix
Restore the name of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import latin
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI326", name="mixed-script-name")

_FOREIGN = re.compile("[\u0370-\u04ff\u0500-\u052f\uff21-\uff3a\uff41-\uff5a]")
_LETTER = "[A-Za-z0-9_.@$\u0370-\u052f\uff10-\uff19\uff21-\uff3a\uff3f\uff41-\uff5a]"
_WORD = re.compile(f"(?<!{_LETTER}){_LETTER}{{3,}}(?<![.])")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield words that equal a word of the source if their letters are replaced by Latin ones."""
    text = pair.target.plain
    if text.isascii() or not _FOREIGN.search(text):
        return
    known: dict[str, int] = {}
    for match in _WORD.finditer(pair.source.plain):
        known.setdefault(match[0], match.start())
    for match in _WORD.finditer(text):
        name = latin(match[0])
        if name != match[0] and name in known and name.isascii():
            message = f"name looks like `{name}`, but contains letters of a different script"
            place = Span(match[0], *match.span())
            yield Deviation(message, place, known[name], name, match[0], name)


CHECK = DriftCheck(RULE, find)
