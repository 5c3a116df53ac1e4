"""What the order of a run could not do justice to."""

from collections.abc import Iterator, Sequence

from docreplay.cases.order_groups import order_cycle
from docreplay.diagnostics.rules.order_cyclic import RULE as CYCLIC
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.run import Verdict


def order_notes(index: CaseIndex, found: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield the finding about pages that destroy what each other uses, if there are some."""
    if not index.config.unsafe_methods:
        return
    paths = {verdict.location.path for verdict in found}
    cycle = order_cycle(index.tested_cases(paths))
    if cycle:
        names = ", ".join(f"`{path}`" for path in cycle)
        message = f"these pages destroy what the next of them uses: {names}"
        yield CYCLIC.at(Location(cycle[0], 1), message)
