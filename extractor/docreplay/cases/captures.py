"""Plan which response gives the identifiers of each request (`captures = "infer"`)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Literal

from docreplay.cases.capture_links import link_captures
from docreplay.cases.capture_sources import Gives, gives, shown_type
from docreplay.cases.known_ids import KnownIds
from docreplay.cases.target_ids import (
    ANY,
    IdPlace,
    TargetIds,
    depth,
    nested_ids,
    parent,
    target_ids,
)
from docreplay.model.capture_plan import CapturedFrom, CapturePlan, CasePlan, PlannedCapture
from docreplay.model.case import Case
from docreplay.model.placeholder import PLACEHOLDER
from docreplay.model.url_template import split

Known = Literal["no", "fallback", "fixed"]
KnownValue = Callable[[Case, int, int], Known]
"""Whether the placeholder in a range of a case's target has a value from elsewhere: none, one that
a captured value replaces, or one that it does not replace."""
_MOST = 3
"""Number of sources that are kept for one place, besides one that creates an object: lists may
be empty."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ABSENT = (404, 410)
"""Statuses that document what does not exist (RFC 9110 §15.5.5, §15.5.11)."""


def plan_captures(
    cases: Iterable[Case],
    known: KnownValue = lambda *_: "no",
    is_sent: Callable[[Case], bool] = lambda _: True,
    listed: Callable[[Case], Iterable[str]] = lambda _: (),
) -> CapturePlan:
    """Return where each case gets its identifiers from, among the responses to `cases`.

    An identifier comes from a list or a created object of the collection that it is below: `GET
    /groups` or `POST /groups` give the first one of `/groups/{id}/threads/{id}`, and `GET
    /groups/{id}/threads` the second. Safe methods come first, so that planning needs no consent,
    except for what a DELETE removes: that is what the run created. Without such a response, lists
    of the same resource type are taken. `known` says which placeholders have values anyway,
    `is_sent` which requests may be sent at all, and `listed` which paths the page of a case lists:
    what an example has in place of a placeholder is an identifier.
    """
    return _Planner(tuple(cases), known, is_sent, listed).plan()


class _Planner:
    def __init__(
        self,
        cases: Sequence[Case],
        known: KnownValue,
        is_sent: Callable[[Case], bool],
        listed: Callable[[Case], Iterable[str]],
    ) -> None:
        self._cases = cases
        self._known = known
        found = [item for case in filter(is_sent, cases) if (item := gives(case))]
        self._known_ids = KnownIds(cases, found, listed)
        self._given = self._known_ids.given
        self._types = self._types_of_objects()
        self._by_word: defaultdict[str, list[Gives]] = defaultdict(list)
        for template, items in self._given.items():
            for item in items:
                for word in {template.rpartition("/")[2], _last_word(item.case)}:
                    self._by_word[word].append(item)
        self._typed: defaultdict[str, list[Gives]] = defaultdict(list)
        for items in self._given.values():
            for item in items:
                self._typed[item.type].append(item)

    def plan(self) -> CapturePlan:
        return CapturePlan({(case.page.path, case.name): self._plan(case) for case in self._cases})

    def _plan(self, case: Case) -> CasePlan:
        ids = self._ids(case)
        captures: list[PlannedCapture] = []
        unfilled = [*ids.unknown, *_in_query(case, ids)]
        for place in map(partial(self._linked, ids), ids.places):
            if place.names and self._known(case, place.start, place.end) == "fixed":
                continue
            is_last = ids.template == place.template
            is_absent = is_last and case.expectation.status in _ABSENT
            if sources := () if is_absent else self._sources(case, place, is_last=is_last):
                captures.append(_planned(place, sources))
            elif place.names or not is_absent:
                unfilled.append((place.start, place.end))
        links = (*link_captures(case, ids.template, self._given), *self._in_body(case))
        if any(link.place == "url" for link in links):
            return CasePlan(case=case, captures=links)
        open_ = (case.request.target[start:end] for start, end in self._without(case, unfilled))
        return CasePlan(case=case, captures=(*captures, *links), unfilled=tuple(open_))

    def _linked(self, ids: TargetIds, place: IdPlace) -> IdPlace:
        """Return the place; one that names which link of a collection ends is of that collection.

        `DELETE /groups/{id}/members/$ref?$id=URL` (OData 4.01 Protocol §11.4.6.2).
        """
        collection = ids.template.removesuffix("/$ref")
        is_link = place not in ids.in_path and collection != ids.template
        has_list = any(item.how == "list" for item in self._given.get(collection, ()))
        return place._replace(collection=collection) if is_link and has_list else place

    def _in_body(self, case: Case) -> Iterator[PlannedCapture]:
        """Yield the identifiers of other objects, whose URLs the body has (`@odata.id`)."""
        text = case.request.body.text if case.request.body else ""
        for place in nested_ids(text, self._known_ids.is_linked):
            if sources := self._sources(case, place, is_last=False):
                yield replace(_planned(place, sources), place="body")

    def _without(self, case: Case, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the ranges of a target that have no value from elsewhere."""
        return (span for span in ranges if self._known(case, *span) == "no")

    def _sources(self, case: Case, place: IdPlace, *, is_last: bool) -> tuple[CapturedFrom, ...]:
        """Return the responses that give an identifier, the one to ask first in front."""
        is_removed = is_last and case.request.method == "DELETE"
        own = {item.template for item in self._ids(case).places} - {place.template}
        known = self._candidates(place, case, (), own)
        found = [item for item in known if item.case.id != case.id]
        kind = shown_type(case) if is_last else ""
        order = partial(_rank, case=case, place=place, is_removed=is_removed, kind=kind)
        created = {item.ids.template for item in found if self._is_created(item)}
        ordered = sorted(found, key=lambda item: order(item, created))
        sources = [
            (item.how, CapturedFrom(case=item.case, value=value))
            for item in ordered
            if (value := item.value(place.names, place.by, kind)[0])
            and (item.ids.template == place.collection or not value.endswith(".name"))
        ]
        made = [source for how, source in sources[_MOST:] if how == "create"]
        return (*(source for _, source in sources[:_MOST]), *made[:1])

    def _candidates(
        self, place: IdPlace, case: Case, asked: tuple[str, ...], own: Set[str]
    ) -> list[Gives]:
        """Return what gives an identifier and can itself be requested.

        `own` are the identifiers of the case that needs it: what it has no value for is not
        missing once more.
        """
        if place.collection in asked:
            return []
        usable = partial(self._is_usable, asked=(*asked, place.collection), own=own)
        found: list[Gives] = []
        for tier in self._tiers(place):
            found += [item for item in tier if item.case is not case and usable(item)]
            if any(item.how != "create" for item in found):
                break
        return found

    def _tiers(self, place: IdPlace) -> Iterator[list[Gives]]:
        """Yield responses for a place, those that are surely about its collection first."""
        collection = place.collection
        own = self._given.get(collection, [])
        yield [item for item in own if item.how != "item"]
        typed = list(self._of_type(place))
        yield [item for item in typed if item.how != "item"]
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
        yield [item for item in typed if item.how == "item"]

    def _is_apart(self, item: Gives, place: IdPlace) -> bool:
        """Return True if a list has objects of another type, of its own or of another object."""
        wanted = self._types.get(place.template, set()) - {""}
        template = item.ids.template
        has_own = depth(template) or f"{template}/{ANY}" in self._known_ids.templates
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
        """Yield lists at a named path below the collection, such as `/activities/recent`."""
        for template, items in self._given.items():
            if parent(template) == collection and depth(template) == depth(collection):
                yield from (item for item in items if item.how == "list")

    def _is_usable(self, item: Gives, asked: tuple[str, ...], own: Set[str]) -> bool:
        """Return True if the request that gives a value can be filled itself."""
        case, ids = item.case, item.ids
        if any(self._without(case, (*ids.unknown, *_in_query(case, ids)))):
            return False
        return all(
            self._candidates(place, case, asked, own)
            or (place.names and (place.template in own or self._has_value(case, place)))
            for place in ids.places
        )

    def _has_value(self, case: Case, place: IdPlace) -> bool:
        return self._known(case, place.start, place.end) != "no"

    def _is_created(self, item: Gives) -> bool:
        """Return True if the pages create objects in the collection that a response lists."""
        return any(other.how == "create" for other in self._given[item.ids.template])

    def _ids(self, case: Case) -> TargetIds:
        return self._known_ids.of(case)

    def _types_of_objects(self) -> dict[str, set[str]]:
        """Return the resource types by the templates of single objects."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for case in self._cases:
            ids, shape = self._ids(case), case.expectation.shape
            ends_with_id = bool(ids.places) and ids.template == ids.places[-1].template
            if ends_with_id and not shape.is_collection and case.request.method != "DELETE":
                found[ids.template].add(shape.type)
        return found


def _rank(
    item: Gives, created: Set[str], *, case: Case, place: IdPlace, is_removed: bool, kind: str
) -> tuple[object, ...]:
    """Return what orders the responses that give a value: the nearest safe one comes first."""
    _, is_documented = item.value(place.names, place.by)
    is_create = item.how == "create"
    same_page = item.case.page.path == case.page.path
    root = target_ids(case.request.target).root
    return (
        is_create != is_removed,
        bool(kind) and item.type.removeprefix("#") != kind.removeprefix("#"),
        item.ids.root not in ("", root) and root != "",
        item.is_filtered,
        item.ids.template not in created,
        "(" in item.ids.template,
        depth(item.ids.template),
        not is_documented,
        bool(_query(item.case)),
        not same_page,
        item.case.id,
    )


def _last_word(case: Case) -> str:
    """Return the last word of a path in lower case: `teams` of `/me/joinedTeams`."""
    last = split(case.request.target).path.rstrip("/").rpartition("/")[2]
    return _HUMP.split(last)[-1].lower()


def _in_query(case: Case, ids: TargetIds) -> list[tuple[int, int]]:
    """Return the ranges of the placeholders after the path that are not those of a URL."""
    target = case.request.target
    start, taken = target.find("?"), {place.start for place in ids.places}
    spans = [match.span() for match in PLACEHOLDER.finditer(target, start)] if start >= 0 else []
    return [span for span in spans if span[0] not in taken]


def _planned(place: IdPlace, sources: tuple[CapturedFrom, ...]) -> PlannedCapture:
    return PlannedCapture(
        place="path",
        start=place.start,
        end=place.end,
        written=place.written,
        template=place.template,
        sources=sources,
    )


def _query(case: Case) -> str:
    return split(case.request.target).query
