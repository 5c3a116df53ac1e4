"""Verdicts as text, for the way from the process that runs a test to the reporter."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from docreplay.model.finding import Finding, Related, Severity
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.model.shown_exchange import ShownExchange, ShownLine

_PLAIN = tuple(
    item.name
    for item in fields(Finding)
    if item.name not in {"severity", "location", "end", "related"}
)


def dump(verdict: Verdict) -> str:
    """Return the verdict as ASCII text, which is safe in every channel."""
    return json.dumps(
        {
            "id": verdict.id,
            "location": verdict.location,
            "title": verdict.title,
            "outcome": verdict.outcome,
            "reason": verdict.reason,
            "findings": [_row(finding) for finding in verdict.findings],
            "suppressed": [_row(finding) for finding in verdict.suppressed],
            "matched": verdict.matched,
            "unmatched": verdict.unmatched,
            "reproduce": verdict.reproduce,
            "exchange": _exchange_row(verdict.exchange),
            "elapsed": verdict.elapsed,
            "unreachable": verdict.unreachable,
            "kind": verdict.kind,
            "refused": verdict.refused,
            "recordings": verdict.recordings,
        }
    )


def load(text: str) -> Verdict:
    """Return the verdict that `dump` wrote."""
    row: dict[str, Any] = json.loads(text)
    row["location"] = Location(*row["location"])
    for name in ("findings", "suppressed"):
        row[name] = tuple(_finding(finding) for finding in row[name])
    row["exchange"] = _exchange(row["exchange"])
    for name in ("matched", "unmatched", "recordings"):
        row[name] = tuple(row[name])
    return Verdict(**row)


def _exchange_row(exchange: ShownExchange | None) -> object:
    names = (item.name for item in fields(ShownExchange))
    return exchange and {name: getattr(exchange, name) for name in names}


def _exchange(row: Mapping[str, Any] | None) -> ShownExchange | None:
    if row is None:
        return None
    lines = {
        name: tuple(ShownLine(*line) for line in row[name]) for name in ("request", "response")
    }
    return ShownExchange(**{**row, **lines})


def _row(finding: Finding) -> dict[str, object]:
    plain = {name: getattr(finding, name) for name in _PLAIN if name != "fix"}
    return plain | {
        "severity": int(finding.severity),
        "location": finding.location,
        "end": finding.end,
        "related": [(related.location, related.message) for related in finding.related],
    }


def _finding(row: Mapping[str, Any]) -> Finding:
    rebuilt = {
        "severity": Severity(row["severity"]),
        "location": Location(*row["location"]),
        "end": row["end"] and Location(*row["end"]),
        "related": tuple(
            Related(location=Location(*location), message=message)
            for location, message in row["related"]
        ),
    }
    return Finding(**{**row, **rebuilt})
