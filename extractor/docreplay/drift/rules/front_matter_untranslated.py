"""The title or description of the page is missing or not translated.

## What it means
The front matter of the source has a title and a description; in the translation one of them is
missing, empty, a whole English sentence of the source, or an instruction (`List contactFolders`),
or begins with the English verb of the source.

## Why it matters
Search results and browser tabs show them.

## What it leaves alone
Titles that are names or a few words, and pages whose source version has no front matter, as that of
a bilingual page.

    title: driveItem

where the source has the same title.

## Example
    description: Get the photo of a user.

on a Chinese page.

## Fix
Translate the value.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.left_words import INSTRUCTION, left_verb
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.drift.rules.sentence_untranslated import is_sentence
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import FrontMatterEntry, Span

RULE = Rule(code="DRI345", name="front-matter-untranslated", severity=Severity.WARNING)

_LOWER = re.compile(r"(?<![^ ])[a-z]{3,}(?![^ .,])")

_NONE = FrontMatterEntry("", Span("", 0, 0), "")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Compare the entries for readers.

    The source text within a bilingual page has no front matter of its own: what the page has is
    that of the translation, so nothing can be compared.
    """
    if not pair.source.front_matter or pair.basis in ("spans", "none"):
        return
    if not pair.target.front_matter:
        yield Deviation("front matter is missing or invalid", Span("", 0, 0), 0, "---", "")
        return
    target = {entry.key: entry for entry in pair.target.front_matter}
    for source in pair.source.front_matter:
        expected = source.content.strip()
        if source.key not in ("title", "description") or not expected:
            continue
        entry = target.get(source.key, _NONE)
        value, actual = entry.value, entry.content.strip()
        if not actual:
            message = f"page has no {source.key}"
            yield Deviation(message, value, source.value.start, expected, "")
        elif verb := left_verb(expected, actual):
            message = f"`{verb}` of the {source.key} is not translated"
            yield Deviation(message, value, source.value.start, "a translation", actual)
        elif actual == expected and _is_prose(expected) and pair.is_translated:
            message = f"{source.key} is not translated"
            yield Deviation(message, value, source.value.start, "a translation", expected)


def _is_prose(text: str) -> bool:
    """Return True if a text is a sentence, even one without stop words, or an instruction."""
    is_like_one = text[-1] == "." and len(_LOWER.findall(text)) > 2
    return is_like_one or is_sentence(text) or INSTRUCTION.fullmatch(text) is not None


CHECK = DriftCheck(RULE, find)
