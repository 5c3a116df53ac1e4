"""Suppressions of findings about a service that a run against that service did not need."""

from collections.abc import Iterable, Iterator, Set

from docreplay.compare.compare import contradictions
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.page_record import PageRecord
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding
from docreplay.model.run import Verdict

_RAN = "CON"
"""The beginning of the codes of rules that run when a response is compared."""


def unused_suppressions(
    index: CaseIndex, verdicts: Iterable[Verdict], partly: Set[str]
) -> Iterator[Finding]:
    """Yield a finding for each suppression of a `CON` rule on a page that suppresses nothing.

    That is known of pages of which every case was answered. What the page's own examples
    contradict, which `check` reports, needs its suppression as well.
    """
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.location.path, []).append(verdict)
    chosen = rule_filter(index.config)
    for path, own in found.items():
        record = None if path in partly else index.known(path)
        if record is None or not record.suppressions or not all(map(_is_judged, own)):
            continue
        unused = [item for item in record.suppressions if not _is_used(item, own)]
        if unused and (used := set(_contradicted(index, record))):
            unused = [item for item in unused if item.code.lower() not in used]
        yield from chosen.remarks(record.suppressions, unused, _RAN).findings


def _is_judged(verdict: Verdict) -> bool:
    return verdict.outcome != "skipped" and not verdict.unreachable and not verdict.refused


def _is_used(suppression: Suppression, verdicts: Iterable[Verdict]) -> bool:
    word = suppression.code.lower()
    return any(
        word in (item.code.lower(), item.name)
        for verdict in verdicts
        for item in verdict.suppressed
    )


def _contradicted(index: CaseIndex, record: PageRecord) -> Iterator[str]:
    """Yield the codes and names of what examples of the page contradict on pages of resources."""
    strictness = ConfiguredStrictness(index.config)
    for case in record.cases:
        options = strictness.of(case.page.path, case.id)
        for item in contradictions(case, index.catalogue, options):
            yield from (item.code.lower(), item.name)
