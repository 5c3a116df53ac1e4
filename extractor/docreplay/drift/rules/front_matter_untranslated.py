"""Heading or description of the page are missing, or not translated.

## What it means
The front matter of the source has a title and a description, and the translation's are empty, not
there, or a whole English sentence of the source.

## Why it matters
Search results and browser tabs show them.

## Example
    description: Get the photo of a user.

on a Chinese page.

## Fix
Translate it.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.rules.sentence_untranslated import is_sentence, is_translated
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import FrontMatterEntry, Span

RULE = Rule(code="DRI345", name="front-matter-untranslated", severity=Severity.WARNING)

_LOWER = re.compile(r"(?<![^ ])[a-z]{3,}(?![^ .,])")

_NONE = FrontMatterEntry("", Span("", 0, 0), "")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Compare the entries for readers.

    The source text within a bilingual page has no front matter of its own: what the page has is
    that of the translation, so nothing can be compared.
    """
    if not pair.source.front_matter or pair.origin in ("spans", "none"):
        return
    if not pair.target.front_matter:
        yield Deviation("the front matter is missing or unreadable", Span("", 0, 0), 0, "---", "")
        return
    theirs = {entry.key: entry for entry in pair.target.front_matter}
    for mine in pair.source.front_matter:
        said = mine.content.strip()
        if mine.key not in ("title", "description") or not said:
            continue
        entry = theirs.get(mine.key, _NONE)
        value, told = entry.value, entry.content.strip()
        if not told:
            message = f"the page has no {mine.key}"
            yield Deviation(message, value, mine.value.start, said, "")
        elif told == said and _is_prose(said) and is_translated(pair):
            message = f"the {mine.key} is not translated"
            yield Deviation(message, value, mine.value.start, "a translation", said)


def _is_prose(text: str) -> bool:
    """A sentence, be it one without any of the words that nearly all have."""
    return is_sentence(text) or (text[-1] == "." and len(_LOWER.findall(text)) > 2)


CHECK = Check(RULE, find)
