"""What a run against a service finds out about pages and configuration besides its verdicts."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docreplay.flows.notes.order_notes import order_notes
from docreplay.flows.notes.shown_credentials import shown_credentials
from docreplay.flows.notes.stopped_run import stopped_run
from docreplay.flows.notes.unmatched_paths import Has, unmatched_paths
from docreplay.flows.notes.unused_recordings import unused_recordings
from docreplay.flows.notes.unused_suppressions import unused_suppressions
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.finding import Finding
from docreplay.model.run import Undecided, Verdict


class ServiceNotes(NamedTuple):
    """Findings of a run as a whole, and what it cannot know."""

    findings: tuple[Finding, ...]
    """Suppressions and recordings that nothing needed, paths that matched nothing, credentials that
    pages show, and an order that cannot be right."""
    partly: frozenset[str]
    """Pages of which a case was not run."""
    undecided: tuple[Undecided, ...] = ()
    """Findings that only all shards of a run decide; none in a run that is not divided."""


def service_notes(
    index: CaseIndex, found: Sequence[Verdict], has: Has | None = None
) -> ServiceNotes:
    """Return what the verdicts of a whole run, or of a shard, say about pages and configuration.

    `has` returns True for the pages of the shard.
    Pages that are compared with themselves need no suppression, and have what they show.
    """
    partly = _partly(index, found)
    stopped = tuple(stopped_run(index.config, found))
    if not index.config.base_url:
        return ServiceNotes(stopped, partly)
    paths = tuple(unmatched_paths(index, found, has))
    findings = (
        *stopped,
        *unused_suppressions(index, found, partly),
        *(item.finding for item in paths if not has),
        *unused_recordings(index, found, partly),
        *shown_credentials(index, found),
        *order_notes(index, found),
    )
    return ServiceNotes(findings, partly, paths if has else ())


def _partly(index: CaseIndex, found: Iterable[Verdict]) -> frozenset[str]:
    """Return the pages of which a case was not run: `-k`, `-x` or an id left it out."""
    ran = {verdict.id for verdict in found}
    return frozenset(case.location.path for case in index.all_tested() if case.id not in ran)
