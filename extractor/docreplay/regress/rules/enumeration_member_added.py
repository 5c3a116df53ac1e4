"""An enumeration has a new member.

## What it means
A string has a value that the page does not list, or that is not one of the few values that were
seen many times. By inclusion this is breaking; whether it is by agreement is a question of policy,
so it is a warning. A member that vanished is unknown.

## Why it matters
Clients that switch over the known values fail on others.

## What it leaves alone
Enumerations that the page declares open (`unknownFutureValue`, "and more"), and strings that are
not known to be one.

## Example
    "status": "archived"      where the page lists open and closed

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator, Sequence

from docreplay.model.body.shape_inclusion import new_words
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import listed

RULE = Rule(code="REG426", name="enumeration-member-added", severity=Severity.WARNING)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if an enumeration has a member that it did not have, or lacks one."""
    old, new = place.old, place.new
    if not (old.number("string") and new.number("string")) or place.name == "@odata.type":
        return
    words = _unlisted(place)
    verdict = _verdict(place, words) if words else None
    if verdict:
        yield Change(
            rule=RULE,
            kind="enumeration-member-added",
            what=f"{place.shown} may be {_shown(words)}",
            verdict=verdict,
            consequence="clients that know the old values only may fail",
            old=", ".join(old.words) or "values that the page lists",
            new=", ".join(filter(None, words)) or _OTHER,
            steps=place.steps,
            status=place.status,
            severity=Severity.WARNING if verdict.change_class == "breaking" else None,
            covers=False,
        )
    elif vanished := _vanished(place):
        reason = "values that were not seen may still exist"
        yield Change(
            rule=RULE,
            kind="enumeration-member-gone",
            what=f"{place.shown} is never {listed(vanished)}",
            verdict=ChangeVerdict(change_class="unknown", reason=reason),
            old=", ".join(old.words),
            new=", ".join(new.words),
            steps=place.steps,
            status=place.status,
            covers=False,
        )


_OTHER = "other text"


def _shown(words: Sequence[str]) -> str:
    """Return new words for a message; `""` is for text that shapes do not keep."""
    known = [word for word in words if word]
    if len(known) == len(words):
        return listed(known)
    return f"{listed(known)} and {_OTHER}" if known else _OTHER


def _unlisted(place: BodyPlace) -> list[str]:
    """Return the new words that the page does not list, or that the old words exclude.

    `""` is for other text, such as numbers, where the page lists plain words.
    """
    stated, old, new = place.stated, place.old, place.new
    if stated.lists_words:
        words = [word for word in new.words if not stated.allows_word(word)]
        is_other = new.other_strings and not old.other_strings and stated.lists_plain_words
        return [*(word for word in words if word not in old.words), *([""] if is_other else [])]
    return [word for word in new_words(place.new, place.old) if word]


def _verdict(place: BodyPlace, words: list[str]) -> ChangeVerdict | None:
    allows = {place.stated.allows_word(word) for word in words}
    allowed = None if None in allows else allows == {True}
    return judge(
        True if place.stated.lists_words else None,
        allowed,
        is_settled=True,
        number=place.old.count,
    )


def _vanished(place: BodyPlace) -> list[str]:
    if not (place.old.is_closed and place.new.is_closed) or len(place.old.words) < 2:
        return []
    return [word for word in place.old.words if word not in place.new.words]


MIRROR = Mirror(kind="enumeration-member-gone", change_class="unknown")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=31)
