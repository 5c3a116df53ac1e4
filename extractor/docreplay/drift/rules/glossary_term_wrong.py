"""A term of the glossary is not translated as the glossary says.

## What it means
The source has a term of the file that `glossary` of the configuration names, and the translation of
that passage has neither the translation that the file gives for this locale nor, if the term must
be kept, the term. Case, plural endings and other endings of words do not count, and the translation
may be a part of a longer word, as `Mandant` in `Mandantenverwaltung`.

## Why it matters
Readers take two words for two things, and do not find the term in the product.

## What it leaves alone
Code, the targets and texts of links, placeholders, URLs, and parts of identifiers and paths.

    Legen Sie `tenant` fest, siehe [tenant](tenant.md).

where the source says `` Set `tenant`, see [tenant](tenant.md) `` and the glossary has `Mandant`.
Terms without a translation for the locale of the page are ignored as well.

## Example
    Der Tenant wurde gelöscht.

where the source says `The tenant was deleted` and the glossary has `tenant` → `Mandant`.

## Fix
Use the translation of the glossary. `docreplay drift --fix` restores a term that must be kept
where the whole passage is the term; `--fix=unsafe` also replaces a term that was left in the source
language.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.glossary import Term, Terms, blanked, fold, has_translation
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI347", name="glossary-term-wrong", severity=Severity.WARNING)

_CODE = (
    r"(?<![`\\])(`++)[^\n]{1,1000}?(?<!`)\1(?!`)|<[^<>\n]+>|[{]{1,2}[^{}\n]*[}]{1,2}"
    r"|https?://[^\s)]+"
)
_NO_PROSE = re.compile(rf"{_CODE}|!?\[[^\[\]\n]{{0,300}}\](?:\([^()\n]*\)|\[[^\]\n]*\])")
_TARGETS = re.compile(rf"{_CODE}|\]\([^()\n]*\)|\]\[[^\]\n]*\]")
_MOST_TERMS = 100
"""Maximum number of different terms of a passage that are looked for."""
_MARKS = "*_ \t"


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield each term that the translation of its passage does not have, once for each passage."""
    if not pair.terms:
        return
    for unit in pair.units:
        if unit.target.text.strip():
            yield from _wrong(pair.terms, unit)


def _wrong(terms: Terms, unit: Unit) -> Iterator[Deviation]:
    target, seen = fold(blanked(unit.target, _TARGETS)), set[Term]()
    for term, start, end in terms.found(blanked(unit.source, _NO_PROSE)):
        if term in seen or len(seen) == _MOST_TERMS:
            continue
        seen.add(term)
        if not has_translation(target, term):
            yield _deviation(terms, unit, term, Span(unit.source.text[start:end], start, end))


def _deviation(terms: Terms, unit: Unit, term: Term, found: Span) -> Deviation:
    """Return the deviation, with a fix where the place of the wrong word is known."""
    source, target = unit.source, unit.target
    message = f"term `{term.text}` is not translated as `{term.translation}`"
    if term.is_kept:
        message = f"term `{term.text}` must be kept"
    offset = source.start + found.start
    if term.is_kept and source.text.strip(_MARKS) == found.text:
        place = Span(target.text, target.start, target.end)
        return Deviation(message, place, offset, source.text, target.text, source.text)
    if left := _left(terms, target, term):
        text = term.translation
        return Deviation(message, left, offset, text, left.text, text, safety="unsafe")
    start = Span("", target.start, target.start)
    return Deviation(message, start, offset, term.translation, target.text[:80])


def _left(terms: Terms, target: Span, term: Term) -> Span | None:
    """Return where a term was left in the source language; None if it was not."""
    if term.is_kept:
        return None
    for found, start, end in terms.found(blanked(target, _NO_PROSE)):
        if found == term:
            return Span(target.text[start:end], target.start + start, target.start + end)
    return None


CHECK = DriftCheck(RULE, find)
