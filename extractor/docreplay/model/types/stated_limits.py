"""Limits that the text about a member states, such as `Range: 1-200`.

They are read from cells of tables and from prose, in English, to compare two versions of a page:
what only one version states is not known of the other, so nothing is reported of it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

End = Literal["maximum", "minimum"]
NUMBER = r"-?\d+(?:[,_ ]\d{3})*(?:\.\d+)?"
WORDS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty": "20",
    "fifty": "50",
}  # fmt: skip
# blanks are bounded, so that many of them take no more time
_COUNTED = re.compile(rf"\d|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
_NUMBERS = re.compile(rf"\d+|\b(?:{'|'.join(WORDS)})\b")
UNIT = r"(?:[ -]?[a-z%]+)?"
_AT, _LOW, _HIGH = (
    rf"[`*_\"']*(?P<{name}>{NUMBER}|(?:{'|'.join(WORDS)})\b)[`*_\"']*(?P<{name}_unit>{UNIT})"
    for name in ("at", "low", "high")
)
_WHAT = (
    r"(?:\s{1,4}(?:allowed|permitted|supported))?(?:\s{1,4}(?:page|file|request|upload))?"
    r"(?:\s{1,4}(?:number|length|size|values?|count|duration|amount|limit|total|is set))?"
    r"(?:\s{1,4}of\s{1,4}[a-z][\w-]*(?:\s{1,4}[a-z][\w-]*){0,3}?)?"
    r"(?:\s{1,4}(?:allowed|permitted|supported|per\s{1,4}[a-z]+|for\s{1,4}`?\$?[\w-]+`?))?"
    r"[*_]*\s{0,4}(?:\b(?:is|are|of)\b|:|=|,)?[*_]*\s{0,4}"
)
MAXIMUM = re.compile(
    rf"(?:\bmax(?:imum|imal)?(?:_?(?:length|items|size|properties))?\b`?\.?{_WHAT}"
    r"|\bup to\s{1,4}|\b(?:at|with) most\s{1,4}"
    r"|(?:\b(?:no|not|never|cannot)|n['’]t)\s{1,4}(?:be\s{1,4}|contain\s{1,4}|have\s{1,4})?"
    r"(?:more|longer|larger|greater|higher|bigger|exceed)(?:\s{1,4}than)?\s{1,4}"
    r"|\blimited to\s{1,4}|\blimit\s{0,4}(?:\bis\b|\bof\b|:|=)\s{0,4}"
    r"|\bless than or equal to\s{1,4}|<=\s{0,4}|≤\s{0,4}"
    rf"|\b(?:less|smaller|shorter|fewer) than\s{{1,4}}|\bunder\s{{1,4}})(?:a\s{{1,4}})?{_AT}",
    re.IGNORECASE,
)
MINIMUM = re.compile(
    rf"(?:\bmin(?:imum|imal)?(?:_?(?:length|items|size|properties))?\b`?\.?{_WHAT}"
    r"|\bat least\s{1,4}"
    r"|\b(?:no|not|cannot be)\s{1,4}(?:be\s{1,4})?(?:less|fewer|shorter|smaller|lower)"
    r"\s{1,4}than\s{1,4}"
    rf"|\bgreater than or equal to\s{{1,4}}|>=\s{{0,4}}|≥\s{{0,4}}){_AT}",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"(?<![\w.]){_AT}\s{{0,4}}(?:,\s{{0,4}}|\(\s{{0,4}})?"
    r"(?:(?P<maximum>max(?:imum)?\b(?!\s{0,4}(?:is\b|:|=|of\b|\d))|or (?:fewer|less)\b|at most\b)"
    r"|(?P<minimum>min(?:imum)?\b(?!\s{0,4}(?:is\b|:|=|of\b|\d))|or more\b"
    r"|at least\b(?!\s{0,4}\d)))",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:\b(?:between|range(?:\s{0,4}(?:is|of|:|from))?|from|values?:?|(?:must|can) be)"
    r"\s{0,4}|[(\[,]\s{0,4})"
    rf"{_LOW}\s{{0,4}}(?:\band\b|\bto\b|\bthrough\b|-|–|—|\.\.+|,)\s{{0,4}}"
    rf"{_HIGH}",
    re.IGNORECASE,
)
BEFORE_MAXIMUM = re.compile(
    "max|up to|at most|with most|no|n['’]t|never|cannot|limit|less|smaller|shorter|fewer|under|<=|≤"
)
BEFORE_MINIMUM = re.compile("min|at least|no|cannot be|greater than|>=|≥")
"""What a maximum and a minimum begin with, in lower case; `re` skips to literals."""
BEHIND = ("max", "min", "or fewer", "or less", "or more", "at most", "at least")
"""Words of which each limit behind its number has one."""
_DIMENSIONS: dict[str, tuple[str, Decimal]] = {
    **{
        name: ("size", Decimal(1024) ** power)
        for power, names in enumerate(
            ("byte bytes", "kb kib kilobyte kilobytes", "mb mib megabyte megabytes",
             "gb gib gigabyte gigabytes", "tb tib terabyte terabytes")
        )
        for name in names.split()
    },
    **{
        name: ("time", Decimal(seconds))
        for seconds, names in (
            (1, "s sec second seconds"), (60, "min minute minutes"), (3600, "h hour hours"),
            (86400, "d day days"), (604800, "week weeks"),
        )
        for name in names.split()
    },
    "ms": ("time", Decimal("0.001")),
    "milliseconds": ("time", Decimal("0.001")),
    **dict.fromkeys(("character", "characters", "char", "chars"), ("text", Decimal(1))),
    **dict.fromkeys(("%", "percent"), ("percent", Decimal(1))),
}  # fmt: skip
"""What units measure, and in which multiple of its smallest unit."""


class StatedLimit(NamedTuple):
    """A limit: which end of a range, of what it is one, its amount, and the words for it."""

    end: End
    dimension: str
    """`size`, `time`, `text`, `percent`, or `""` for numbers of anything else."""
    amount: Decimal
    words: str
    start: int
    """Where its words start in the text."""


def counted(text: str) -> Sequence[str]:
    """Return the numbers of a text in order, also those in words: limits are stated with them."""
    return _NUMBERS.findall(text.lower())


def stated_limits(text: str) -> tuple[StatedLimit, ...]:
    """Return the limits that a text states, at each place once."""
    if not _COUNTED.search(text):
        return ()
    behind = _behind(text)
    listed = {match.end() for match in behind}
    found = [*_ranges(text), *_ends(text, listed)]
    times = {item.start for item in found if item.dimension == "time"}
    found += (item for item in map(_of_behind, behind) if item.start not in times)  # a unit: `min`
    return tuple({(*item[:3], item.start): item for item in found}.values())


def _ranges(text: str) -> Iterator[StatedLimit]:
    for match in _RANGE.finditer(text):
        units = [match["low_unit"] or match["high_unit"], match["high_unit"] or match["low_unit"]]
        low, high = _amount(match["low"]), _amount(match["high"])
        if low < high:
            yield limit_of("minimum", match["low"], units[0], match.start("low"))
            yield limit_of("maximum", match["high"], units[1], match.start("high"))


def _ends(text: str, listed: Container[int]) -> Iterator[StatedLimit]:
    """Yield the limits whose words come first, such as `up to 100`.

    `listed` has the ends of words that are about the number before them: `100 max, 10 by default`.
    """
    low = text.replace("İ", "I").lower()  # of the same length
    ends: tuple[tuple[End, re.Pattern[str], re.Pattern[str]], ...] = (
        ("maximum", MAXIMUM, BEFORE_MAXIMUM),
        ("minimum", MINIMUM, BEFORE_MINIMUM),
    )
    for end, pattern, beginning in ends:
        for match in _matches(pattern, text, beginning.finditer(low)):
            if text.find(",", match.start(), match.start("at")) in listed:
                continue
            unit = match["at_unit"]
            if "length" in match[0].lower() and unit.strip(" -").lower() not in _DIMENSIONS:
                unit = " characters"
            yield limit_of(end, match["at"], unit, match.start("at"))


def _behind(text: str) -> tuple[re.Match[str], ...]:
    """Return where a number comes before the words that limit it, such as `100 maximum`."""
    low = text.lower()
    return tuple(AFTER.finditer(text)) if any(map(low.__contains__, BEHIND)) else ()


def _of_behind(match: re.Match[str]) -> StatedLimit:
    side: End = "maximum" if match["maximum"] else "minimum"
    unit = "" if match["at_unit"].strip(" -").lower() in ("or", "at") else match["at_unit"]
    return limit_of(side, match["at"], unit, match.start("at"))


def _matches(
    pattern: re.Pattern[str], text: str, beginnings: Iterable[re.Match[str]]
) -> Iterator[re.Match[str]]:
    """Yield what `finditer` of the pattern yields, trying it only where a match may begin."""
    end = 0
    for beginning in beginnings:
        match = pattern.match(text, beginning.start()) if beginning.start() >= end else None
        if match:
            yield match
            end = match.end()


def limit_of(end: End, number: str, unit: str, start: int) -> StatedLimit:
    """Return the limit of a number with its unit, such as `4 MB`."""
    name = unit.strip(" -").lower()
    dimension, factor = _DIMENSIONS.get(name, ("", Decimal(1)))
    words = f"{number}{unit}".strip() if dimension else number
    return StatedLimit(end, dimension, (_amount(number) * factor).normalize(), words, start)


def _amount(number: str) -> Decimal:
    return Decimal(WORDS.get(number.lower()) or re.sub(r"[,_ ]", "", number))


def differing_limits(
    old: Iterable[StatedLimit], new: Iterable[StatedLimit]
) -> Iterator[tuple[StatedLimit, StatedLimit]]:
    """Yield each limit with what it changed to, as far as only one of its kind did."""
    before, after = ({item[:3]: item for item in items}.values() for items in (old, new))
    for end, dimension in dict.fromkeys((item.end, item.dimension) for item in before):
        kind = [
            [item for item in items if (item.end, item.dimension) == (end, dimension)]
            for items in (before, after)
        ]
        known = [{item.amount for item in items} for items in kind]
        gone = [item for item in kind[0] if item.amount not in known[1]]
        fresh = [item for item in kind[1] if item.amount not in known[0]]
        if len(gone) == 1 == len(fresh) and len(kind[0]) == len(kind[1]):
            yield gone[0], fresh[0]
