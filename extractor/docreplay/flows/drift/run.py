"""`docreplay drift`: compare each translation with the source version that it was made from."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.rule_filter import RuleFilter, rule_filter
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.drift.align import PagePair
from docreplay.drift.check import findings
from docreplay.drift.freshness import words_of
from docreplay.drift.page_state import (
    STATE_CODES,
    SourceVersion,
    is_damaged,
    missing,
    page_findings,
    page_verdict,
)
from docreplay.drift.rules.stamp_wrong import RULE as STAMP_WRONG
from docreplay.drift.stamp import Stamp, stamp_of
from docreplay.drift.sync import with_synced_code
from docreplay.drift.trust import stamp_findings
from docreplay.drift.uncertain_source import moderated
from docreplay.errors import NothingMatched
from docreplay.flows.drift.affected_cases import annotate_findings
from docreplay.flows.drift.glossary import locale_in, read_glossary
from docreplay.flows.drift.messages import message_test, page_of
from docreplay.flows.drift.source_history import History, history
from docreplay.flows.drift.source_versions import TranslationIndex, outline_at
from docreplay.flows.drift.syncing import sync_hint
from docreplay.flows.pages.executor import spread
from docreplay.flows.pages.odd_pages import odd_pages, unreadable_text
from docreplay.model.drift import Drift
from docreplay.model.exchange import Suppression
from docreplay.model.finding import Finding, Severity
from docreplay.model.glossary import NO_TERMS, Terms
from docreplay.model.markup.markup import Markup
from docreplay.model.page import Page, PageId, is_binary
from docreplay.model.translation import Basis, Integrity, PageVerdict
from docreplay.read.reading import Options, options_of
from docreplay.sources.catalogs import unread_catalog
from docreplay.sources.clock import today
from docreplay.sources.includes import IncludedFiles
from docreplay.sources.pages import files_of
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import PageStore

_CHUNK = 256
"""Number of pages that another process judges at a time; it lists all pages for each chunk."""


_NOTHING = "name a translation, or check `docs`, `layout` and `source-locale`"


class Judged(NamedTuple):
    """What was found in one translation, before rules are filtered and findings suppressed."""

    verdict: PageVerdict
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    ran: tuple[str, ...]
    """Codes, or starts of codes, of the rules that ran."""


def _nothing(config: Config) -> NothingMatched:
    """Return the error for a tree without translations, which names one that cannot be read."""
    if catalog := unread_catalog(config.root):
        message = f"no translation found; PO and XLIFF files such as `{catalog}` are not read"
        return NothingMatched(message, hint="build the translated pages and compare these")
    return NothingMatched("no translation found", hint=_NOTHING)


def drift(
    config: Config,
    paths: Sequence[str] = (),
    *,
    store: PageStore | None = None,
    executor: Executor | None = None,
    day: date | None = None,
    progress: Progress = quiet,
) -> Drift:
    """Compare the translations at or below the paths, or all, with their sources.

    A page of the source locale among the paths selects its translations. Any executor of
    `concurrent.futures` spreads the work. `day` is the date of the run. Raises `NothingMatched` if
    no translation is found, `ConfigError` for a missing path or a clone that is not a repository.
    """
    store, day = store or files_of(config), day or today()
    # Processes that are forked would keep the pipes of the clone's git open: they open their own.
    with nullcontext(History()) if executor else history(config) as past:
        tree = TranslationIndex(config, store, paths, past)
        translations, lacking = tuple(tree.translations()), tuple(tree.lacking())
        builder = RunBuilder(config, len(translations), progress, sources=SourceTexts(store))
        is_unread = _add_odd(builder, config, store, paths)
        if not (translations or lacking or is_unread):
            raise _nothing(config)
        work = partial(_judge_pages, config, store, (paths, day))
        judged = (
            spread(executor, work, translations, size=_CHUNK)
            if executor
            else _judge_each(tree, day, translations)
        )
        verdicts = [*_missing_pages(tree, lacking, builder)]
        for done, page in enumerate(judged, 1):
            builder.add(page.findings, page.suppressions, ran=page.ran)
            builder.count("pages")
            verdicts.append(page.verdict)
            progress(done, len(translations))
    for state, number in sorted(Counter(verdict.state for verdict in verdicts).items()):
        builder.count(state, number)
    pages = tuple(sorted(verdicts, key=lambda verdict: verdict.path))
    return Drift(run=replace(builder.run("drift"), translations=pages), pages=pages)


def _add_odd(builder: RunBuilder, config: Config, store: PageStore, paths: Sequence[str]) -> bool:
    """Add what cannot be read as a page; return True if an error says that one is not read."""
    found = tuple(odd_pages(config, store, paths))
    builder.add(found)
    return any(item.severity >= Severity.ERROR for item in found)


def _missing_pages(
    tree: TranslationIndex, lacking: Iterable[tuple[str, str, PageId]], builder: RunBuilder
) -> Iterator[PageVerdict]:
    for path, locale, source in lacking:
        builder.add([missing(path, source.path)])
        words = words_of(tree.outline(source))
        yield PageVerdict(path=path, locale=locale, state="missing", words=words)


def of_pair(config: Config, source: str, target: str, *, day: date | None = None) -> Drift:
    """Compare the translation at one path with the source at another, ignoring its stamp.

    Paths are relative to the project's root, or absolute and anywhere. If one of the pages does not
    exist, the translation is missing or orphaned. Raises `PageUnreadable` if neither exists, or if
    one cannot be read.
    """
    store = files_of(config, named=(source, target))
    builder = RunBuilder(config, 1, sources=SourceTexts(store))
    builder.count("pages")
    has_source = store.kind(source) != "missing"
    if has_source and store.kind(target) == "missing":
        builder.add([missing(target, source)])
        verdict = PageVerdict(path=target, locale="", state="missing")
    else:
        translation = outline_at(target, store.text(target))
        if has_source:
            original = outline_at(source, store.text(source))
            terms = read_glossary(config).terms(locale_in(target))
            how = options_of(config, IncludedFiles(store))
            verdict, found = _compared(translation, original, rule_filter(config), (terms, how))
        else:
            verdict, found = _orphaned(translation, day or today())
        builder.add(found, translation.suppressions)
    return Drift(run=replace(builder.run("drift"), translations=(verdict,)), pages=(verdict,))


def _compared(
    translation: Markup, source: Markup, chosen: RuleFilter, settings: tuple[Terms, Options]
) -> tuple[PageVerdict, tuple[Finding, ...]]:
    version = SourceVersion(source=source, basis="stamped")
    stamp, (terms, how) = stamp_of(translation.front), settings
    found = broken(translation, version, stamp, chosen.asked, terms=terms, how=how)
    damaged = is_damaged(chosen.apply(found, translation.suppressions).findings)
    integrity: Integrity = "damaged" if damaged else "intact"
    verdict = PageVerdict(
        path=translation.path, locale="", state="unknown", integrity=integrity, basis="stamped"
    )
    return verdict, found


def _orphaned(translation: Markup, day: date) -> tuple[PageVerdict, tuple[Finding, ...]]:
    page = PageId(path=translation.path, locale="", key=translation.path)
    version = SourceVersion(has_source_locale=True)
    stamp = stamp_of(translation.front)
    verdict = page_verdict(page, stamp, version, damaged=False)
    of_stamp = stamp_findings(page, translation, stamp, version.commit, now=day)
    return verdict, (*of_stamp, *page_findings(page, version, verdict))


def _judge_pages(
    config: Config, store: PageStore, settings: tuple[Sequence[str], date], found: Sequence[PageId]
) -> Iterator[Judged]:
    """Compare translations with their sources in another process."""
    paths, day = settings
    with history(config) as past:
        yield from _judge_each(TranslationIndex(config, store, paths, past), day, found)


def _judge_each(tree: TranslationIndex, day: date, found: Sequence[PageId]) -> Iterator[Judged]:
    chosen = rule_filter(tree.config)
    return (_judge(tree, page, chosen, day) for page in found)


def _judge(tree: TranslationIndex, page: PageId, chosen: RuleFilter, day: date) -> Judged:
    translation = Page(id=page, text=tree.text(page.path))
    if is_binary(translation.text):
        verdict = PageVerdict(path=page.path, locale=page.locale, state="unknown")
        return Judged(verdict, (unreadable_text(page.path),), (), ())
    target = outline_at(page.path, translation.text)
    stamp = tree.stamp(page, target.front)
    version = tree.version(page, translation.text, stamp)
    terms = tree.glossary.terms(page.locale)
    found = broken(target, version, stamp, chosen.asked, terms=terms, how=tree.options)
    if version.source and version.basis != "spans":
        found = annotate_findings(found, page_of(version.source), translation, tree.options)
    damaged = is_damaged(chosen.apply(found, target.suppressions).findings)
    verdict = page_verdict(page, stamp, version, damaged=damaged, target=target)
    of_stamp = stamp_findings(page, target, stamp, version.commit, now=day)
    more = page_findings(page, version, verdict, sync_hint(version, verdict, target, stamp))
    return Judged(verdict, (*found, *of_stamp, *more), target.suppressions, _ran(version, stamp))


def _ran(version: SourceVersion, stamp: Stamp) -> tuple[str, ...]:
    """Return the codes, or starts of codes, of the rules that ran over a complete, certain source.

    Rules about the page as a whole always run.
    """
    known = version.basis == "stamped" or (version.basis == "today" and not stamp.is_dated)
    return ("DRI",) if known and version.source else (STAMP_WRONG.code, *STATE_CODES)


def broken(
    target: Markup,
    version: SourceVersion,
    stamp: Stamp,
    asked: Collection[str] = (),
    *,
    terms: Terms = NO_TERMS,
    how: Options,
) -> tuple[Finding, ...]:
    """Return what the translation broke of the best available source version.

    Findings are moderated if that version is uncertain. Without any version, the page is compared
    with itself. Rules of style run only if their code is in `asked`. `how` is how pages are read.
    """
    source = version.source or target
    if version.basis == "stamped" and version.current and not version.is_current:
        source = with_synced_code(source, version.current, target)
    basis: Basis = version.basis if version.source else "none"
    pair = PagePair(source, target, basis, terms, message_test(source, how))
    found = findings(pair, asked)
    return tuple(moderated(found, target, basis, stamp))
