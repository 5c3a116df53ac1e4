"""Holds translations to their sources: finds the version that each was made from, and judges it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.run_builder import Progress, RunBuilder, quiet
from docreplay.drift.align import Origin, PagePair
from docreplay.drift.check import findings
from docreplay.drift.freshness import words_of
from docreplay.drift.page_state import SourceVersion, missing, page_findings, page_verdict
from docreplay.drift.stamp import Stamp, stamp_of
from docreplay.drift.trust import stamp_findings
from docreplay.errors import NothingMatched
from docreplay.flows.drift.affected_cases import annotate_findings
from docreplay.flows.drift.source_history import history
from docreplay.flows.drift.source_versions import TranslationIndex, outline_at
from docreplay.flows.executor import spread
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Severity
from docreplay.model.outline import Outline
from docreplay.model.page import Page, PageId
from docreplay.model.translation import Drift, Integrity, PageVerdict
from docreplay.read.outline import outline_of
from docreplay.sources.store import FileStore, PageStore, SourceTexts

_CHUNK = 256
"""How many pages another process judges at a time; for each chunk it finds all pages anew."""


class Judged(NamedTuple):
    """What is said of one translation, before configuration and suppressions are asked."""

    verdict: PageVerdict
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    ran: str
    """How the codes begin of which every rule ran."""


def drift(
    config: Config,
    paths: Sequence[str] = (),
    *,
    store: PageStore | None = None,
    executor: Executor | None = None,
    progress: Progress = quiet,
) -> Drift:
    """Holds the translations below the paths, or all of them, to their sources.

    A page of the source locale among the paths stands for its translations. Any executor of
    `concurrent.futures` spreads the work. Raises `NothingMatched` where there is no translation,
    `ConfigError` for a path that is not there or a clone that is none.
    """
    store = store or FileStore(config.root)
    tree = TranslationIndex(config, store, paths)
    translations, lacking = tuple(tree.translations()), tuple(tree.lacking())
    if not translations and not lacking:
        hint = "name a page or folder of a translation, or check `source-locale`"
        raise NothingMatched("there is no translation here", hint=hint)
    tally = RunBuilder(config, len(translations), progress, sources=SourceTexts(store))
    verdicts = []
    work = partial(_judged_pages, config, store, paths)
    judging = spread(executor, work, translations, size=_CHUNK) if executor else work(translations)
    for judged in judging:
        verdicts.append(judged.verdict)
        tally.add(judged.findings, judged.suppressions, ran=judged.ran)
        tally.count("pages")
        progress(len(verdicts), len(translations))
    for path, locale, source in lacking:
        tally.add([missing(path, source.path)])
        words = words_of(tree.outline(source))
        verdicts.append(PageVerdict(path=path, locale=locale, state="missing", words=words))
    for state, number in sorted(Counter(verdict.state for verdict in verdicts).items()):
        tally.count(state, number)
    pages = tuple(sorted(verdicts, key=lambda verdict: verdict.path))
    return Drift(run=tally.run("drift"), pages=pages)


def of_pair(config: Config, source: str, target: str) -> Drift:
    """Holds the page at one path to that at another one, whatever its stamp says.

    Paths are relative to the project's root, or absolute and anywhere. Where one page is not
    there, the other one is missing its translation, or orphaned. Raises `PageUnreadable` where
    neither is there, or one cannot be read.
    """
    store = FileStore(config.root, named=(source, target))
    tally = RunBuilder(config, 1, sources=SourceTexts(store))
    tally.count("pages")
    if store.kind(source) != "missing" and store.kind(target) == "missing":
        tally.add([missing(target, source)])
        verdict = PageVerdict(path=target, locale="", state="missing")
    else:
        verdict = _judged_by(config, store, (source, target), tally)
    return Drift(run=tally.run("drift"), pages=(verdict,))


def _judged_by(
    config: Config, store: PageStore, paths: tuple[str, str], tally: RunBuilder
) -> PageVerdict:
    source, target = paths[0], outline_at(paths[1], store.text(paths[1]))
    stamp = stamp_of(target.front)
    page = PageId(path=target.path, locale="", key=target.path)
    if store.kind(source) == "missing":
        version = SourceVersion(has_tree=True)
        verdict = page_verdict(page, stamp, version, damaged=False)
        said = (*_of_stamp(page, target, version), *page_findings(page, version, verdict))
        tally.add(said, target.suppressions)
        return verdict
    version = SourceVersion(source=outline_at(source, store.text(source)), basis="stamped")
    found = broken(target, version, stamp, rule_filter(config).asked)
    tally.add(found, target.suppressions)
    integrity: Integrity = "damaged" if found else "intact"
    return PageVerdict(
        path=page.path, locale="", state="unknown", integrity=integrity, basis="stamped"
    )


def _judged_pages(
    config: Config, store: PageStore, paths: Sequence[str], found: Sequence[PageId]
) -> Iterator[Judged]:
    with history(config) as past:
        tree, asked = TranslationIndex(config, store, paths, past), rule_filter(config).asked
        yield from (_judged(tree, page, asked) for page in found)


def _judged(tree: TranslationIndex, page: PageId, asked: Collection[str]) -> Judged:
    translation = Page(id=page, text=tree.text(page.path))
    target = outline_of(translation.text, page.path)
    assert target  # noqa: S101  # only the source's side of a page may not be there
    stamp = stamp_of(target.front)
    version = tree.version(page, translation.text, stamp)
    found = broken(target, version, stamp, asked)
    if version.source and version.basis != "spans":
        found = annotate_findings(
            found,
            _page_of(version.source),
            translation,
            tree.options,
        )
    verdict = page_verdict(page, stamp, version, damaged=bool(found))
    stamped = _of_stamp(page, target, version)
    more = page_findings(page, version, verdict, target=target)
    return Judged(verdict, (*found, *stamped, *more), target.suppressions, _ran(version, stamp))


def _of_stamp(page: PageId, target: Outline, version: SourceVersion) -> Iterator[Finding]:
    now = datetime.now(UTC).date()
    return stamp_findings(page, target, stamp_of(target.front), version.commit, now=now)


def _page_of(outline: Outline) -> Page:
    """The page that an outline was made of; it need not be on disk."""
    page = PageId(path=outline.path, locale="", key=outline.path.removesuffix(".md"))
    return Page(id=page, text=outline.page)


def _ran(version: SourceVersion, stamp: Stamp) -> str:
    """How the codes begin of which every rule ran over a whole and certain source.

    Rules about the page as a whole, `DRI35`, always do.
    """
    known = version.basis == "stamped" or (version.basis == "today" and not stamp.is_readable)
    return "DRI" if known and version.source else "DRI35"


def broken(
    target: Outline, version: SourceVersion, stamp: Stamp, asked: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What the translation broke of the best version at hand.

    Where the stamp says that the page of today is not that version, what differs may be the
    source's own change, so that nothing is worse than a warning. Without any version the page is
    held to itself. Rules of style run where their code is among those that are asked for.
    """
    source = version.source or target
    origin: Origin = version.basis if version.source else "none"
    found = tuple(findings(PagePair(source, target, origin), asked))
    if version.basis != "today" or not stamp.is_readable:
        return found
    return tuple(map(_doubtful, found))


def _doubtful(finding: Finding) -> Finding:
    return replace(
        finding,
        severity=min(finding.severity, Severity.WARNING),
        message=f"{finding.message} (by the source of today)",
        fix=finding.fix and replace(finding.fix, safety="unsafe"),
    )
