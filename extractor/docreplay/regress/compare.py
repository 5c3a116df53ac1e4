"""Find what changed between two observations of a request: each cause once."""

from collections.abc import Iterator

from docreplay.regress.change import Change
from docreplay.regress.check import place_checks, request_checks
from docreplay.regress.place import BodyPlace
from docreplay.regress.subject import RequestChange


def changes(subject: RequestChange) -> Iterator[Change]:
    """Yield the changes of a request; what follows from one of them is not yielded."""
    if not subject.old or not subject.new:
        return
    seen: set[object] = set()
    for check in request_checks():
        for change in check.run(subject):
            key = (change.aspect, change.status, change.header, change.steps)
            if key not in seen:
                seen.add(key)
                yield change
    covered = {steps for aspect, _, _, steps in _bodies(seen) if aspect == "body"}
    for pair in subject.pairs():
        if pair.root is not None and () not in covered:
            yield from _below(pair.root, set())


def _bodies(seen: set[object]) -> Iterator[tuple[object, ...]]:
    return (key for key in seen if isinstance(key, tuple))


def _below(place: BodyPlace, covered: set[tuple[str, ...]]) -> Iterator[Change]:
    """Yield the changes at a place and below it, outer ones first."""
    for check in place_checks():
        for change in check.run(place):
            is_below = change.steps != place.steps and place.steps in covered
            if change.steps in covered or is_below:
                continue
            yield change
            if change.covers and change.steps is not None:
                covered.update((change.steps, *change.also))
    if place.steps in covered:
        return
    for below in place.below():
        if below.steps not in covered:
            yield from _below(below, covered)
