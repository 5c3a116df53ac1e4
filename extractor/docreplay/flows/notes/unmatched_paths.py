"""Paths of `[compare.paths]` and of annotations that matched nothing in a run against a service."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from docreplay.config.load import place_of
from docreplay.config.page_patterns import covers
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.body_path_unmatched import RULE
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.finding import Finding
from docreplay.model.http.http import is_json
from docreplay.model.json.lines import is_json_lines
from docreplay.model.json.value import JSON
from docreplay.model.run import Undecided, Verdict
from docreplay.model.strictness import KEYS
from docreplay.sources.pages import find_pages

Has = Callable[[str], bool]
"""Returns True for the path of a page that a shard has."""


class _Table(NamedTuple):
    """The paths of one table of `compare`; the pattern of the table for all cases is `""`."""

    pattern: str
    paths: Sequence[str]

    @property
    def key(self) -> str:
        return f"compare.{json.dumps(self.pattern)}.paths" if self.pattern else "compare.paths"


def unmatched_paths(
    index: CaseIndex, verdicts: Iterable[Verdict], has: Has | None = None
) -> Iterator[Undecided]:
    """Yield a finding for each path, and whether no value of its cases matches the path.

    `verdicts` are those of the whole run, or of a shard, which has the pages for which `has`
    returns True. What a case that was not answered might have is unknown.
    """
    found = {verdict.id: verdict for verdict in verdicts}
    if not has and not any(item.matched or item.unmatched for item in found.values()):
        return
    annotated = (Undecided(item, is_true=True) for item in _annotated(index, found))
    policy = rule_filter(index.config)
    for finding, is_true in (*_configured(index, found, has), *annotated):
        if kept := policy.judge(finding):
            yield Undecided(kept, is_true)


def _configured(
    index: CaseIndex, found: Mapping[str, Verdict], has: Has | None
) -> Iterator[Undecided]:
    """Yield the findings about paths of the configuration, at their lines."""
    unread = _unread(index)
    tested = [case for case in index.all_tested() if not has or has(case.page.path)]
    for table in _tables(index.config.compare):
        if any(_may_apply(table.pattern, path, name, index) for path, name in unread):
            continue
        cases = [case for case in tested if _applies(table.pattern, case, index)]
        own = [found.get(case.id) for case in cases if _has_json(case)]
        for path in table.paths if cases else ():
            is_true = all(verdict and path in verdict.unmatched for verdict in own)
            if is_true or has:
                place = place_of(index.config, table.key, path)
                message = f"`{table.key}`: `{path}` matches nothing in this run"
                yield Undecided(RULE.at(place, message), is_true)


def _annotated(index: CaseIndex, found: Mapping[str, Verdict]) -> Iterator[Finding]:
    """Yield the findings about paths of annotations, at the documented body."""
    for case in index.all_tested():
        body, verdict = case.expectation.body, found.get(case.id)
        for path in _paths_of(case) if verdict and body else ():
            if verdict and body and path in verdict.unmatched:
                message = f"`compare` of the annotation: `{path}` matches nothing in this run"
                yield RULE.at(body.location, message)


def _paths_of(case: Case) -> Sequence[str]:
    """Return the paths of the case's annotation; one that is not valid has none."""
    try:
        table: JSON = json.loads(case.expectation.shape.compare or "{}")
    except (ValueError, RecursionError):
        return ()
    return _keys(table)


def _tables(compare: Mapping[str, JSON]) -> Iterator[_Table]:
    yield _Table("", _keys(dict(compare)))
    for pattern, table in compare.items():
        if pattern not in KEYS:
            yield _Table(pattern, _keys(table))


def _keys(table: JSON) -> Sequence[str]:
    paths = table.get("paths") if isinstance(table, dict) else None
    return tuple(paths) if isinstance(paths, dict) else ()


def _unread(index: CaseIndex) -> Sequence[tuple[str, str]]:
    """Return the path and the name of each page whose cases are not known in any language."""
    pages = list(find_pages(replace(index.config, locales=()), index.store))
    known = {page.key for page in pages if index.is_loaded(page.path)}
    return [(page.path, page.name) for page in pages if page.key not in known]


def _may_apply(pattern: str, path: str, name: str, index: CaseIndex) -> bool:
    """Return True if a table may be about a case of the page."""
    is_case = pattern.startswith(f"{name}#")
    return not pattern or is_case or covers(pattern, path, index.config.docs)


def _applies(pattern: str, case: Case, index: CaseIndex) -> bool:
    return not pattern or covers(pattern, case.page.path, index.config.docs, case.id)


def _has_json(case: Case) -> bool:
    """Return True if values of the response are compared: HEAD has none (RFC 9110 §9.3.2)."""
    declared = case.expectation.media_type
    is_text = bool(declared) and not is_json(declared) and not is_json_lines(declared)
    return case.expectation.body is not None and not is_text and case.request.method != "HEAD"
