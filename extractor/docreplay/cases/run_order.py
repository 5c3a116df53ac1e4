"""The order of the cases of a run with captured values: what is not its own is removed last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docreplay.cases.order import in_order
from docreplay.cases.order_effects import path_of
from docreplay.cases.target_ids import ANY, target_ids
from docreplay.model.case import Case
from docreplay.model.stories.capture_plan import CapturePlan


def in_run_order(plan: CapturePlan, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases in the order in which a run with a plan sends them.

    Ids that pages write out are placeholders where they are replaced. A DELETE that takes its
    object from a list, as no page creates such objects, comes behind all others: they may be about
    the same object by a different path. Of those, the ones of deeper paths come first.
    """
    own = {case.id: case for case in cases}
    ordered = [own[case.id] for case in in_order(tuple(with_places(plan, cases)))]
    last = [case for case in ordered if _is_delete(case) and _removes_listed(plan, case)]
    last.sort(key=lambda case: -target_ids(case.request.target).template.count("/"))
    late = {case.id for case in last}
    return (*(case for case in ordered if case.id not in late), *last)


def with_places(plan: CapturePlan, cases: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases with `{}` in place of the ids in their paths that responses give."""
    for case in cases:
        found = plan.of(case)
        target = case.request.target
        for place in reversed(found.captures if found else ()):
            source = place.sources[0].case
            if place.place == "url" and source.request.method == "POST":
                target = "/".join(("", *path_of(source), ANY))  # an upload is below its session
            if place.place == "path" and not place.is_placeholder:
                target = f"{target[: place.start]}{{}}{target[place.end :]}"
        yield replace(case, request=replace(case.request, target=target))


def _is_delete(case: Case) -> bool:
    return case.request.method == "DELETE"


def _removes_listed(plan: CapturePlan, case: Case) -> bool:
    """Return True if the object that a DELETE removes comes from a response to a safe method."""
    found = plan.of(case)
    ids = [item for item in found.captures if item.place == "path"] if found else []
    if not ids or target_ids(case.request.target).template.endswith("$ref"):
        return False
    end = case.request.target.partition("?")[0].rstrip("/'\")")
    return ids[-1].end >= len(end) and ids[-1].sources[0].case.request.method == "GET"
