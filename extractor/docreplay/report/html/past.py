"""Earlier runs beside this one: outcomes of each case as letters, and which findings are new."""

from collections import Counter
from collections.abc import Sequence

from docreplay.model.history import FindingKey, RunHistory
from docreplay.model.json.value import JSON
from docreplay.model.run import Verdict
from docreplay.report.html.order import Listed

_LETTERS = {
    "passed": "P",
    "failed": "F",
    "skipped": "S",
    "accepted": "A",
    "nothing-compared": "N",
    "setup-failed": "E",
}
_NOT_RUN = "-"


def letters(history: RunHistory | None, cases: Sequence[Verdict]) -> list[JSON]:
    """Return one letter for each run of each case, oldest first, with this run at the end.

    All are empty without earlier runs.
    """
    if history is None or not history.runs:
        return [""] * len(cases)
    return [_of_case(history, case) for case in cases]


def _of_case(history: RunHistory, case: Verdict) -> str:
    past = (run.outcomes.get(case.id, "") for run in history.runs)
    return "".join(_LETTERS.get(outcome, _NOT_RUN) for outcome in (*past, case.outcome))


def past_runs(history: RunHistory | None) -> list[JSON]:
    """Return the records of the earlier runs."""
    return [
        {
            "name": run.name,
            "started": run.started,
            "service": run.service,
            "totals": dict(run.totals),
        }
        for run in (history.runs if history else ())
    ]


def fresh(history: RunHistory | None, listed: Sequence[Listed]) -> list[bool]:
    """Return True for each finding that the last run does not have; of equal ones, the last are."""
    if history is None or not history.runs:
        return [False] * len(listed)
    left = Counter(history.last_findings)
    found: list[bool] = []
    for item in listed:
        key = _key(item)
        found.append(not left[key] and not item.is_accepted)
        left[key] -= left[key] > 0
    return found


def gone(history: RunHistory | None, listed: Sequence[Listed]) -> list[FindingKey]:
    """Return the findings of the last run that this one does not have."""
    left = Counter(history.last_findings if history else ())
    left.subtract(_key(item) for item in listed)
    return sorted((+left).elements())


def _key(item: Listed) -> FindingKey:
    finding = item.finding
    return FindingKey(finding.code, finding.location.path, finding.message)
