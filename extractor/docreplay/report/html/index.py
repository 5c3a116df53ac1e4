"""What the report shows at once: a column for each fact of findings, cases and pages."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple

from docreplay.diagnostics.rule_catalogue import RulePage, rule_pages
from docreplay.model.json.value import JSON
from docreplay.model.run import Run, Verdict
from docreplay.model.translation import PageVerdict
from docreplay.report.html.order import OUTCOMES, Listed, listed_findings, ordered_cases
from docreplay.report.html.past import fresh, gone, letters, past_runs
from docreplay.report.html.places import Numbering, areas_of, locales_of
from docreplay.report.totals import totals

Record = dict[str, JSON]


class ReportContent(NamedTuple):
    """The cases and findings of a run in the order of the report."""

    run: Run
    cases: tuple[Verdict, ...]
    findings: tuple[Listed, ...]
    paths: Numbering
    """Paths of pages by number; `index` numbers all of them."""


def content_of(run: Run) -> ReportContent:
    """Return the content of a run's report."""
    cases = ordered_cases(run)
    return ReportContent(run, cases, listed_findings(run, cases), Numbering())


def index(content: ReportContent) -> Record:
    """Return the columns, and the lists that they have numbers of."""
    run, paths = content.run, content.paths
    rules, causes, reasons, classes = Numbering(), Numbering(), Numbering(), Numbering()
    classes.number("")
    findings = _findings(content, (rules, causes, classes))
    cases = _cases(content, reasons)
    pages = _pages(run.translations, paths)
    return {
        "about": _about(run),
        "totals": dict(totals(run)),
        **_places(paths.all, {page.path: page.locale for page in run.translations}),
        "rules": _rules(rules.all),
        "causes": list(causes.all),
        "reasons": list(reasons.all),
        "classes": list(classes.all),
        "outcomes": list(OUTCOMES),
        "findings": findings,
        "cases": cases,
        "pages": pages,
        "history": _history(content),
    }


def _about(run: Run) -> Record:
    return {
        "command": run.command,
        "rerun": run.rerun,
        "version": version("docreplay"),
        "service": run.service,
        "started": run.started,
        "seconds": round(run.seconds, 3),
        "revision": run.revision,
        "link": run.link,
    }


def _places(paths: Sequence[str], known: Mapping[str, str]) -> Record:
    locales, areas = Numbering(), Numbering()
    return {
        "paths": list(paths),
        "locale": [locales.number(name) for name in locales_of(paths, known)],
        "area": [areas.number(name) for name in areas_of(paths)],
        "locales": list(locales.all),
        "areas": list(areas.all),
    }


def _findings(content: ReportContent, names: tuple[Numbering, Numbering, Numbering]) -> Record:
    rules, causes, classes = names
    listed = content.findings
    found = [item.finding for item in listed]
    return {
        "rule": [rules.number(item.code) for item in found],
        "severity": [int(item.severity) for item in found],
        "path": [content.paths.number(item.location.path) for item in found],
        "line": [item.location.line for item in found],
        "column": [item.location.column for item in found],
        "message": [item.message for item in found],
        "case": [item.case for item in listed],
        "class": [classes.number(item.change_class) for item in found],
        "cause": [causes.of(item.cause) for item in found],
        "fresh": list(map(int, fresh(content.run.history, listed))),
        "accepted": [int(item.is_accepted) for item in listed],
    }


def _cases(content: ReportContent, reasons: Numbering) -> Record:
    cases, paths = content.cases, content.paths
    return {
        "id": [case.id for case in cases],
        "title": [case.title for case in cases],
        "path": [paths.number(case.location.path) for case in cases],
        "line": [case.location.line for case in cases],
        "outcome": [OUTCOMES.index(case.outcome) for case in cases],
        "reason": [reasons.of(case.reason) for case in cases],
        "milliseconds": [round(case.elapsed * 1000) for case in cases],
        "trouble": [1 if case.unreachable else 2 if case.refused else 0 for case in cases],
        "history": letters(content.run.history, cases),
    }


def _pages(pages: Sequence[PageVerdict], paths: Numbering) -> Record:
    return {
        "path": [paths.number(page.path) for page in pages],
        "state": [page.state for page in pages],
        "integrity": [page.integrity for page in pages],
        "freshness": [page.freshness for page in pages],
        "trust": [page.trust for page in pages],
        "words": [page.words for page in pages],
    }


def _rules(codes: Iterable[str]) -> list[JSON]:
    """Return the rules with their documentation; one of a different version has none."""
    known = {page.rule.code: page for page in rule_pages()}
    return [_rule(code, known.get(code)) for code in codes]


def _rule(code: str, page: RulePage | None) -> Record:
    if page is None:
        return {"code": code, "name": "", "summary": "", "text": ""}
    return {"code": code, "name": page.rule.name, "summary": page.summary, "text": page.text}


def _history(content: ReportContent) -> Record:
    history = content.run.history
    missing = gone(history, content.findings)
    return {
        "runs": past_runs(history),
        "fixed": [item._asdict() for item in missing[:_LISTED]],
        "gone": len(missing),
        "ignored": history.ignored if history else 0,
    }


_LISTED = 200
"""Number of findings that are gone which the report lists."""
