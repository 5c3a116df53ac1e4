"""The order of the cases of a run: what is not its own is removed last."""

from collections.abc import Sequence

from docreplay.cases.order import in_order
from docreplay.cases.target_ids import target_ids
from docreplay.flows.capturing import capture_plan, is_safe, with_places
from docreplay.flows.case_index import CaseIndex
from docreplay.model.capture_plan import CapturePlan
from docreplay.model.case import Case
from docreplay.replay.values import Values


def run_order(index: CaseIndex, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases in the order in which a run sends them.

    With `captures = "infer"`, ids that pages write out are placeholders where they are replaced.
    A DELETE that takes its object from a list, as no page creates such objects, comes behind all
    others: they may be about the same object by a different path. Of those, the ones of deeper
    paths come first.
    """
    if index.config.captures != "infer" or all(map(is_safe, cases)):
        return in_order(cases)
    plan = capture_plan(index, Values.of_config(index.config))
    own = {case.id: case for case in cases}
    ordered = [own[case.id] for case in in_order(tuple(with_places(plan, cases)))]
    last = [case for case in ordered if _is_delete(case) and _removes_listed(plan, case)]
    last.sort(key=lambda case: -target_ids(case.request.target).template.count("/"))
    late = {case.id for case in last}
    return (*(case for case in ordered if case.id not in late), *last)


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
