"""A collection comes in pages now, or no longer does.

## What it means
A link to the next page is in responses that had none. A small collection has one page, so that only
many responses, or the page, distinguish it from growth. That pages are gone is breaking if it is
not chance.

## Why it matters
Clients that read one page miss elements, and do not notice.

## What it leaves alone
Collections whose page shows such a link.

## Example
    "@odata.nextLink": "https://api.example.com/users?$skip=20"

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.evidence import excludes
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import presence

RULE = Rule(code="REG431", name="paging-introduced", severity=Severity.WARNING)
_NEXT = frozenset({"nextlink", "next", "nextpagetoken", "next_page", "next_cursor", "nextcursor"})


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if a collection has further pages now, or has none any more."""
    if not _is_next(place.name) or bool(place.old.count) == bool(place.new.count):
        return
    is_introduced = not place.old.count
    number, seen = place.old_of, place.old.count
    unlike = place.new.count if is_introduced else place.new_of
    settled = excludes(number, unlike, place.new_of, seen=0 if is_introduced else number - seen)
    allows = True if place.stated.is_documented else None
    if verdict := judge(allows, allows, is_settled=settled, number=number):
        is_certain = verdict.change_class == "breaking"
        yield Change(
            rule=RULE,
            kind="paging-introduced" if is_introduced else "paging-lost",
            what=f"the collection {'has' if is_introduced else 'never has'} further pages"
            f" ({place.shown})",
            verdict=verdict,
            consequence="clients that read one page miss elements"
            if is_introduced
            else "clients that ask for pages of a certain size get all elements at once",
            old=presence(place.old, place.old_of),
            new=presence(place.new, place.new_of),
            steps=place.steps,
            status=place.status,
            severity=Severity.WARNING if is_introduced and is_certain else None,
        )


def _is_next(name: str) -> bool:
    return name.rpartition(".")[2].lstrip("@_").lower() in _NEXT


MIRROR = Mirror(kind="paging-lost", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=30)
