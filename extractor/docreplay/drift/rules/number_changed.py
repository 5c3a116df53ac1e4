"""A number in the text was changed.

## What it means
Exactly one number of two or more digits in a paragraph or cell of the source is not in the
translation, which has exactly one other number instead. Separators of thousands and the digits of
other scripts are the same number (`31,500`, `31.500`, `31 500`, `３１５００`).

## Why it matters
The number is a limit, a size or a default value, and readers cannot see that it is wrong.

## What it leaves alone
Single digits; numbers in code, links, names and versions; a number whose translation is written in
words; years, which other calendars count differently; hours of the day; and numbers of another unit
(`20,000` and `2 万`).

    Ungefähr 20 Tsd. Pakete.

where the source says `About 20,000 parcels.`

## Example
    Höchstens 3.150 Gramm.

where the source says `At most 31,500 grams.`.

## Fix
Restore the number of the source, written as the language does; `docreplay drift --fix=unsafe`
writes it as the source does.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Deviation, UnitCheck, changed
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI357", name="number-changed", severity=Severity.WARNING)

_MARKUP = re.compile(r"`[^`\n]*`|\]\([^()\n]*\)|<[^<>\n]*>|\{[^{}\n]*\}|\w+://[^\s<>()|]+")
_NUMBER = re.compile(
    r"(?<![\dA-Za-z_.,:/#=\\{$@+\0-])"
    r"(?:\d{1,3}(?:[,.’'，٬\u00a0\u202f ]\d{3}(?!\d))+|\d{2,})"
    r"(?![\dA-Za-z_\0]|[.,:/-]\d|-[A-Za-z])"
)
_DIGITS = re.compile(r"\d\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_UNITS = frozenset(10**zeros for zeros in range(3, 10))
"""Ratios of a number to its count of thousands, 万, lakhs, millions, or of larger units."""
_MOST_DIGITS = 20
"""Digits of a number that is reckoned with."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NOON = 12


def _may_report(unit: Unit) -> bool:
    """Return True if a text has another number in place of the only one it lacks."""
    return _change(unit) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield each number that the translation has in place of the only one it lacks."""
    for unit in units:
        if change := _change(unit):
            source, target = change
            found = changed(f"number {source.text}", source, target)
            yield found._replace(safety="unsafe")


def _change(unit: Unit) -> tuple[Span, Span] | None:
    if unit.source.text == unit.target.text or not _DIGITS.search(unit.source.text):
        return None
    lost = _without(_numbers(unit.source), unit.target.text)
    instead = _without(_numbers(unit.target), unit.source.text) if len(lost) == 1 else []
    if len(instead) != 1 or _is_rewritten(_value(lost[0].text), _value(instead[0].text)):
        return None
    return lost[0], instead[0]


def _is_rewritten(source: int, target: int) -> bool:
    """Return True if a translation may well write one number as the other."""
    larger, smaller = max(source, target), min(source, target)
    is_other_unit = smaller > 0 and larger % smaller == 0 and larger // smaller in _UNITS
    is_year = _FIRST_YEAR <= source < _LAST_YEAR
    return is_other_unit or is_year or target - source == _NOON


def _without(numbers: list[Span], text: str) -> list[Span]:
    """Return the numbers that a text does not have, not even as a part of anything else."""
    others = {_value(digits) for digits in re.findall(r"\d+", text)}
    others.update(_value(number.text) for number in _numbers(Span(text, 0, len(text))))
    return [number for number in numbers if _value(number.text) not in others]


def _numbers(part: Span) -> list[Span]:
    text = _MARKUP.sub(lambda markup: "\0" * len(markup[0]), _with_ascii_digits(part.text))
    return [
        Span(
            part.text[number.start() : number.end()],
            part.start + number.start(),
            part.start + number.end(),
        )
        for number in _NUMBER.finditer(text)
    ]


def _with_ascii_digits(text: str) -> str:
    """Return the text with the digits of other scripts replaced, at the same places."""
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return "".join(
        str(unicodedata.digit(character)) if character.isdecimal() else character
        for character in text
    )


def _value(number: str) -> int:
    """Return the value of a number, or a larger one that no other number has if it is very long.

    Python refuses to read decimal numbers of thousands of digits, but not hexadecimal ones.
    """
    digits = "".join(filter(str.isdecimal, number))
    return int(digits) if len(digits) <= _MOST_DIGITS else int(_with_ascii_digits(digits), 16)


CHECK = UnitCheck(RULE, find, _may_report)
