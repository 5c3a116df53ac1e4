"""What mends translations: their fixes, what changed in their sources, and what hardens those."""

from collections.abc import Callable, Iterator, Sequence

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.drift.fix import applied, fix_until_stable
from docreplay.drift.hardening import hardening
from docreplay.drift.stamp import stamp_of
from docreplay.drift.sync import Refused, synced
from docreplay.flows.drift.run import broken
from docreplay.flows.drift.source_history import history
from docreplay.flows.drift.source_versions import TranslationIndex
from docreplay.model.finding import Edit, Finding, Safety
from docreplay.model.outline import Outline
from docreplay.model.page import PageId, normalized
from docreplay.model.translation import ChangedPage, Drift
from docreplay.read.outline import outline_of
from docreplay.sources.store import FileStore


def fixed_pages(config: Config, found: Drift, safeties: frozenset[Safety]) -> Iterator[ChangedPage]:
    """The pages with fixes of these kinds, mended; nothing is written.

    Only what the configuration and the pages let through is mended. A page with bytes that are no
    UTF-8 is left alone: they could not be written back.
    """
    wanted = {
        finding.location.path
        for finding in found.run.findings
        if finding.fix and finding.fix.safety in safeties
    }
    if not wanted:
        return
    with history(config) as past:
        tree = TranslationIndex(config, FileStore(config.root), sorted(wanted), past)
        for page in tree.chosen:
            text = tree.text(page.path)
            if page.path in wanted and "\ufffd" not in text:
                healed = fix_until_stable(text, _looker(tree, page, text), safeties)
                if healed.fixes:
                    yield ChangedPage(
                        path=page.path, before=text, after=healed.text, fixes=healed.fixes
                    )


def hardened_sources(config: Config, found: Drift) -> Iterator[ChangedPage]:
    """The pages of the source with back-ticks around names that two or more locales damaged.

    Those come first that heal most places; nothing is written. Versions that are not in the tree,
    but in spans or in a clone, are left alone.
    """
    locales = {page.path: page.locale for page in found.pages}
    store = FileStore(config.root)
    sources = {page.path: page for page in TranslationIndex(config, store).sources.values()}
    for path, edits in hardening(found.run.findings, locales).items():
        if path in sources:
            text = store.text(path)
            standing = tuple(edit for edit in edits if _stands(edit, normalized(text)))
            if standing:
                after = applied(text, standing)
                yield ChangedPage(path=path, before=text, after=after, fixes=len(standing))


def _stands(edit: Edit, text: str) -> bool:
    """Whether the name stands bare at its place: another version may have had it there."""
    lines = text.split("\n")
    line = lines[edit.start.line - 1] if edit.start.line <= len(lines) else ""
    return line[edit.start.column - 1 : edit.end.column - 1] == edit.text.strip("`")


def _looker(tree: TranslationIndex, page: PageId, text: str) -> Callable[[str], Sequence[Finding]]:
    """What is wrong with a text of the page, by the version that the page on disk is judged by."""
    chosen = rule_filter(tree.config)
    stamp = stamp_of(_outline(text, page.path).front)
    version = tree.version(page, text, stamp)

    def look(text: str) -> Sequence[Finding]:
        target = _outline(text, page.path)
        return chosen.apply(
            broken(target, version, stamp, chosen.asked), target.suppressions
        ).findings

    return look


def synced_pages(
    config: Config, found: Drift, refused: Callable[[str, str], None]
) -> Iterator[ChangedPage]:
    """The pages whose source changed in code, annotations or metadata alone, with those changes.

    The prose of a page keeps every byte; nothing is written. `refused` is told the path of each
    page that is left alone, and why.
    """
    wanted = {page.path for page in found.pages if page.freshness == "code"}
    if not wanted:
        return
    with history(config) as past:
        tree = TranslationIndex(config, FileStore(config.root), sorted(wanted), past)
        for page in tree.chosen:
            if page.path in wanted:
                text = tree.text(page.path)
                try:
                    yield _brought_over(tree, page, text)
                except Refused as reason:
                    refused(page.path, str(reason))


def _brought_over(tree: TranslationIndex, page: PageId, text: str) -> ChangedPage:
    target = _outline(text, page.path)
    stamp = stamp_of(target.front)
    version = tree.version(page, text, stamp)
    if version.basis != "stamped" or version.source is None or version.today is None:
        raise Refused("the version that it was made from is not at hand")
    if "\ufffd" in text:
        raise Refused("it holds bytes that are no UTF-8")
    edits = synced(version.source, version.today, target, stamp)
    after = applied(text, edits)
    if _outline(after, page.path).plain.split() != target.plain.split():
        raise Refused("its prose would not stay as it is")
    return ChangedPage(path=page.path, before=text, after=after, fixes=len(edits))


def _outline(text: str, path: str) -> Outline:
    found = outline_of(text, path)
    assert found  # noqa: S101  # only the source's side of a page may not be there
    return found
