"""Verdicts on requests whose responses are kept or compared, by what these led to."""

from dataclasses import replace

from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.case_outcome import verdict_of
from docreplay.flows.replay.followed_findings import followed_findings, with_followed
from docreplay.model.case import Case, Outcome
from docreplay.model.run import CaseOutcome, Verdict


class FollowedVerdicts:
    """Judges operations that were followed and lists that were read, as `docreplay test` does."""

    def __init__(self, index: CaseIndex) -> None:
        self._index, self._rules = index, rule_filter(index.config)

    def of(self, case: Case, outcome: Outcome, how: CaseOutcome, reason: str = "") -> Verdict:
        """Return the verdict `how`, or a failure by the worst finding about what was followed."""
        verdict = verdict_of(case, outcome, how, reason)
        found = followed_findings(case, outcome)
        if not found:
            return verdict
        record = self._index.record(case.page)
        suppressions = record.suppressions if record else ()
        selected = self._rules.apply(found, suppressions, lambda _: case.id)
        worst = max(selected.findings, key=lambda item: item.severity, default=None)
        if worst and worst.severity >= self._index.config.fail_on:
            verdict = verdict_of(case, outcome, "failed", str(worst))
        verdict = replace(verdict, findings=selected.findings, suppressed=selected.accepted)
        return with_followed(verdict, outcome)
