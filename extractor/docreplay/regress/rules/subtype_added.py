"""Objects are of a new type.

## What it means
`@odata.type` names a type that no old object had. If all objects are of other types than before,
one response is enough. By inclusion this is breaking; whether it is by agreement is a question of
policy, so it is a warning. A type that vanished is unknown.

## Why it matters
Clients that choose a class by the type fail on others.

## What it leaves alone
Types in collections that were seen only a few times: they are unknown.

## Example
    "@odata.type": "#microsoft.graph.itemAttachment"

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import listed

RULE = Rule(code="REG436", name="subtype-added", severity=Severity.WARNING)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if objects are of types that no old object has, or lack one."""
    if place.name != "@odata.type" or not place.in_both:
        return
    added = [word for word in place.new.words if word not in place.old.words]
    gone = [word for word in place.old.words if word not in place.new.words]
    unlike = sum(place.new.words[word] for word in added)
    settled = place.settles(unlike) or bool(gone and not set(place.new.words) - set(added))
    verdict = judge(None, None, is_settled=settled, number=place.old.count) if added else None
    if verdict:
        yield Change(
            rule=RULE,
            kind="subtype-added",
            what=f"objects may be of type {listed(added)}",
            verdict=verdict,
            consequence="clients that know the old types only may fail",
            old=", ".join(place.old.words),
            new=", ".join(added),
            steps=place.steps,
            status=place.status,
            severity=Severity.WARNING if verdict.change_class == "breaking" else None,
        )
    elif gone and place.settles(place.new.count):
        reason = "objects of other types may still exist"
        yield Change(
            rule=RULE,
            kind="subtype-gone",
            what=f"no object is of type {listed(gone)}",
            verdict=ChangeVerdict(change_class="unknown", reason=reason),
            old=", ".join(place.old.words),
            new=", ".join(place.new.words),
            steps=place.steps,
            status=place.status,
        )


MIRROR = Mirror(kind="subtype-gone", change_class="unknown")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=28)
