"""The label of a reference link or footnote has no definition.

## What it means
The source has a reference link such as `[file picker][]`, or a footnote, whose label is defined on
the page (CommonMark §4.7, §6.3). In the translation, the label was translated and its definition
was not, or the other way round.

## Why it matters
The page shows the brackets, and readers cannot follow the link.

## What it leaves alone
Labels that are translated together with their definitions, and brackets that are not a link in
the source.

    Siehe die [Dateiauswahl][].

    [Dateiauswahl]: /docs/picker

## Example
    Siehe die [Dateiauswahl][].

    [file picker]: /docs/picker

## Fix
Use the label of the source, as in `[Dateiauswahl][file picker]`; `docreplay drift --fix` does if
exactly one label replaced it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.references import Definition, Reference, definitions, references
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI338", name="label-undefined")

_NO_LINKS = frozenset({"x", " ", ""})
"""What brackets of task lists contain."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield renamed definitions, then references whose label is not defined."""
    if "]:" not in pair.source.plain:
        return
    source_labels, target_labels = definitions(pair.source.plain), definitions(pair.target.plain)
    renamed = dict(_renamed(pair, source_labels, target_labels))
    for key, definition in renamed.items():
        name = source_labels[key].label
        message = f"label `{definition.label.text}` of the definition was renamed"
        place = definition.label
        yield Deviation(message, place, name.start, name.text, place.text, name.text)
    known = target_labels.keys() | renamed.keys()
    for unit in pair.units:
        yield from _of_unit(unit, source_labels, known)


def _renamed(
    pair: PagePair, source_labels: Mapping[str, Definition], target_labels: Mapping[str, Definition]
) -> Iterator[tuple[str, Definition]]:
    """Yield the labels whose target the translation defines by a label that it does not use."""
    lost = {item.target: key for key, item in source_labels.items() if key not in target_labels}
    extra = {
        key: item
        for key, item in target_labels.items()
        if key not in source_labels and item.target in lost
    }
    if not extra:
        return
    used = {item.key for unit in pair.units for item in references(unit.target)}
    for key, item in extra.items():
        if key not in used and lost[item.target] in used:
            yield lost[item.target], item


def _of_unit(
    unit: Unit, source_labels: Mapping[str, Definition], known: set[str]
) -> Iterator[Deviation]:
    source_references = [item for item in references(unit.source) if item.key in source_labels]
    if not source_references:
        return
    is_link = _link_test(source_references)
    found = [item for item in references(unit.target) if item.key in known or is_link(item)]
    dead = [(at, item) for at, item in enumerate(found) if item.key not in known]
    missing = _missing(source_references, found, known) if dead else []
    if not missing:
        return
    in_place = len(source_references) == len(found)
    are_missing = {*missing}
    for index, (at, item) in enumerate(dead):
        source = source_references[at] if in_place else None
        if source not in are_missing:  # the references of the translation are in another order
            source = missing[min(index, len(missing) - 1)]
        is_known = source.key in known and (in_place or len(dead) == len(missing))
        yield _deviation(item, source, is_known=is_known, is_only=len(dead) == len(missing) == 1)


def _missing(
    source_references: Sequence[Reference], found: Sequence[Reference], known: set[str]
) -> list[Reference]:
    """Return the references of the source that the translation has not, or not defined."""
    left = Counter(item.key for item in found)
    missing = []
    for item in source_references:
        left[item.key] -= 1
        if left[item.key] < 0 or item.key not in known:
            missing.append(item)
    return missing


def _link_test(source_references: Sequence[Reference]) -> Callable[[Reference], bool]:
    """Return a test of what is meant as a link: brackets alone only if the source has such."""
    has_notes = any(item.is_footnote for item in source_references)
    has_links = any(not item.is_footnote for item in source_references)
    has_bare = any(item.label is None and not item.is_footnote for item in source_references)

    def is_link(item: Reference) -> bool:
        if item.key in _NO_LINKS or item.key.startswith("!"):
            return False
        if item.is_footnote:
            return has_notes
        return has_bare if item.label is None else has_links

    return is_link


def _deviation(item: Reference, source: Reference, *, is_known: bool, is_only: bool) -> Deviation:
    """Return the deviation; it has a fix if it is known which label was replaced."""
    message, name = f"label `{item.name}` is not defined on this page", source.name
    found = Deviation(message, item.place, source.place.start, f"[{name}]", item.place.text)
    if not is_known:
        return found
    fixed = f"[{name}]" if source.is_footnote else f"[{item.text}][{name}]"
    return found._replace(replacement=fixed, safety="safe" if is_only else "unsafe")


CHECK = DriftCheck(RULE, find)
