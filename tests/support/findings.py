"""Findings as whole records, for expected outputs that leave nothing out."""

from collections.abc import Iterable, Iterator

from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON, json_line
from docreplay.report.records import finding_record


def whole(example: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line of JSON for each finding of an example, with what explains and what fixes it."""
    for finding in findings:
        related: list[JSON] = [f"{item.location} {item.message}" for item in finding.related]
        fix = finding.fix
        edits: list[JSON] = [
            f"{edit.start} {edit.end} {edit.text!r}" for edit in (fix.edits if fix else ())
        ]
        yield json_line(
            {
                "example": example,
                **_record(finding),
                "related": related,
                "fix": f"{fix.title} ({fix.safety})" if fix else None,
                "edits": edits,
                "segment": finding.segment,
                "cause": finding.cause,
            }
        )


def _record(finding: Finding) -> dict[str, JSON]:
    """Return the record of a finding; the responses of changes have a book of their own."""
    record = finding_record(finding)
    del record["counter_example"]
    return record
