"""Collects the findings of a flow, page by page, into a `Run`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docreplay.config.settings import Config
from docreplay.diagnostics.page_limit import PageLimit
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.rule_filter import CaseAt, no_case, rule_filter
from docreplay.diagnostics.run_limit import FindingLimit, remarked, with_unlisted
from docreplay.diagnostics.suppressions import Selected
from docreplay.model.exchange import Reading, Suppression
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.markup.block import Block
from docreplay.model.run import Run, Verdict

UNANNOTATED = "unannotated"
"""Count of HTTP messages without annotation that were not read."""

_Key = tuple[str, Location, str]
"""Code, place and message: what makes two findings the same."""


class RunBuilder:
    """Builder of a run: counts, and the findings that are neither ignored nor suppressed.

    Of one rule, only the first findings on a page are listed; the others become one finding. So do
    those of the whole run beyond `max-findings`.
    """

    def __init__(
        self,
        config: Config,
        total: int,
        progress: Progress = quiet,
        *,
        sources: Mapping[str, str] | None = None,
    ) -> None:
        self._filter = rule_filter(config)
        self._sources = {} if sources is None else sources
        self._total = total
        self._progress = progress
        self._findings = FindingLimit(config.max_findings)
        self._limit = PageLimit()
        self._included: set[_Key] = set()
        self._counts: dict[str, int] = {"pages": 0}

    def reading(self, reading: Reading, more: Iterable[Finding] = (), *, ran: str = "") -> None:
        """Add a page that was read, with further findings about it; `ran` as for `add`.

        A finding is added once, though a response may answer several requests, and several pages
        include the same file.
        """
        found = self._once(reading.page.path, (*reading.findings, *more))
        case_at = case_at_of(reading) if self._filter.names_cases else no_case
        self.add(found, reading.suppressions, ran=ran, case_at=case_at)
        self.count("pages")
        self.count("exchanges", len(reading.exchanges))
        if reading.unannotated:
            self.count(UNANNOTATED, reading.unannotated)
        self._progress(self._counts["pages"], self._total)

    def included(self, findings: Iterable[Finding]) -> None:
        """Add findings in a file that pages include, except those that were added with a page."""
        self.add(self._once("", findings))

    def _once(self, page: str, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings on the page itself, and new ones in files that it includes."""
        own: set[_Key] = set()
        for finding in findings:
            seen = own if finding.location.path == page else self._included
            key = (finding.code, finding.location, finding.message)
            if key not in seen:
                seen.add(key)
                yield finding

    def add(
        self,
        findings: Iterable[Finding],
        suppressions: Sequence[Suppression] = (),
        *,
        ran: str | tuple[str, ...] = "",
        case_at: CaseAt = no_case,
    ) -> None:
        """Add findings, except those that are ignored or suppressed.

        `ran` is the start of the codes of rules that checked the page, such as `DOC`, or several:
        only suppressions of those can be unused. Without it, no unused suppression is reported.
        """
        selected = self._filter.apply(findings, suppressions, case_at)
        self._take(selected)
        if ran and selected.unused:
            self._take(self._filter.remarks(suppressions, selected.unused, ran))

    def _take(self, selected: Selected) -> None:
        self._findings.add(self._limit.within(selected.findings))
        if selected.suppressed:
            self.count("suppressed", selected.suppressed)

    def count(self, name: str, number: int = 1) -> None:
        """Add a number to a count."""
        self._counts[name] = self._counts.get(name, 0) + number

    def run(self, command: str, verdicts: Iterable[Verdict] = ()) -> Run:
        """Return the run, with the findings in order of their places."""
        self._findings.add(self._limit.rest())
        findings = sorted(self._findings.listed(), key=lambda finding: finding.sort_key)
        run = Run(
            command=command,
            findings=tuple(findings),
            verdicts=tuple(verdicts),
            counts=with_unlisted(self._counts, self._findings.unlisted),
            sources=self._sources,
        )
        return remarked(run, self._findings.place())


def case_at_of(reading: Reading) -> CaseAt:
    """Return the function that gives the id of the case that a line of the page documents.

    A case has the lines of its request and response, from the annotation to the end of the block.
    """
    spans = sorted(
        (_first_line(block), block.end_line, item.id)
        for item in reading.exchanges
        for block in (item.request_block, item.response_block)
        if block
    )
    starts = [start for start, _, _ in spans]

    def case_at(location: Location) -> str:
        index = bisect_right(starts, location.line) - 1
        if index < 0 or location.path != reading.page.path:
            return ""
        _, end, case_id = spans[index]
        return case_id if location.line <= end else ""

    return case_at


def _first_line(block: Block) -> int:
    return block.annotation.location.line if block.annotation else block.opening.line
