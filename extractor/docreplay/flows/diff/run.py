"""`docreplay diff`: compares what two versions of the pages document."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.diff.check import changes
from docreplay.flows.diff.read import read_both
from docreplay.flows.diff.versions import versions
from docreplay.flows.pages.odd_pages import odd_pages
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.change_profiles import DEFAULT, Profile
from docreplay.model.api.documented_api import DocumentedApi
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding
from docreplay.model.run import Run
from docreplay.sources.source_texts import SourceTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDiff:
    """The run that compared two versions, and the changes that its findings are about."""

    run: Run
    changes: tuple[ApiChange, ...]
    old: str
    """The name of the old version."""
    new: str


def diff(
    config: Config,
    named: Sequence[str],
    *,
    profile: Profile = DEFAULT,
    progress: Progress = quiet,
) -> ApiDiff:
    """Return the changes from one version of the documented API to the other.

    `named` are two folders or git revisions, `OLD..NEW`, or one revision to compare with the
    working tree; nothing is checked out. A `profile` re-labels changes by its policy. Raises
    `ConfigError` for an unknown revision, `NothingMatched` if a version has no pages, and
    `PageUnreadable` for one that cannot be read.
    """
    old, new = versions(config, named)
    read = 0

    def counted() -> None:
        nonlocal read
        read += 1
        progress(read, 0)

    before, after = read_both(old, new, counted)
    builder = RunBuilder(new.config, 0, sources=SourceTexts(new.store, old.store))
    found = {}
    for rule, derived in changes(before, after):
        change = derived.under(profile)
        finding = change.finding(rule, old.label)
        found[_identity(finding)] = (change, finding)
    for findings, suppressions in _by_page([item for _, item in found.values()], after):
        builder.add(findings, suppressions)
    builder.included(odd_pages(old.config, old.store))
    builder.included(odd_pages(new.config, new.store))
    builder.count("pages", len(after.pages))
    builder.count("changes", len(found))
    run = builder.run("diff")
    kept = [found[_identity(item)][0] for item in run.findings if _identity(item) in found]
    return ApiDiff(run=run, changes=tuple(kept), old=old.label, new=new.label)


def _identity(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.location, finding.message)


def _by_page(
    findings: Sequence[Finding], api: DocumentedApi
) -> Iterator[tuple[list[Finding], tuple[Suppression, ...]]]:
    """Yield the findings of each page with the suppressions on it."""
    suppressions = {page.path: page.suppressions for page in api.pages.values()}
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.location.path].append(finding)
    for path, found in groups.items():
        yield found, suppressions.get(path, ())
