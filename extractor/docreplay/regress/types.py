"""Whether values of other types could be expected at a place."""

from collections.abc import Iterable, Iterator

from docreplay.model.body.shape import Shape
from docreplay.model.body.shape_inclusion import new_kinds
from docreplay.model.body.stated import Stated
from docreplay.model.finding import Rule
from docreplay.model.words import any_of
from docreplay.regress.change import Change, ChangeVerdict, judge
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import kinds_of

_NUMBERS = {"integer", "number"}


def types_of(shape: Shape) -> frozenset[str]:
    """Return the types of the values that are not null."""
    return frozenset(kind for kind, number in shape.kinds.items() if number and kind != "null")


def unlike_types(place: BodyPlace) -> list[str]:
    """Return the types that only new values have, apart from null, and from integer and number."""
    if not types_of(place.old):
        return []
    found = [kind for kind in new_kinds(place.new, place.old) if kind != "null"]
    old = types_of(place.old)
    return [kind for kind in found if not (kind in _NUMBERS and old & _NUMBERS)]


def is_other(place: BodyPlace) -> bool:
    """Return True if old and new values have no type in common, apart from null."""
    return not types_of(place.old) & types_of(place.new)


def type_verdict(place: BodyPlace, kinds: Iterable[str]) -> ChangeVerdict | None:
    """Return the verdict on new types; None if the page allows them."""
    unlike = sum(map(place.new.number, kinds))
    return judge(
        allows_all(place.stated, types_of(place.old)),
        allows_all(place.stated, kinds),
        is_settled=is_other(place) or place.settles(unlike),
        number=place.old.count,
    )


def changed_types(place: BodyPlace, rule: Rule) -> Iterator[Change]:
    """Yield a change if values have a type that no old value has."""
    kinds = unlike_types(place) if place.in_both else []
    if kinds and (verdict := type_verdict(place, kinds)):
        yield Change(
            rule=rule,
            kind=rule.name,
            what=f"{place.shown} {'is' if is_other(place) else 'may be'} {any_of(kinds)}",
            verdict=verdict,
            consequence="clients that parse the old type fail",
            old=kinds_of(place.old),
            new=kinds_of(place.new),
            steps=place.steps,
            status=place.status,
            covers=is_other(place),
        )


def allows_all(stated: Stated, kinds: Iterable[str]) -> bool | None:
    """Return whether a page allows all types; None if it does not say so of one of them."""
    allowed = [stated.allows_kind(kind) for kind in kinds]
    if False in allowed:
        return False
    return None if None in allowed or not allowed else True
