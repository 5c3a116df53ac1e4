"""A code span in a sentence was changed or removed.

## What it means
The source has a code span that the translation does not have.

## Why it matters
Readers type what is in back-ticks literally.

## What it leaves alone
Blanks inside of the back-ticks, backslashes that are not the last character, the order of the
spans, spans that only the translation has, and sentences whose source has an odd number of
back-ticks.

A type in the plural, such as `Deployments` for `Deployment`. A span whose text the page has without
back-ticks or elsewhere, or whose placeholders were translated (`<class>.<method>`), is a warning;
one that follows a name which the code of the page translates as well is a note. Their fixes are
unsafe. A span that is gone with its sentence is a warning, too.

    Verwenden Sie `name` oder `id`.

where the source says ``Use `id` or `name` ``.

## Example
    返回 `200正常` 响应代码

where the source says `200 OK`.

## Fix
Restore the code of the source; `docreplay drift --fix` does if exactly one span replaced it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import MissingToken, loses, missing_tokens
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI330", name="code-span-changed")

_CODE = re.compile(r"(`(?<![`\\]`)`*+)(?:[^\n]|\n(?!\n)){1,2000}?(?<!`)\1(?!`)")
"""A run of back-ticks up to the next one as long (CommonMark §6.1)."""
_MARKED = re.compile(rf"{_CODE.pattern}|\]\([^()\s]*\)|<[^<>\n]*>|https?://\S+")
"""What is not plain text: code, targets of links, tags and URLs."""
_QUOTES = frozenset("\"'«»‹„“‘「『")
_TYPE = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*")
_ANGLED = re.compile(r"<[^<>/\n]+>")
_BRACED = re.compile(r"\{[^{}\n]+\}(?=\{|$)|(?<=\})\{[^{}\n]+\}")
"""Placeholders that make a form, such as `{verb} {object}`, rather than a part of a URL."""


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a code span."""
    return "`" in unit.source.text and loses(unit, _CODE, key=_key)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield spans that the translation does not have; sources with an odd back-tick are skipped."""
    found = (
        item
        for item in missing_tokens(pair, units, _CODE, key=_key)
        if not (_is_odd(item) or _is_inflected(item))
    )
    for _, items in groupby(found, key=lambda item: item.place.start):
        yield _deviation(pair, list(items))


def _is_odd(item: MissingToken) -> bool:
    return item.unit.source.text.count("`") % 2 == 1


def _deviation(pair: PagePair, items: list[MissingToken]) -> Deviation:
    """Return the deviation of one place: one span that was replaced, or several spans."""
    first, doubt = items[0], _doubt(pair, items)
    if bare := _bare(first) if len(items) == 1 else None:
        message = f"code {first.source.text} is not in back-ticks"
        code = first.source.text
        return Deviation(
            message, bare, first.source.start, code, bare.text, code, "unsafe", Severity.WARNING
        )
    codes = ", ".join(item.source.text for item in items)
    message = f"code {codes} {first.change}"
    return Deviation(
        message,
        first.place,
        first.source.start,
        codes,
        first.actual,
        first.replacement,
        "unsafe" if doubt else "safe",
        doubt or (Severity.WARNING if all(item.is_left_out for item in items) else None),
    )


def _bare(item: MissingToken) -> Span | None:
    """Return the only place at which a translation has the text of a span without back-ticks."""
    name, unit = item.source.text.strip("` "), item.unit
    if item.target is not None or not name:
        return None
    before, after = (_MARKED.sub(_blank, side.text) for side in (unit.source, unit.target))
    found = list(_whole(name).finditer(after))
    if len(found) != 1 or _count(name, before):
        return None
    low, high = found[0].span()
    if after[low - 1 : low] in _QUOTES:
        return None
    return Span(name, unit.target.start + low, unit.target.start + high)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _doubt(pair: PagePair, items: list[MissingToken]) -> Severity | None:
    """Return a note if each span was renamed on purpose, a warning if each has another form."""
    if all(_is_renamed(pair, item) for item in items):
        return Severity.NOTE
    return Severity.WARNING if all(_is_left(pair, item) for item in items) else None


def _is_left(pair: PagePair, item: MissingToken) -> bool:
    name, there = item.source.text.strip("` "), item.unit.target.text
    if "``" in there and "``" not in item.unit.source.text:
        return False  # spans were joined
    if item.target is None:
        is_moved = _count(name, pair.target.plain) >= _count(name, pair.source.plain)
        is_form = "{}" in _as_form(name) or "<>" in _as_form(name)
        is_there = _count(name, there) > 0 or (is_form and _as_form(name) in _as_form(there))
        return is_moved or is_there
    other = item.target.text.strip("` ")
    return _as_form(name) == _as_form(other) or _is_renamed(pair, item)


def _is_renamed(pair: PagePair, item: MissingToken) -> bool:
    """Return True if the code blocks of the translation have the other name as well."""
    if item.target is None:
        return False
    name, other = (span.text.strip("` ") for span in (item.source, item.target))
    before, after = ("\n".join(fence.body.text for fence in side.fences) for side in pair.sides)
    is_new = _count(other, before) == 0 and _count(other, after) > 0
    return is_new and _count(name, before) > _count(name, after)


def _count(name: str, text: str) -> int:
    """Count a name that is not a part of a longer one."""
    return len(_whole(name).findall(text))


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])")


def _as_form(text: str) -> str:
    """Return a text with its placeholders for readers emptied, which may be translated."""
    return _BRACED.sub("{}", _ANGLED.sub("<>", "".join(text.split())))


def _is_inflected(item: MissingToken) -> bool:
    """Return True for `Deployment` where the source has the plural `Deployments`, or reversed."""
    if item.target is None:
        return False
    one, other = (span.text.strip("` ") for span in (item.source, item.target))
    return bool(_TYPE.fullmatch(one)) and (one + "s" == other or other + "s" == one)


def _key(code: str) -> str:
    """Return the code without blanks, which pipelines move, and backslashes, which they add.

    A backslash before the closing back-tick is kept: it was to escape it, and readers see it.
    """
    text = "".join(code.replace("\u00a0", " ").split())
    end = "\\" if text.rstrip("`").endswith("\\") else ""
    return text.replace("\\", "") + end


CHECK = UnitCheck(RULE, find, _may_report)
