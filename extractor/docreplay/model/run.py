"""One execution of a command, as input of reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from docreplay.model.finding import Finding, Severity
from docreplay.model.history import RunHistory
from docreplay.model.location import Location
from docreplay.model.shard import Shard
from docreplay.model.shown_exchange import ShownExchange
from docreplay.model.translation import PageVerdict

CaseOutcome = Literal["passed", "failed", "skipped", "accepted", "nothing-compared", "setup-failed"]
"""`accepted`: a mismatch that a suppression or the baseline accepts. `nothing-compared`: sent and
not contradicted, but nothing of the documented body was compared. `setup-failed`: what must come
before the case, or clean up after it, failed, so that nothing is known about the case."""

VerdictKind = Literal[
    "",
    "unreachable",
    "timed-out",
    "died",
    "unreadable",
    "refused",
    "service-failed",
    "redirected",
    "operation-failed",
    "operation-unfinished",
    "not-judged",
    "hook-failed",
]
"""Why nothing is known about a claim of the page: the kinds of `Unreachable`, a response with 401
or 403, 5xx or 3xx in place of what the page documents, an accepted operation that failed or whose
end is not known, a case that was not sent because the run had stopped, and one that a hook of the
project failed. `""` for all other verdicts."""


UNLISTED: Mapping[Severity, str] = {item: f"unlisted_{item}s" for item in Severity}
"""Counts of findings beyond `max-findings`, by their severity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict on one case."""

    id: str
    location: Location
    title: str
    outcome: CaseOutcome
    reason: str = ""
    """Why it did not pass: of a failure the first line."""
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    """Findings that a suppression on the page accepts."""
    matched: tuple[str, ...] = ()
    """Path patterns of the comparison that match a value of the page or of the response."""
    unmatched: tuple[str, ...] = ()
    """Path patterns that match neither, as far as that is known."""
    reproduce: str = ""
    """A `curl` command without secrets, for a case that was sent."""
    exchange: ShownExchange | None = None
    """Documented and real messages of a case that is not as documented, without secrets."""
    elapsed: float = 0.0
    unreachable: bool = False
    """True if it failed without a response: not a mismatch."""
    kind: VerdictKind = ""
    """Why a failed case says nothing about the page, or `not-judged` of a skipped one."""
    refused: bool = False
    """True if it failed because the service rejected the credentials, or required some."""
    steps: tuple[str, ...] = ()
    """What came of each step of a story, one line for each."""
    recordings: tuple[str, ...] = ()
    """Ids of the recordings on its page that answered, or that were made."""

    @property
    def is_failure(self) -> bool:
        """True if the run must not pass with it."""
        return self.outcome in ("failed", "setup-failed")

    @property
    def messages(self) -> str:
        """The whole request and response of a case that is not as documented, or `""`."""
        return self.exchange.messages if self.exchange else ""


class Undecided(NamedTuple):
    """A finding about a whole run, of which a shard knows its own part only."""

    finding: Finding
    is_true: bool
    """Whether it is true of the cases of the shard; it must be so for all shards that have it."""


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
    is_interrupted: bool = False
    """Whether Ctrl+C ended the run."""
    service: str = ""
    """The service that was asked, for `against …`; `""` if the command asks none."""
    started: str = ""
    """When the run began (RFC 3339, UTC), or `""`; only for formats that are not compared."""
    seconds: float = 0.0
    """Duration of the run, or 0 if it does not matter."""
    rerun: str = ""
    """The command that runs a case again, but for the id of the case; `""` if there is none."""
    partly: frozenset[str] = frozenset()
    """Pages of which only some cases were selected."""
    known: tuple[Finding, ...] | None = None
    """Findings accepted by a baseline, which are not in `findings`; None without a baseline."""
    run_id: str = ""
    """Digest of what was selected to be run: equal for all shards of a run, and for the whole."""
    shard: Shard | None = None
    """The part of the run that this is; None for a whole run."""
    undecided: tuple[Undecided, ...] = ()
    """Findings that a shard cannot decide alone; they are not in `findings`."""
    translations: tuple[PageVerdict, ...] = ()
    """Verdicts about translated pages, if they were compared."""
    revision: str = ""
    """Git revision of the documentation, or `""`; only for formats that are not compared."""
    link: str = ""
    """Template of links to the pages, with `{path}` and `{line}`, or `""`."""
    history: RunHistory | None = None
    """Earlier runs of the command, if they are asked for."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of the run and of its verdicts, ordered by place."""
        inner = (finding for verdict in self.verdicts for finding in verdict.findings)
        return tuple(sorted((*self.findings, *inner), key=lambda finding: finding.sort_key))

    def count(self, outcome: CaseOutcome) -> int:
        """Return the number of cases with an outcome."""
        return sum(verdict.outcome == outcome for verdict in self.verdicts)

    @property
    def compared_nothing(self) -> bool:
        """True if there are cases, and in none of them anything was compared."""
        uncompared = self.count("skipped") + self.count("nothing-compared")
        return bool(self.verdicts) and uncompared == len(self.verdicts)

    def at_least(self, severity: Severity) -> "Run":
        """Return the run without less severe findings, which are counted as `hidden`."""
        if severity is Severity.NOTE:
            return self
        hidden = sum(finding.severity < severity for finding in self.all_findings)
        unlisted = {name for item, name in UNLISTED.items() if item < severity}
        hidden += sum(self.counts.get(name, 0) for name in unlisted)
        counts = {name: number for name, number in self.counts.items() if name not in unlisted}
        return replace(
            self,
            findings=_at_least(severity, self.findings),
            verdicts=tuple(
                replace(verdict, findings=_at_least(severity, verdict.findings))
                for verdict in self.verdicts
            ),
            counts=counts | ({"hidden": hidden} if hidden else {}),
        )

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, or None."""
        return max((finding.severity for finding in self.all_findings), default=None)


def _at_least(severity: Severity, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity >= severity)
