"""Changed pages: fixed translations, synced translations, and hardened sources."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import RuleFilter, rule_filter
from docreplay.drift.hardening import hardening
from docreplay.drift.page_state import SourceVersion
from docreplay.drift.stamp import Stamp, stamp_of
from docreplay.flows.drift.glossary import locale_in, read_glossary
from docreplay.flows.drift.run import broken
from docreplay.flows.drift.source_history import history
from docreplay.flows.drift.source_versions import TranslationIndex
from docreplay.model.drift import Drift
from docreplay.model.finding import Edit, Finding, Safety
from docreplay.model.glossary import Terms
from docreplay.model.markup.markup import Markup
from docreplay.model.markup.text_fixes import FindFindings, applied, fix_until_stable
from docreplay.model.page import PageId, normalized
from docreplay.model.translation import ChangedPage
from docreplay.read.markup.markup import markup_of
from docreplay.read.reading import Options, options_of
from docreplay.sources.includes import IncludedFiles
from docreplay.sources.pages import files_of


class _Known(NamedTuple):
    """What the texts of a page are compared with while it is fixed."""

    path: str
    version: SourceVersion
    stamp: Stamp
    terms: Terms
    how: Options


def fixed_pages(config: Config, found: Drift, safeties: frozenset[Safety]) -> Iterator[ChangedPage]:
    """Yield the pages with fixes of these safeties applied; nothing is written.

    Findings that are ignored or suppressed are not fixed. A page that is not valid UTF-8 is
    skipped, because its bytes could not be written back.
    """
    wanted = {
        finding.location.path
        for finding in found.run.findings
        if finding.fix and finding.fix.safety in safeties
    }
    if not wanted:
        return
    with history(config) as past:
        tree = TranslationIndex(config, files_of(config), sorted(wanted), past)
        for page in tree.chosen:
            text = tree.text(page.path)
            if page.path in wanted and "\ufffd" not in text:
                yield from _fixed(page.path, text, _looker(tree, page, text), safeties)


def fixed_pair(
    config: Config, source: str, target: str, safeties: frozenset[Safety]
) -> Iterator[ChangedPage]:
    """Yield the translation at one path with its fixes, compared with the source at another.

    Nothing is written. Paths are those of `of_pair`.
    """
    store = files_of(config, named=(source, target))
    if "missing" in (store.kind(source), store.kind(target)):
        return
    text, original = store.text(target), _outline(store.text(source), source)
    terms = read_glossary(config).terms(locale_in(target))
    version, chosen = SourceVersion(source=original, basis="stamped"), rule_filter(config)
    how = options_of(config, IncludedFiles(store))
    if "\ufffd" not in text:
        stamp = stamp_of(_outline(text, target).front)
        look = _look(chosen, _Known(target, version, stamp, terms, how))
        yield from _fixed(target, text, look, safeties)


def _fixed(
    path: str, text: str, look: FindFindings, safeties: frozenset[Safety]
) -> Iterator[ChangedPage]:
    """Yield the page if fixes change it."""
    done = fix_until_stable(text, look, safeties)
    if done.fixes:
        yield ChangedPage(
            path=path, before=text, after=done.text, fixes=done.fixes, fixed=done.fixed
        )


def hardened_sources(config: Config, found: Drift) -> Iterator[ChangedPage]:
    """Yield source pages with back-ticks around names that two or more locales damaged.

    Pages that fix most places come first; nothing is written. Sources that are not pages of the
    tree, such as those in a clone, are skipped.
    """
    locales = {page.path: page.locale for page in found.pages}
    store = files_of(config)
    sources = {page.path: page for page in TranslationIndex(config, store).sources.values()}
    for path, edits in hardening(found.run.findings, locales).items():
        if path in sources:
            text = store.text(path)
            applicable = tuple(edit for edit in edits if _is_bare(edit, normalized(text)))
            if applicable:
                after = applied(text, applicable)
                yield ChangedPage(path=path, before=text, after=after, fixes=len(applicable))


def _is_bare(edit: Edit, text: str) -> bool:
    """Return True if the name is at its place without back-ticks in this version of the page."""
    lines = text.split("\n")
    line = lines[edit.start.line - 1] if edit.start.line <= len(lines) else ""
    return line[edit.start.column - 1 : edit.end.column - 1] == edit.text.strip("`")


def _looker(tree: TranslationIndex, page: PageId, text: str) -> FindFindings:
    """Return the function that finds what is wrong with a text of the page.

    The text is compared with the version that the page on disk is compared with.
    """
    stamp = tree.stamp(page, _outline(text, page.path).front)
    version = tree.version(page, text, stamp)
    known = _Known(page.path, version, stamp, tree.glossary.terms(page.locale), tree.options)
    return _look(rule_filter(tree.config), known)


def _look(chosen: RuleFilter, known: _Known) -> FindFindings:
    def look(text: str) -> Sequence[Finding]:
        path, version, stamp, terms, how = known
        target = _outline(text, path)
        found = broken(target, version, stamp, chosen.asked, terms=terms, how=how)
        return chosen.apply(found, target.suppressions).findings

    return look


def _outline(text: str, path: str) -> Markup:
    found = markup_of(text, path)
    assert found  # noqa: S101  # only the source side of a page can be missing
    return found
