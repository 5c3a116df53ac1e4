"""A sentence is not translated.

## What it means
A whole sentence of the translation equals the source, also within a translated paragraph, or a
title that is an instruction (`List contactFolders`) or a common heading of an API reference
(`Request body`; in other scripts also `Permissions`), or a cell or list item that is only a link to
a method (`[Update](update.md)`), or, in a translated sentence, the text of a link to another page
of the site that has a word in lower case beside others (`[query parameters](/parameters)`).
Headers of tables, and words such as `None` in cells, also behind a token (`application/json.
Required.`), are reported if the page translates them elsewhere, and in other scripts common headers
and the kind of a permission beside a translated one. Other titles, names, lists of names and code
are ignored, and so are reference definitions (`[name]: /path`), includes and the labels of tabs.

## Why it matters
Readers who need the translation cannot read it.

## What it leaves alone
Other headings, names, lists of names, code, includes, definitions of links, tab labels, links to
the page of that name or to other sites, links whose text is translated in brackets behind them,
headers that may be words of the language, and pages of which more than half is not translated.

    Microsoft Graph and Azure Active Directory

## Example
    Use of these APIs in production applications is not supported.

## Fix
Translate the sentence.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.left_words import (
    INSTRUCTION,
    NOT_LATIN,
    is_label,
    left_cells,
    left_links,
)
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.drift.sentences import split_sentences
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI341", name="sentence-untranslated", severity=Severity.WARNING)

_MARKED = re.compile(
    r"`[^`]*`|\]\((?:[^)\]]|\](?!\())*+\)|\[[^\[\]]*\]\[[^\[\]]*\]|<[^<>]*>|\*\*[^*]*\*\*|\"[^\"]*\"|https?://\S+"
)
_LATIN = re.compile(r"(?<![a-z])(?:[a-z]{2,}+ ){3}")
_EXPECTED = "a translation"
_MESSAGE = "text is not translated"
_LOWER = re.compile(r"(?<![^\s(\[*_])[a-z]{2,}(?![^\s.,;:!?)\]*_])")
_STOP_WORDS = re.compile(
    r"the|of|and|to|is|are|that|this|for|with|from|by|be|can|not|it|if|an|as|on|in|which"
)
_HEADING = re.compile(
    r"(?:Members?|Methods?|Properties|Relationships?|Remarks|Prerequisites|See also|Next steps"
    r"|Related (?:content|topics)|HTTP [Rr]equest|JSON [Rr]epresentation|Request (?:body|headers?)"
    r"|(?:Optional )?[Qq]uery parameters|(?:Function|Path) parameters|Responses?|Requests?"
    r"|Examples?|Return [Vv]alues?)"
)
"""Headings of API references that are written so in English only."""
_HEADING_OF_LATIN = re.compile(
    r"(?:Permissions?|Exceptions?|Errors?|Error codes?|Authori[sz]ation|Authentication|Overview"
    r"|Introduction|Parameters?|Headers?|Limitations?|Resources?|Values?|Notes?|Descriptions?)"
)
"""Headings that languages in Latin script may have, too."""

_NO_PROSE = re.compile(
    r"(?>[ >\t]*+(?:\[(?:[^\]\\\n]|\\.)+\]:\s*\S[^\n]*|[-*+]?[ \t]*\[!INCLUDE[^\n]*"
    r"|#*[ \t]*\[[^\]\n]*\]\(#tab/[^\n]*|===[!+]?[ \t]*\"[^\n]*\"[ \t]*)(?:\n|\Z))++",
    re.IGNORECASE,
)
"""Lines without a sentence: definitions of links, includes, and labels of tabs."""


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield sentences that are equal on both sides; pages that are not translated are skipped."""
    if not pair.is_translated:
        return
    differs = any(unit.source.text != unit.target.text for unit in pair.units)
    for unit in units if differs else ():
        for part in _sentences(pair, unit):
            origin = unit.source.start + max(0, unit.source.text.find(part.text))
            yield Deviation(_MESSAGE, part, origin, _EXPECTED, part.text)
    for cell in left_cells(pair):
        yield Deviation(_MESSAGE, cell.target, cell.source.start, _EXPECTED, cell.target.text)


def _may_report(unit: Unit) -> bool:
    """Return True if a text or a part of it may be as in the source, and is one to translate."""
    text = unit.target.text
    if unit.source.text != text:
        has_words = unit.kind != "title" and ("](" in text or _LATIN.search(text) is not None)
        return has_words and (_LATIN.search(text) is not None or any(left_links(unit)))
    if unit.kind == "title":
        headings = (INSTRUCTION, _HEADING, _HEADING_OF_LATIN)
        return any(heading.fullmatch(text) for heading in headings)
    return is_sentence(text) or is_label(unit)


def _sentences(pair: PagePair, unit: Unit) -> Iterator[Span]:
    """Yield the whole unit, or those of its bilingual segments that equal the source."""
    text, is_equal = unit.target.text, unit.source.text == unit.target.text
    if not (is_equal or "](" in text or _LATIN.search(text)) or _NO_PROSE.fullmatch(text):
        return
    if unit.kind == "title":
        if is_equal and _is_heading(pair, text):
            yield unit.target
        return
    if is_equal and (is_sentence(text) or is_label(unit)):
        yield unit.target
    elif not is_equal:
        yield from _parts(pair, unit)


def _is_heading(pair: PagePair, text: str) -> bool:
    """Return True for an instruction, or a heading that is written so in English only."""
    if INSTRUCTION.fullmatch(text) or _HEADING.fullmatch(text):
        return True
    if not _HEADING_OF_LATIN.fullmatch(text):
        return False
    titles = (heading.title.text for heading in pair.target.headings)
    return any(map(NOT_LATIN.search, titles))


def _parts(pair: PagePair, unit: Unit) -> Iterator[Span]:
    """Yield the sentences of a text that equal the source, and texts of links in the others."""
    found: list[Span] = []
    if _LATIN.search(unit.target.text):
        source = words(unit.source.text)
        own = pair.target.sentences(unit.target) if pair.target.segments else ()
        sentences = tuple(own) or split_sentences(unit.target)
        found += (
            part for part in sentences if is_sentence(part.text) and words(part.text) in source
        )
    yield from found
    for text in left_links(unit) if "](" in unit.target.text else ():
        if not any(part.start <= text.start < part.end for part in found):
            yield text


def is_sentence(text: str) -> bool:
    """Return True if a text has four words in lower case, including a stop word.

    Names that are joined by `and` are not a sentence.
    """
    words = _LOWER.findall(_MARKED.sub(" ", text))
    return len(words) >= 4 and len({*words}) > 2 and any(map(_STOP_WORDS.fullmatch, words))


CHECK = UnitCheck(RULE, find, _may_report, has_equal=True)
