"""Rows of fixture books: what a page documents, what a service answered then and now."""

import re
from collections.abc import Iterable, Iterator

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.documented_bodies import DocumentedBodies
from docreplay.flows.pages.select import scope_of
from docreplay.flows.snapshots.observations import Observations, Observed, asked_of
from docreplay.flows.snapshots.record import snapshot_of
from docreplay.flows.snapshots.regress import ChangePolicy, compared
from docreplay.model.api.change_profiles import DEFAULT, PROFILES
from docreplay.model.case import Answer, Case, Outcome
from docreplay.model.finding import Finding
from docreplay.record.observe import observe
from docreplay.record.snapshot_reader import parsed
from docreplay.record.snapshot_text import written
from docreplay.sources.memory import MemoryStore
from docreplay.testing.pages import DOCS, exchange, response
from tests.support.book import Example

_TIMES = re.compile(r"^× (\d+)$", re.MULTILINE)
_SIDES = {
    "the page agrees with the old responses": "old",
    "the page agrees with the new responses": "new",
    "the page allows both": "both",
    "the page agrees with neither": "neither",
    "the page does not say": "silent",
}
_JSON = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"
URL = "https://api.example.com/v1/photo"


def page_of(row: Example) -> str:
    """Return the page of a row: whole, or an exchange with the documented response."""
    if whole := row.get("page"):
        return whole
    request = row.get("request", f"GET {URL}").rstrip()
    documented = _message(row, "documented", "shows") or "HTTP/1.1 200 OK"
    return exchange(request, documented, annotation=row.get("annotation").strip())


def _message(row: Example, whole: str, body: str) -> str:
    """Return a response: whole, or one with a JSON body."""
    if text := row.get(whole):
        return text.rstrip()
    shown = row.get(body)
    return f"{_JSON}{shown.rstrip()}" if shown else ""


def answers(text: str) -> Iterator[Answer]:
    """Yield the answers of a text: `× 12` on a line behind one repeats it."""
    parts = _TIMES.split(text)
    for at in range(0, len(parts), 2):
        if block := parts[at].strip("\n"):
            times = int(parts[at + 1]) if at + 1 < len(parts) else 1
            yield from [response(block)] * times


def found(row: Example) -> str:
    """Return the findings of a row, one a line: code, severity, class, place, side of the page."""
    return "".join(sorted(f"{_line(item)}\n" for item in findings(row)))


def findings(row: Example) -> tuple[Finding, ...]:
    """Return the findings of a row."""
    pages = {f"{DOCS}/api/page.md": page_of(row)}
    if resources := row.get("resources"):
        pages[f"{DOCS}/resources/page.md"] = resources
    config, store = Config(docs=(DOCS,)), MemoryStore(pages)
    index = CaseIndex(config, store)
    scope = scope_of(config, store)
    index.load(scope.taking_part)
    first = next(iter(index.all_tested()))
    bodies = DocumentedBodies(index)
    old = snapshot_of(_observed(first, answers(_message(row, "old", "then"))), bodies)
    known = parsed(written(old), "snapshot.json")
    made = Observations(
        index=index,
        scope=scope,
        found=tuple(_observed(first, answers(_message(row, "new", "now")))),
    )
    profile = PROFILES[row["profile"].strip()] if row.get("profile") else DEFAULT
    verdicts = compared(made, known, ChangePolicy(profile=profile))
    return tuple(finding for verdict in verdicts for finding in verdict.findings)


def _observed(case: Case, given: Iterable[Answer]) -> Iterator[Observed]:
    for answer in given:
        outcome = Outcome(result=answer, sent=None)
        yield Observed(case, outcome, answer.status, observe(answer, asked_of(case, URL)), answer)


def _line(finding: Finding) -> str:
    place = "-" if finding.pointer is None else finding.pointer or '""'
    sides = [side for words, side in _SIDES.items() if words in finding.message]
    (side,) = sides
    return f"{finding.code} {finding.severity} {finding.change_class} {place} {side}"
