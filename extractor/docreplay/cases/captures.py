"""Plan which response gives the identifiers of each request (`captures = "infer"`)."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from docreplay.cases.capture_candidates import Candidates, KnownValue, in_query
from docreplay.cases.capture_links import link_captures, lost_tags
from docreplay.cases.capture_sources import Gives, gives, shown_type
from docreplay.cases.chosen_ids import ChosenIds
from docreplay.cases.known_ids import KnownIds
from docreplay.cases.target_ids import (
    IdPlace,
    TargetIds,
    depth,
    nested_ids,
    target_ids,
)
from docreplay.model.case import Case
from docreplay.model.http.url_template import split
from docreplay.model.stories.capture_plan import (
    CapturedFrom,
    CapturePlan,
    CasePlan,
    ExampleId,
    PlannedCapture,
)

_MOST = 3
"""Number of sources that are kept for one place, besides one that creates an object: lists may
be empty."""
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
        sent = [case for case in cases if is_sent(case)]
        self._chosen = ChosenIds(sent, self._known_ids)
        self._candidates = Candidates(cases, sent, self._known_ids, known)

    def plan(self) -> CapturePlan:
        return CapturePlan({(case.page.path, case.name): self._plan(case) for case in self._cases})

    def _plan(self, case: Case) -> CasePlan:
        ids = self._ids(case)
        captures: list[PlannedCapture] = []
        unfilled = [*ids.unknown, *in_query(case, ids)]
        examples: list[ExampleId] = []
        for place in map(partial(self._linked, ids), ids.places):
            if self._known(case, place.start, place.end) == "fixed":
                continue
            is_last = ids.template == place.template
            is_absent = is_last and case.expectation.status in _ABSENT
            is_asked = not is_absent and not self._chosen.is_own(case, place, is_last=is_last)
            if sources := self._sources(case, place, is_last=is_last) if is_asked else ():
                captures.append(_planned(place, sources))
            elif place.names or not is_absent:
                unfilled.append((place.start, place.end))
                if not (place.names or self._chosen.has(place)):
                    examples.append(ExampleId(place.written, place.start, place.end))
        links = (*link_captures(case, ids.template, self._given), *self._in_body(case))
        if any(link.place == "url" for link in links):
            return CasePlan(case=case, captures=links)
        open_ = tuple(self._candidates.without(case, unfilled))
        ids_left = [item for item in examples if (item.start, item.end) in open_]
        left = (*ids_left, *lost_tags(case, links))
        texts = (case.request.target[start:end] for start, end in open_)
        return CasePlan(
            case=case,
            captures=(*self._about_same(ids, captures), *links),
            unfilled=(*texts, *(item.written for item in left if item.header)),
            examples=left,
        )

    def _about_same(
        self, ids: TargetIds, captures: Sequence[PlannedCapture]
    ) -> Iterator[PlannedCapture]:
        """Yield the captures; what others take from paths of one object is about that object.

        `/drives/{id}/items/{id}` gets its item from `/me/drive/root/children`: then the drive is
        that of `GET /me/drive`.
        """
        inner = [self._ids(item.sources[0].case).template for item in captures]
        for item in captures:
            found = [
                CapturedFrom(case=same.case, value=same.value(())[0])
                for same in self._candidates.same.of(item.template)
                if any(
                    text.startswith(f"{same.ids.template}/")
                    for text, other in zip(inner, captures, strict=True)
                    if other.template.startswith(f"{item.template}/")
                )
            ]
            yield replace(item, sources=tuple(found[:1])) if found else item

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

    def _sources(self, case: Case, place: IdPlace, *, is_last: bool) -> tuple[CapturedFrom, ...]:
        """Return the responses that give an identifier, the one to ask first in front."""
        is_removed = is_last and case.request.method == "DELETE"
        own = {item.template for item in self._ids(case).places} - {place.template}
        known = self._candidates.of(place, case, own=own)
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

    def _is_created(self, item: Gives) -> bool:
        """Return True if the pages create objects in the collection that a response lists."""
        return any(other.how == "create" for other in self._given[item.ids.template])

    def _ids(self, case: Case) -> TargetIds:
        return self._known_ids.of(case)


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
