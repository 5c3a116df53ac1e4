"""Whether a member that is missing now could be expected to be missing."""

from docreplay.model.body.evidence import excludes
from docreplay.regress.change import ChangeVerdict, judge
from docreplay.regress.place import BodyPlace

_CONTRADICTED = ChangeVerdict(
    change_class="unknown",
    page="both",
    reason="the type requires the property, and the example lacks it",
)


def is_removed(place: BodyPlace) -> bool:
    """Return True if the old objects have a member, and no new one has it."""
    return bool(place.name and place.new_of and place.old.count and not place.new.count)


def is_added(place: BodyPlace) -> bool:
    """Return True if no old object has a member, and new ones have it."""
    return bool(place.name and place.old_of and place.new.count and not place.old.count)


def removal(place: BodyPlace) -> ChangeVerdict | None:
    """Return the verdict on a member that is in no new object; None if the page allows that."""
    stated = place.stated
    if stated.is_contradicted:
        return _CONTRADICTED
    if stated.is_demanded:
        return judge(True, False, is_settled=True, number=place.old_of)
    if stated.is_optional or (stated.schema is None and stated.examples):
        return None
    seen = place.old_of - place.old.count
    settled = excludes(place.old_of, place.new_of, place.new_of, seen=seen)
    return judge(None, None, is_settled=settled, number=place.old.count)


def sometimes(place: BodyPlace) -> ChangeVerdict | None:
    """Return the verdict on a member that only some of the new objects have."""
    stated, missing = place.stated, place.new_of - place.new.count
    if stated.is_contradicted:
        return _CONTRADICTED
    if stated.is_always:
        return judge(True, False, is_settled=True, number=place.old_of)
    if stated.is_optional:
        return None
    settled = excludes(place.old_of, missing, place.new_of)
    return judge(None, None, is_settled=settled, number=place.old_of)
