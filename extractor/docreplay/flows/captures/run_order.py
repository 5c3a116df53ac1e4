"""The order of the cases of a run."""

from collections.abc import Sequence

from docreplay.cases.order import in_order
from docreplay.cases.run_order import in_run_order
from docreplay.flows.captures.capturing import capture_plan, is_safe
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.replay.values import Values


def run_order(index: CaseIndex, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases in the order in which a run sends them (`captures` counts)."""
    if index.config.captures != "infer" or all(map(is_safe, cases)):
        return in_order(cases)
    return in_run_order(capture_plan(index, Values.of_config(index.config)), cases)
