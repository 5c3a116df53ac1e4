"""What is only known at the end of a whole run: no shard of it can decide that alone."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.diagnostics.uniform_failures import as_one
from docreplay.model.finding import Finding
from docreplay.model.run import Run, Undecided

EMBEDDED = "the embedded service (the pages themselves)"
"""What a run without a base URL asks."""


def concluded(run: Run) -> Run:
    """Return the run with findings that its cases decide together; a shard stays as it is.

    If all cases failed alike against a service, that is one failure of the service.
    """
    if run.shard:
        return run
    findings = (*run.findings, *_decided(run.undecided))
    verdicts = run.verdicts if run.service in ("", EMBEDDED) else as_one(run.verdicts)
    ordered = tuple(sorted(findings, key=lambda finding: finding.sort_key))
    return replace(run, findings=ordered, verdicts=verdicts, undecided=())


def _decided(found: Iterable[Undecided]) -> Iterator[Finding]:
    """Yield the findings that are true of every shard that has them."""
    verdicts: dict[Finding, bool] = {}
    for finding, is_true in found:
        verdicts[finding] = is_true and verdicts.get(finding, True)
    return (finding for finding, is_true in verdicts.items() if is_true)
