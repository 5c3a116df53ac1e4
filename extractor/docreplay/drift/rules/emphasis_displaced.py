"""Bold text takes in words beside the name that is bold in the source.

## What it means
A name is bold in the source, and nothing else. In the translation, the bold text has more words:
the asterisks are no longer around the name.

## Why it matters
The name cannot be distinguished from the words around it.

## What it leaves alone
Punctuation and links inside of the asterisks, compounds such as `**photo-Objekt**`, bold names
without a capital inside, which may be words, and a name that is bold elsewhere in the same text.

    **profilePhoto。**

## Example
    Get the **profilePhoto** object.        获取 **profilePhoto 对象的属性**。

## Fix
Put the asterisks around the name. `docreplay drift --fix --unsafe-fixes` does so.
"""

import re
from collections import Counter
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI356", name="emphasis-displaced", severity=Severity.WARNING)

_BOLD = re.compile(r"(?<![*\\])\*\*(?=[^\s*])([^*\n]+)(?<=[^\s\\])\*\*(?!\*)")
_NAME = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_LINK = re.compile(r"\]\([^)]*\)")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield bold texts of more words than the bold name of the source that they contain."""
    if "**" not in pair.target.plain:
        return
    for unit in pair.units:
        names = Counter(name for name in _BOLD.findall(unit.source.text) if _NAME.fullmatch(name))
        if not names:
            continue
        names -= Counter(_BOLD.findall(unit.target.text))
        for bold in _BOLD.finditer(unit.target.text):
            name = next((name for name in names if _has_words_beside(bold[1], name)), None)
            if name:
                names[name] -= 1
                names += Counter()
                start = unit.target.start + bold.start()
                place = Span(bold[0], start, start + len(bold[0]))
                source = unit.source.start + unit.source.text.index(f"**{name}**")
                before, _, after = bold[1].partition(name)
                moved = f"{before}**{name}**{after}"
                message = f"bold text has words beside the name `{name}`"
                yield Deviation(
                    message, place, source, f"**{name}**", bold[0], moved, safety="unsafe"
                )


def _has_words_beside(bold: str, name: str) -> bool:
    """Return True if a bold text has a name and, apart from it, words or a blank between words."""
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", bold, re.ASCII)
    if not found:
        return False
    beside = _LINK.sub("", bold[: found.start()] + " " + bold[found.end() :])
    return any(sign.isalnum() for sign in beside)


CHECK = DriftCheck(RULE, find)
