"""One execution of a command, as reports see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location

CaseOutcome = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one case ended."""

    id: str
    location: Location
    title: str
    outcome: CaseOutcome
    reason: str = ""
    """Why it was skipped, or the first line of why it failed."""
    findings: tuple[Finding, ...] = ()
    reproduce: str = ""
    """A `curl` command without secrets, for a case that was sent."""
    messages: str = ""
    """The request and the answer of a case that is not as documented, whole, without secrets."""
    elapsed: float = 0.0
    unreachable: bool = False
    """Whether it failed because no answer came: another verdict than a mismatch."""
    refused: bool = False
    """Whether it failed because the service refused the credentials, or wanted some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All that a report may show: findings outside of cases, verdicts, and counts.

    `counts` are the command's own totals in the order to print them, such as
    `{"pages": 7, "exchanges": 9}`. `sources` maps the path of a page to its text, so that a
    report can quote lines without touching a file.
    """

    command: str
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    known: tuple[Finding, ...] | None = None
    """Findings that a baseline accepts, and that are none of `findings`; None without baseline."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The run's own findings and those of its verdicts, by place."""
        inner = (finding for verdict in self.verdicts for finding in verdict.findings)
        return tuple(sorted((*self.findings, *inner), key=lambda finding: finding.sort_key))

    def count(self, outcome: CaseOutcome) -> int:
        """How many cases ended so."""
        return sum(verdict.outcome == outcome for verdict in self.verdicts)

    def worst(self) -> Severity | None:
        """The severity of the worst finding."""
        return max((finding.severity for finding in self.all_findings), default=None)
