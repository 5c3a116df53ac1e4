"""Responses that may give the identifier of a place, those that are surely about it first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from typing import Literal

from docreplay.cases.capture_evidence import Evidence
from docreplay.cases.capture_sources import Gives
from docreplay.cases.known_ids import KnownIds
from docreplay.cases.same_objects import SameObjects
from docreplay.cases.target_ids import ANY, IdPlace, TargetIds, depth, parent
from docreplay.model.case import Case
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import split

Known = Literal["no", "fallback", "fixed"]
KnownValue = Callable[[Case, int, int], Known]
"""Whether the placeholder in a range of a case's target has a value from elsewhere: none, one that
a captured value replaces, or one that it does not replace."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAKING = re.compile(r"[/:.]_?(?:create|add|new|register|insert|import|make)")
"""What follows the name of a collection in the path of a request that creates something in it."""
_LISTING = re.compile(r"[:.]_?(?:list|all|search|find|query)")


class Candidates:
    """The responses of a set of pages, by what they may give."""

    def __init__(
        self, cases: Sequence[Case], sent: Iterable[Case], ids: KnownIds, known: KnownValue
    ) -> None:
        self._ids, self._known, self._given = ids, known, ids.given
        self._types = _types_of_objects(cases, ids)
        self._evidence = Evidence(sent)
        self.same = SameObjects(self._given, self._types)
        self._by_word: defaultdict[str, list[Gives]] = defaultdict(list)
        self._typed: defaultdict[str, list[Gives]] = defaultdict(list)
        for template, items in self._given.items():
            for item in items:
                self._typed[item.type].append(item)
                for word in {template.rpartition("/")[2], _last_word(item.case)}:
                    self._by_word[word].append(item)

    def of(
        self, place: IdPlace, case: Case, asked: tuple[str, ...] = (), own: Set[str] = frozenset()
    ) -> list[Gives]:
        """Return what gives an identifier and can itself be requested.

        `own` are the identifiers of the case that needs it: what it has no value for is not
        missing once more.
        """
        if place.collection in asked:
            return []
        usable = partial(self._is_usable, asked=(*asked, place.collection), own=own)
        found: list[Gives] = []
        for tier in self._tiers(place, case):
            found += [item for item in tier if item.case is not case and usable(item)]
            if any(item.how != "create" for item in found):
                break
        return found

    def without(self, case: Case, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the ranges of a target that have no value from elsewhere."""
        return (span for span in ranges if self._known(case, *span) == "no")

    def _tiers(self, place: IdPlace, case: Case) -> Iterator[list[Gives]]:
        """Yield responses for a place, those that are surely about its collection first."""
        yield from self._about(place)
        for outer in self._ids.of(case).places:
            if place.collection.startswith(f"{outer.template}/") and not self._has(case, outer):
                rest = place.collection.removeprefix(outer.template)
                for same in self.same.of(outer.template):
                    inner = place._replace(collection=f"{same.ids.template}{rest}")
                    yield from self._about(inner)
        yield [item for item in self._of_type(place) if item.how == "item"]
        yield self.same.of(place.template)
        yield self._evidence.of(case, place)

    def _about(self, place: IdPlace) -> Iterator[list[Gives]]:
        collection = place.collection
        own = self._given.get(collection, [])
        yield [item for item in own if item.how != "item"]
        yield [item for item in self._of_type(place) if item.how != "item"]
        yield list(self._below(collection))
        if not depth(collection):
            named = self._by_word.get(collection.rpartition("/")[2], [])
            start = f"{parent(collection)}/"
            yield [
                item
                for item in named
                if item.how == "list"
                and item.ids.template.startswith(start)
                and not self._is_apart(item, place)
            ]

    def _is_apart(self, item: Gives, place: IdPlace) -> bool:
        """Return True if a list has objects of another type, of its own or of another object."""
        wanted = self._types.get(place.template, set()) - {""}
        template = item.ids.template
        has_own = depth(template) or f"{template}/{ANY}" in self._ids.templates
        return bool(has_own) and bool(wanted and item.type) and item.type not in wanted

    def _of_type(self, place: IdPlace) -> Iterator[Gives]:
        """Yield responses of the resource type that the identifier is of.

        They need no other identifier than the collection does: `/me/drive/root/children` for
        `/me/drive/items/{}`.
        """
        wanted = self._types.get(place.template, set()) - {""}
        start, number = parent(place.collection), depth(place.collection)
        found = [item for type_ in sorted(wanted) for item in self._typed[type_]]
        for item in found:
            template = item.ids.template
            is_near = template.startswith(f"{start}/") and depth(template) == number
            is_made = item.how != "create" or item.case.expectation.status == 201
            if is_made and is_near and not template.startswith(place.template):
                yield item

    def _below(self, collection: str) -> Iterator[Gives]:
        """Yield lists at a path below the collection, and what creates objects in it.

        `/activities/recent`, `/models/_register`, `/albums.list`.
        """
        for template, items in self._given.items():
            if not template.startswith(collection) or depth(template) != depth(collection):
                continue
            rest = template.removeprefix(collection)
            is_list = (rest[:1] == "/" and "/" not in rest[1:]) or _LISTING.fullmatch(rest)
            if is_list:
                yield from (item for item in items if item.how == "list")
            if _MAKING.fullmatch(rest):
                yield from (item for item in items if item.how == "create")

    def _is_usable(self, item: Gives, asked: tuple[str, ...], own: Set[str]) -> bool:
        """Return True if the request that gives a value can be filled itself."""
        case, ids = item.case, item.ids
        if any(self.without(case, (*ids.unknown, *in_query(case, ids)))):
            return False
        return all(
            place.template in own
            or self.of(place, case, asked, own)
            or (place.names and self._has(case, place))
            for place in ids.places
        )

    def _has(self, case: Case, place: IdPlace) -> bool:
        return self._known(case, place.start, place.end) != "no"


def in_query(case: Case, ids: TargetIds) -> list[tuple[int, int]]:
    """Return the ranges of the placeholders after the path that are not those of a URL."""
    target = case.request.target
    start, taken = target.find("?"), {place.start for place in ids.places}
    spans = [match.span() for match in PLACEHOLDER.finditer(target, start)] if start >= 0 else []
    return [span for span in spans if span[0] not in taken]


def _types_of_objects(cases: Iterable[Case], ids: KnownIds) -> dict[str, set[str]]:
    """Return the resource types by the templates of single objects."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for case in cases:
        own, shape = ids.of(case), case.expectation.shape
        ends_with_id = bool(own.places) and own.template == own.places[-1].template
        if ends_with_id and not shape.is_collection and case.request.method != "DELETE":
            found[own.template].add(shape.type)
    return found


def _last_word(case: Case) -> str:
    """Return the last word of a path in lower case: `teams` of `/me/joinedTeams`."""
    last = split(case.request.target).path.rstrip("/").rpartition("/")[2]
    return _HUMP.split(last)[-1].lower()
