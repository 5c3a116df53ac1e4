"""Read a run from its JSON report, which the format `json` writes."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docreplay.errors import ConfigError
from docreplay.model.finding import Edit, ExampleResponse, Finding, Fix, Related, Severity
from docreplay.model.json.schema_check import Check, compiled
from docreplay.model.location import Location
from docreplay.model.run import Run, Undecided, Verdict
from docreplay.model.shard import Shard
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.model.translation import ChangedSentence, PageVerdict
from docreplay.report.records import SCHEMA_VERSION
from docreplay.report.totals import COUNTED

_Row = Mapping[str, Any]
_MOST_LINES = 10_000_000
"""Number of lines that the pages of any report may have together."""
_LINES_FOR_EACH = 20
"""Number of further lines for each character of a report."""
_HINT = "write it with `--report json=PATH`"


def read_run(text: str, name: str) -> Run:
    """Return the run of which `text` is the report; all formats render it like the original.

    `name` is the file, for messages. Raises `ConfigError` for anything but a report of this
    version.
    """
    try:
        row = json.loads(text)
        found = row["schema_version"]
    except (ValueError, KeyError, TypeError, RecursionError):  # ValueError: not JSON, or a number
        raise ConfigError(f"{name} is not a JSON report of docreplay", hint=_HINT) from None
    if found != SCHEMA_VERSION:
        message = f"{name}: expected a report of version {SCHEMA_VERSION}, got {found}"
        raise ConfigError(message, hint="use the version of docreplay that wrote it")
    try:
        _check()(row)
        _refuse_far_lines(row["lines"], _MOST_LINES + _LINES_FOR_EACH * len(text))
        return _run(row)
    except ValueError as error:
        raise ConfigError(f"{name}: invalid JSON report: {error}", hint=_HINT) from None


@cache
def _check() -> Check:
    """Return the check of reports by the schema that is published."""
    file = Path(__file__).parent / "schemas/run.json"
    return compiled(json.loads(file.read_text(encoding="utf-8")))


def _refuse_far_lines(rows: Mapping[str, _Row], most: int) -> None:
    """Raise `ValueError` if pages would be made of many more empty lines than they can have."""
    if sum(max(map(int, lines), default=0) for lines in rows.values()) > most:
        raise ValueError("`/lines`: numbers of lines are greater than pages can have")


def _run(row: _Row) -> Run:
    known = row["known"]
    verdicts = tuple(map(_verdict, row["cases"]))
    return Run(
        command=row["command"],
        findings=_findings(row["findings"]),
        verdicts=verdicts,
        counts=_counts(row["totals"], verdicts),
        sources={path: _text(lines) for path, lines in row["lines"].items()},
        service=row["service"] or "",
        started=row["started"] or "",
        seconds=float(row["seconds"]),
        rerun=row["rerun"] or "",
        known=None if known is None else _findings(known),
        run_id=row["run_id"] or "",
        shard=Shard.parse(row["shard"]) if row["shard"] else None,
        translations=tuple(map(_page, row.get("pages", ()))),
        undecided=tuple(
            Undecided(_finding(item["finding"]), bool(item["is_true"])) for item in row["undecided"]
        ),
    )


def _counts(totals: _Row, verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Return the command's own counts: the totals without what is derived from cases."""
    derived = set(COUNTED) if verdicts else set(COUNTED) - {"cases"}
    counts = {name: int(number) for name, number in totals.items() if name not in derived}
    counts["suppressed"] = counts.get("suppressed", 0) - sum(
        len(verdict.suppressed) for verdict in verdicts
    )
    return {name: number for name, number in counts.items() if number or name in _KEPT}


_KEPT = frozenset({"pages", "exchanges", "written", "known", "absent"})
"""Counts of a run that are 0 rather than missing."""


def _text(lines: _Row) -> str:
    """Return the text of a page as far as its lines are known; all others are empty."""
    found = {int(number): line for number, line in lines.items()}
    return "\n".join(found.get(number, "") for number in range(1, max(found, default=0) + 1))


def _verdict(row: _Row) -> Verdict:
    return Verdict(
        id=row["id"],
        location=Location(row["page"], int(row["line"]), int(row["column"])),
        title=row["title"],
        outcome=row["outcome"],
        reason=row["reason"],
        findings=_findings(row["findings"]),
        suppressed=_findings(row["suppressed"]),
        matched=tuple(row["matched"]),
        unmatched=tuple(row["unmatched"]),
        reproduce=row["curl"] or "",
        exchange=_exchange(row["exchange"]) if row["exchange"] else None,
        elapsed=float(row["elapsed"]),
        unreachable=bool(row["unreachable"]),
        kind=row["kind"] or "",
        refused=bool(row["refused"]),
        steps=tuple(row["steps"]),
        recordings=tuple(row["recordings"]),
    )


def _exchange(row: _Row) -> ShownExchange:
    return ShownExchange(
        request=tuple(map(_line, row["request"])),
        response=tuple(map(_line, row["response"])),
        sent=row["sent"],
        answer=row["answer"],
    )


def _line(row: _Row) -> ShownLine:
    return ShownLine(int(row["line"]), int(row["column"]), row["text"])


def _findings(rows: Iterable[_Row]) -> tuple[Finding, ...]:
    return tuple(map(_finding, rows))


def _finding(row: _Row) -> Finding:
    return Finding(
        code=row["code"],
        name=row["name"],
        severity=Severity[row["severity"].upper()],
        location=_place(row),
        end=_end(row) if row["end_line"] and row["end_column"] else None,
        message=row["message"],
        expected=row["expected"],
        actual=row["actual"],
        pointer=row["pointer"],
        related=tuple(map(_related, row["related"])),
        fix=_fix(row["fix"]) if row["fix"] else None,
        segment=row["segment"] or "",
        cause=row["cause"] or "",
        change_class=row["class"] or "",
        fingerprint=_own_fingerprint(row["fingerprint"] or ""),
        counter_example=_example(row.get("counter_example")),
    )


def _own_fingerprint(text: str) -> str:
    """Return the fingerprint of a change; others have a number, and are made anew."""
    return "" if ":" in text else text


def _example(row: _Row | None) -> ExampleResponse | None:
    """Return the example of a change; reports of earlier versions have none."""
    if row is None:
        return None
    return ExampleResponse(status=int(row["status"]), pointer=row["pointer"], value=row["value"])


def _related(row: _Row) -> Related:
    return Related(location=_place(row), message=row["message"], label=row["label"] or "")


def _fix(row: _Row) -> Fix:
    edits = tuple(
        Edit(start=_place(edit), end=_end(edit), text=edit["text"]) for edit in row["edits"]
    )
    return Fix(title=row["title"], safety=row["safety"], edits=edits)


def _page(row: _Row) -> PageVerdict:
    return PageVerdict(
        path=row["path"],
        locale=row["locale"] or "",
        state=row["state"],
        integrity=row["integrity"],
        freshness=row["freshness"],
        trust=row["trust"],
        basis=row["basis"],
        words=int(row["words"]),
        changes=tuple(map(_change, row["changes"])),
    )


def _change(row: _Row) -> ChangedSentence:
    return ChangedSentence(
        old=row["old"] or "",
        new=row["new"] or "",
        translation=row["translation"],
        line=int(row["line"]),
        source_line=int(row["source_line"]),
    )


def _place(row: _Row) -> Location:
    return Location(str(row["path"]), int(row["line"]), int(row["column"]))


def _end(row: _Row) -> Location:
    return Location(str(row["path"]), int(row["end_line"]), int(row["end_column"]))
