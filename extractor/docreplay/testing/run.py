"""Run one rule, comparator or exporter over pages that are given as text."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from docreplay.compare.comparator import Comparator
from docreplay.compare.subject import ResponseSubject
from docreplay.config.settings import Config
from docreplay.diagnostics.registry import RuleCheck
from docreplay.drift.align import PagePair
from docreplay.drift.check import findings_of
from docreplay.drift.rule import DriftCheck, UnitCheck
from docreplay.emit.exporter import Exporter
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.pages.site_index import SiteIndex
from docreplay.lint.check import LintCheck
from docreplay.model.case import Answer
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding
from docreplay.model.markup.markup import Markup
from docreplay.model.types.resource_catalogue import catalogue_of
from docreplay.read.listed_values import prose_values_of
from docreplay.read.markup.markup import markup_of, tables_of
from docreplay.sources.memory import MemoryStore
from docreplay.testing.book import Example
from docreplay.testing.pages import DOCS, PAGE, cases_of, read_page

T = TypeVar("T")
_RESOURCES = f"{DOCS}/resources/page.md"


def assert_example(check: RuleCheck, example: Example) -> None:
    """Assert that a rule fires once on an example's `fires` and never on its `silent`.

    A rule of lint needs pages (`fires:api/page.md`); a rule of drift needs the source page
    (`source`) and two translations (`fires`, `silent`).
    """
    missing = {"fires", "silent"} - {key.partition(":")[0] for key in example.parts}
    assert not missing, f"{example.id}: no code block for {' and '.join(sorted(missing))}"  # noqa: S101  # the purpose
    fired, silent = (_example_findings(check, example, role) for role in ("fires", "silent"))
    assert len(fired) == 1, f"{example.id}: expected one finding, got {_listed(fired)}"  # noqa: S101  # the purpose
    assert not silent, f"{example.id}: expected no finding, got {_listed(silent)}"  # noqa: S101  # the purpose


def run_rule(check: LintCheck, pages: str | Mapping[str, str]) -> tuple[Finding, ...]:
    """Run a rule of lint over a page, or over pages that know each other (by path)."""
    texts = {PAGE: pages} if isinstance(pages, str) else pages
    return _with_site(texts, lambda site, reading: tuple(check.run(site.subject(reading))))


def run_drift_rule(
    check: DriftCheck | UnitCheck, source: str, translation: str
) -> tuple[Finding, ...]:
    """Run a rule of drift over a translation and the source page it was made from."""
    pair = PagePair(_outline(source, "source.md"), _outline(translation, PAGE))
    return tuple(findings_of(check, pair))


def run_comparator(
    comparator: Comparator, page: str, answer: Answer, *, case: str = "", resources: str = ""
) -> tuple[Finding, ...]:
    """Compare a response with the case of a page by one comparator.

    `case` is the name of the case if the page has several, `resources` a page of resource types.
    """
    found = {item.name: item for item in cases_of(page)}
    chosen = found[case] if case else next(iter(found.values()))
    tables = tables_of(resources, _RESOURCES)
    catalogue = catalogue_of(
        read_page(resources, _RESOURCES).resources,
        lambda _: tables,
        lambda _: prose_values_of(resources, _RESOURCES),
    )
    subject = ResponseSubject(chosen.expectation, answer, catalogue, chosen.request)
    return tuple(comparator.check(subject))


def export_files(exporter: Exporter, *pages: str) -> dict[str, str]:
    """Return the files that an exporter makes of pages, by path; each is verified."""
    paths = [PAGE, *(f"docs/api/page{number}.md" for number in range(2, len(pages) + 1))]
    found = (
        case for path, text in zip(paths, pages, strict=False) for case in cases_of(text, path)
    )
    files = tuple(exporter.export(found))
    for file in files:
        file.verify()
    return {file.path: file.text for file in files}


def _with_site(
    pages: Mapping[str, str], look: Callable[[SiteIndex, Reading], tuple[T, ...]]
) -> tuple[T, ...]:
    """Call `look` for each page with the index of all pages; return what it returned, in order."""
    config, store = Config(docs=(DOCS,)), MemoryStore(pages)
    found = pages_flow.pages(config, store=store)
    site = SiteIndex(config, store, found)
    return tuple(item for page in found for item in look(site, site.read(page)))


def _example_findings(check: RuleCheck, example: Example, role: str) -> tuple[Finding, ...]:
    if isinstance(check, DriftCheck | UnitCheck):
        return run_drift_rule(check, example["source"], example[role])
    if isinstance(check, LintCheck):
        return run_rule(check, example.pages(role))
    raise TypeError(f"expected a check of lint or drift, got {type(check).__name__}")


def _outline(text: str, path: str) -> Markup:
    found = markup_of(text, path)
    assert found is not None  # noqa: S101  # only the source side of a bilingual page may be missing
    return found


def _listed(findings: tuple[Finding, ...]) -> str:
    return "\n".join(map(str, findings)) or "none"
