"""A collection comes in pages now, or no longer does.

## What it means
A link to the next page, in the body or in the header `Link` (RFC 8288), is in responses that had
none. A small collection has one page, so that only many responses, or the page, distinguish it from
growth. That pages are gone is breaking if it is not chance.

## Why it matters
Clients that read one page miss elements, and do not notice.

## What it leaves alone
Collections whose page shows such a link, also with `null`, as that of the last page.

## Example
    "@odata.nextLink": "https://api.example.com/users?$skip=20"

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator
from typing import NamedTuple

from docreplay.model.body.evidence import excludes
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import share

RULE = Rule(code="REG431", name="paging-introduced", severity=Severity.WARNING)
_NEXT = frozenset(
    {"nextlink", "next", "nextpagetoken", "nextpage", "nextpageurl", "nextcursor", "nexttoken"}
    | {"nextmarker", "continuationtoken", "continuation", "hasmore", "hasnextpage", "hasnext"}
)
"""Names of members that only a page of a collection has, without underscores."""


class _Seen(NamedTuple):
    """In how many objects or responses a sign of further pages was, then and now."""

    old: int
    new: int
    shown: str


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if a collection has further pages now, or has none any more."""
    if not place.steps and not place.is_error:
        seen = _Seen(*place.next_links, "header `link`")
        yield from _changed(place, seen, (place.old.count, place.new.count))
    elif _is_next(place.name):
        seen = _Seen(place.old.count, place.new.count, place.shown)
        yield from _changed(place, seen, (place.old_of, place.new_of))


def _changed(place: BodyPlace, seen: _Seen, of: tuple[int, int]) -> Iterator[Change]:
    """Yield the change if one side has the sign only; `of` are the numbers that may have it."""
    if bool(seen.old) == bool(seen.new):
        return
    is_introduced = not seen.old
    number = of[0]
    unlike = seen.new if is_introduced else of[1]
    settled = excludes(number, unlike, of[1], seen=0 if is_introduced else number - seen.old)
    allows = True if place.steps and place.stated.is_documented else None
    if verdict := judge(allows, allows, is_settled=settled, number=number):
        is_certain = verdict.change_class == "breaking"
        yield Change(
            rule=RULE,
            kind="paging-introduced" if is_introduced else "paging-lost",
            what=f"the collection {'has' if is_introduced else 'never has'} further pages"
            f" ({seen.shown})",
            verdict=verdict,
            consequence="clients that read one page miss elements"
            if is_introduced
            else "clients that ask for pages of a certain size get all elements at once",
            old=f"in {share(seen.old, of[0])}",
            new=f"in {share(seen.new, of[1])}",
            steps=place.steps,
            status=place.status,
            severity=Severity.WARNING if is_introduced and is_certain else None,
            covers=bool(place.steps),
        )


def _is_next(name: str) -> bool:
    return name.rpartition(".")[2].replace("_", "").lstrip("@").lower() in _NEXT


MIRROR = Mirror(kind="paging-lost", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=30)
