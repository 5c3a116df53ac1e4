"""What changed since a response was recorded, as `docreplay regress` judges it."""

from collections.abc import Iterable

from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.select import Scope
from docreplay.flows.snapshots.observations import Observations, Observed, asked_of
from docreplay.flows.snapshots.regress import compared
from docreplay.model.case import Answer, Case, Outcome
from docreplay.model.finding import Finding
from docreplay.model.recordings.snapshot import Snapshot
from docreplay.record.observe import observe

_SCOPE = Scope(tree=(), selected=frozenset(), pages={}, source="")


def changes_since(index: CaseIndex, case: Case, outcome: Outcome) -> Iterable[Finding]:
    """Return what changed between the recording of a case and the response to it now.

    Both are compared as a snapshot of the one answer is compared with the other, and without their
    secrets. Nothing changed if the outcome has no recording to compare with.
    """
    recorded, now = outcome.recorded, outcome.redacted
    if recorded is None or now is None:
        return ()
    case = index.documented(case) or case
    before, after = (_observed(case, outcome, answer) for answer in (recorded, now))
    if before.observation is None:
        return ()
    snapshot = Snapshot(requests={before.key: {before.status: before.observation}})
    made = Observations(index=index, scope=_SCOPE, found=(after,))
    return [finding for item in compared(made, snapshot) for finding in item.findings]


def _observed(case: Case, outcome: Outcome, answer: Answer) -> Observed:
    asked = asked_of(case, outcome.sent.url if outcome.sent else "")
    return Observed(case, outcome, answer.status, observe(answer, asked), answer)
