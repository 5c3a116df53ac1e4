"""A string has another format.

## What it means
All old strings are dates, GUIDs, URLs or the like, and new ones are not. For dates and times, one
response is enough; other formats may be a coincidence, so that the page or the number of responses
decides. A format that was gained is reported as non-breaking.

## Why it matters
Clients that parse the old format fail.

## What it leaves alone
Strings without a format. Ids are opaque: their form is a warning at most.

## Example
    "created": "2026-01-02T03:04:05Z"      then
    "created": "2 January 2026"            now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import Shape
from docreplay.model.body.shape_inclusion import new_formats
from docreplay.model.body.string_formats import CERTAIN, WORDS
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace

RULE = Rule(code="REG425", name="format-changed", severity=Severity.ERROR)
_ID = ("id", "Id", "ID", "key", "Key")
"""Ends of names of opaque values, whose form clients must not rely on."""


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if strings have another format, or none any more, or one now."""
    old, new = place.old, place.new
    if not (old.number("string") and new.number("string")):
        return
    lost = new_formats(new, old)
    if lost and (verdict := _verdict(place, lost)):
        is_opaque = place.name.endswith(_ID) and verdict.change_class == "breaking"
        yield Change(
            rule=RULE,
            kind="opaque-format-changed" if place.name.endswith(_ID) else "format-changed",
            what=f"{place.shown} is {_words(new)} instead of {_words(old)}",
            verdict=verdict,
            consequence="clients that parse the old format fail",
            old=_words(old),
            new=_words(new),
            steps=place.steps,
            status=place.status,
            severity=Severity.WARNING if is_opaque else None,
            covers=False,
        )
    elif not old.formats and sum(new.formats.values()) == new.number("string"):
        allowed = [place.stated.allows_format(name) for name in new.formats]
        yield Change(
            rule=RULE,
            kind="format-gained",
            what=f"{place.shown} is {_words(new)}",
            verdict=harmless(None, all(allowed) or None),
            old=_words(old),
            new=_words(new),
            steps=place.steps,
            status=place.status,
            covers=False,
        )


def _verdict(place: BodyPlace, lost: list[str]) -> ChangeVerdict | None:
    """Return the verdict on strings without an old format; None if the page allows them."""
    old, new, stated = place.old, place.new, place.stated
    unlike = sum(new.formats.get(name, 0) for name in lost if name)
    if "" in lost:
        unlike += new.number("string") - sum(new.formats.values())
    is_other = unlike == new.number("string")
    is_proven = old.formats.keys() <= CERTAIN or any(map(stated.shows_format, old.formats))
    allows = [stated.allows_format(name) for name in lost]
    return judge(
        _all([stated.allows_format(name) for name in old.formats]),
        _all(allows),
        is_settled=(is_other and is_proven) or place.settles(unlike),
        number=old.count,
    )


def _all(allowed: list[bool | None]) -> bool | None:
    if False in allowed:
        return False
    return None if None in allowed or not allowed else True


def _words(shape: Shape) -> str:
    """Return the formats in words: `a date and time or another string`."""
    found = [WORDS.get(name, name) for name in shape.formats]
    plain = shape.number("string") > sum(shape.formats.values())
    other = "another string" if found else "a string without a known format"
    return " or ".join([*found, *([other] if plain else [])])


MIRROR = Mirror(kind="format-gained", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=14)
