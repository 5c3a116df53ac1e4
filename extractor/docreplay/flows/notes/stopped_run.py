"""The findings about a run that stopped before all of its cases were judged."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.run_stopped import RULE
from docreplay.model.finding import Finding
from docreplay.model.run import Run, Verdict


def stopped_run(config: Config, verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """Yield a finding for each reason why cases were not judged, at the first of them."""
    found = tuple(verdicts)
    by_reason: dict[str, list[Verdict]] = {}
    for verdict in sorted(found, key=lambda verdict: verdict.location):
        if verdict.kind == "not-judged":
            by_reason.setdefault(verdict.reason, []).append(verdict)
    policy = rule_filter(config)
    for reason, own in by_reason.items():
        were = f"{len(own)} of {len(found)} cases {'was' if len(own) == 1 else 'were'} not judged"
        message = f"{were}: {reason.removeprefix('not sent: ')}"
        if kept := policy.judge(RULE.at(own[0].location, message)):
            yield kept


def interrupted(config: Config, run: Run, number: int) -> Run:
    """Return a run that Ctrl+C ended, with the finding about the cases that were not run.

    `number` is that of all selected cases. Raises `KeyboardInterrupt` if no case was run.
    """
    done = len(run.verdicts)
    if not done:
        raise KeyboardInterrupt
    left = max(number - done, 0)
    were = "was" if left == 1 else "were"
    message = f"{left} of {number} cases {were} not judged: the run was interrupted"
    found = rule_filter(config).judge(RULE.at(run.verdicts[-1].location, message))
    findings = (*run.findings, found) if found and left else run.findings
    return replace(run, findings=findings, is_interrupted=True)
