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
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import loses, missing_tokens
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI323", name="placeholder-changed")

_PLACEHOLDER = re.compile(r"\{[A-Za-z][A-Za-z0-9_.-]*\}")
_BRACED = re.compile(r"[{｛][^{}｛｝|\"\n]{1,40}[}｝]")
_URL = re.compile(r"[/?=&]|%7[BbDd]")
_SCHEME = re.compile(r"\b(?:Bearer|Basic|Token)[ \u00a0]*$", re.IGNORECASE)
_FORM = re.compile(r"\{[A-Za-z]+\}(?:[ ._-]?\{[A-Za-z]+\})+")
"""Words in braces that explain a form, and are not of a URL."""
_CODE = re.compile(r"`[^`\n]+`")
_TOKEN = re.compile(r"[^\s|]+")
_TICK, _BLANK = re.compile("`"), re.compile(" ")
_NEAR = 60
"""Number of characters before a placeholder in which the name of a scheme is looked for."""


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a placeholder."""
    return "{" in unit.source.text and loses(unit, _PLACEHOLDER)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield placeholders that the translation does not have; JSON in sentences is ignored."""
    in_code: frozenset[str] | None = None
    place: _Places | None = None
    for item in missing_tokens(pair, units, _PLACEHOLDER, candidates=_BRACED):
        name = item.source.text
        message = f"placeholder `{name}` {item.change}"
        found = Deviation(
            message, item.place, item.source.start, name, item.actual, item.replacement
        )
        if place is None or place.unit is not item.unit:
            place = _Places(item.unit)
        if not place.is_literal(item.source):
            in_code = _in_code(pair) if in_code is None else in_code
            if name not in in_code:
                found = found._replace(replacement=None, severity=Severity.NOTE)
        yield found


class _Places:
    """What is around the placeholders of a text, which may have thousands of them."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self._text = unit.source.text
        self._words = words(self._text).strip("*` ")
        self._ticks = [match.start() for match in _TICK.finditer(self._text)]
        self._blanks = [match.start() for match in _BLANK.finditer(self._text)]
        self._known: dict[tuple[int, int], bool] = {}

    def is_literal(self, name: Span) -> bool:
        """Return True for one in code, a URL or an authorization, or alone in its text."""
        at = name.start - self.unit.source.start
        if bisect_left(self._ticks, at) % 2:
            return not self._matches(_FORM.fullmatch, self._ticks, at)
        if self._words == name.text or self._matches(_URL.search, self._blanks, at):
            return True
        return _SCHEME.search(self._text[max(0, at - _NEAR) : at]) is not None

    def _matches(self, match: Callable[[str], object], marks: Sequence[int], at: int) -> bool:
        """Return True if the text between two marks matches; it may have many placeholders."""
        index = bisect_left(marks, at)
        start = marks[index - 1] + 1 if index else 0
        part = (start, marks[index] if index < len(marks) else len(self._text))
        if part not in self._known:
            self._known[part] = bool(match(self._text[slice(*part)]))
        return self._known[part]


def _in_code(pair: PagePair) -> frozenset[str]:
    """Return the placeholders that the source has in code blocks, code spans and URLs."""
    text = pair.source.plain
    spans = (span.strip("`") for span in _CODE.findall(text))
    code = [
        *(fence.body.text for fence in pair.source.fences),
        *(span for span in spans if not _FORM.fullmatch(span)),
        *(token for token in _TOKEN.findall(text) if "/" in token),
    ]
    return frozenset(name for part in code for name in _PLACEHOLDER.findall(part))


CHECK = UnitCheck(RULE, find, _may_report)
