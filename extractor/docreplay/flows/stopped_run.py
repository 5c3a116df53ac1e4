"""The findings about a run that stopped before all of its cases were judged."""

from collections.abc import Iterable, Iterator

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.run_stopped import RULE
from docreplay.model.finding import Finding
from docreplay.model.run import Verdict


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
