"""A placeholder in braces was translated or otherwise changed.

## What it means
The source has a placeholder `{name}` that the translation does not have. Words in braces in prose,
which explain a form such as `{verb}.{noun}`, may be translated: they are a note without a fix,
unless they are in code that has more than such words, in a URL, behind `Bearer`, alone in a cell,
or in the code of the page.

## Why it matters
A placeholder has the same name throughout the documentation; neither readers nor tests can know
which value replaces a different one.

## What it leaves alone
JSON in braces, and placeholders that only the translation has.

    Senden Sie {"id": 1}.

## Example
    Bearer {Token}。必需。

where the source says `Bearer {token}. Required.`

## Fix
Restore the placeholder of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import MissingToken, loses, missing_tokens
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI323", name="placeholder-changed")

_PLACEHOLDER = re.compile(r"\{[A-Za-z][A-Za-z0-9_.-]*\}")
_BRACED = re.compile(r"[{｛][^{}｛｝|\"\n]{1,40}[}｝]")
_URL = re.compile(r"[/?=&]|%7[BbDd]")
_SCHEME = re.compile(r"\b(?:Bearer|Basic|Token)[ \u00a0]*$", re.IGNORECASE)
_FORM = re.compile(r"\{[A-Za-z]+\}(?:[ ._-]?\{[A-Za-z]+\})+")
"""Words in braces that explain a form, and are not of a URL."""
_CODE = re.compile(r"`[^`\n]+`")
_TOKEN = re.compile(r"[^\s|]+")


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a placeholder."""
    return "{" in unit.source.text and loses(unit, _PLACEHOLDER)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield placeholders that the translation does not have; JSON in sentences is ignored."""
    for item in missing_tokens(pair, units, _PLACEHOLDER, candidates=_BRACED):
        name = item.source.text
        message = f"placeholder `{name}` {item.change}"
        found = Deviation(
            message, item.place, item.source.start, name, item.actual, item.replacement
        )
        is_literal = _is_literal(item) or _is_in_code(pair, name)
        yield found if is_literal else found._replace(replacement=None, severity=Severity.NOTE)


def _is_literal(item: MissingToken) -> bool:
    """Return True if a placeholder is in code, a URL or an authorization, or alone in its text."""
    text, at = item.unit.source.text, item.source.start - item.unit.source.start
    behind = at + len(item.source.text)
    before = text[:at]
    if before.count("`") % 2:
        return not _FORM.fullmatch(before.rpartition("`")[2] + text[at:].partition("`")[0])
    if words(text).strip("*` ") == item.source.text:
        return True
    around = before.split(" ")[-1] + text[behind:].split(" ")[0]
    return bool(_URL.search(around) or _SCHEME.search(before))


def _is_in_code(pair: PagePair, name: str) -> bool:
    """Return True if the source has the placeholder in a code block, a code span or a URL."""
    if any(name in fence.body.text for fence in pair.source.fences):
        return True
    text = pair.source.plain
    spans = (span.strip("`") for span in _CODE.findall(text))
    if any(name in span and not _FORM.fullmatch(span) for span in spans):
        return True
    return any("/" in token and name in token for token in _TOKEN.findall(text))


CHECK = UnitCheck(RULE, find, _may_report)
