"""Holds translations to their sources: finds the version that each was made from, and judges it."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from extractor.cases.locales import choose_source
from extractor.config import Config
from extractor.drift.align import PagePair
from extractor.drift.check import findings
from extractor.drift.fix import applied, heal
from extractor.drift.freshness import words_of
from extractor.drift.hardening import hardening
from extractor.drift.stamp import Stamp, digests, is_stamped, stamp_of
from extractor.drift.standing import Version, judge, missing, remarks
from extractor.errors import NothingMatched
from extractor.model.finding import Finding, Safety, Severity
from extractor.model.outline import Outline
from extractor.model.source import PageId
from extractor.model.translation import Drift, Integrity, Mended, PageVerdict
from extractor.read.outline import outline_of
from extractor.read.pages import find_pages, load_page
from extractor.selection import policy
from extractor.tally import Progress, Tally, quiet


def drift(config: Config, paths: Sequence[str] = (), *, progress: Progress = quiet) -> Drift:
    """Holds the translations below the paths, or all of them, to their sources.

    A page of the source locale among the paths stands for its translations. Raises
    `NothingMatched` where there is no translation, `ConfigError` for a path that is not there.
    """
    tree = Tree(config, paths)
    translations, lacking = tuple(tree.translations()), tuple(tree.lacking())
    if not translations and not lacking:
        hint = "name a page or folder of a translation, or check `source-locale`"
        raise NothingMatched("there is no translation here", hint=hint)
    tally = Tally(config, len(translations), progress)
    verdicts = []
    for page in translations:
        verdicts.append(_judged(tree, page, tally))
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

    Raises `PageUnreadable` for a path that cannot be read.
    """
    mine, theirs = (_loaded(config.root, path) for path in (source, target))
    version = Version(source=mine, basis="stamped")
    tally = Tally(config, 1)
    found = broken(theirs, version, stamp_of(theirs.front))
    tally.add(found, theirs.suppressions)
    tally.count("pages")
    integrity: Integrity = "damaged" if found else "intact"
    page = PageVerdict(
        path=target, locale="", state="unknown", integrity=integrity, basis="stamped"
    )
    return Drift(run=tally.run("drift"), pages=(page,))


def _loaded(root: Path, path: str) -> Outline:
    page = PageId(path=path, locale="", key=path.removesuffix(".md"))
    found = outline_of(load_page(root, page).text, path)
    assert found  # noqa: S101  # only the source's side of a page may not be there
    return found


def mended(config: Config, found: Drift, safeties: frozenset[Safety]) -> Iterator[Mended]:
    """The pages with fixes of these kinds, mended; nothing is written.

    Only what the configuration and the pages let through is mended. A page with bytes that are no
    UTF-8 is left alone: they could not be written back.
    """
    wanted = {
        finding.location.path
        for finding in found.run.findings
        if finding.fix and finding.fix.safety in safeties
    }
    tree = Tree(config, tuple(str(config.root / path) for path in sorted(wanted)))
    for page in tree.chosen:
        text = load_page(config.root, page).text
        if page.path in wanted and "\ufffd" not in text:
            healed = heal(text, _looker(tree, page, text), safeties)
            if healed.fixes:
                yield Mended(path=page.path, before=text, after=healed.text, fixes=healed.fixes)


def hardened(config: Config, found: Drift) -> Iterator[Mended]:
    """The pages of the source with back-ticks around names that two or more locales damaged.

    Those come first that heal most places; nothing is written.
    """
    locales = {page.path: page.locale for page in found.pages}
    for path, edits in hardening(found.run.findings, locales).items():
        text = load_page(config.root, PageId(path=path, locale="", key=path)).text
        yield Mended(path=path, before=text, after=applied(text, edits), fixes=len(edits))


def _looker(tree: "Tree", page: PageId, text: str) -> Callable[[str], Sequence[Finding]]:
    """What is wrong with a text of the page, by the version that the page on disk is judged by."""
    chosen = policy(tree.config)
    first = outline_of(text, page.path)
    assert first  # noqa: S101  # only the source's side of a page may not be there
    stamp = stamp_of(first.front)
    version = tree.version(page, text, stamp)

    def look(text: str) -> Sequence[Finding]:
        target = outline_of(text, page.path)
        assert target  # noqa: S101  # as above
        return chosen.apply(broken(target, version, stamp), target.suppressions).findings

    return look


def _judged(tree: "Tree", page: PageId, tally: Tally) -> PageVerdict:
    text = load_page(tree.config.root, page).text
    target = outline_of(text, page.path)
    assert target  # noqa: S101  # only the source's side of a page may not be there
    stamp = stamp_of(target.front)
    version = tree.version(page, text, stamp)
    found = broken(target, version, stamp)
    verdict = judge(page, stamp, version, damaged=bool(found))
    more = remarks(page, stamp, version, verdict)
    tally.add((*found, *more), target.suppressions, ran=_ran(version, stamp))
    return verdict


def _ran(version: Version, stamp: Stamp) -> str:
    """How the codes begin of which every rule ran over a whole and certain source.

    Rules about the page as a whole, `DRI35`, always do.
    """
    known = version.basis == "stamped" or (version.basis == "today" and not stamp.is_readable)
    return "DRI" if known and version.source else "DRI35"


def broken(target: Outline, version: Version, stamp: Stamp) -> tuple[Finding, ...]:
    """What the translation broke of the best version at hand.

    Where the stamp says that the page of today is not that version, what differs may be the
    source's own change, so that nothing is worse than a warning.
    """
    if version.source is None or version.basis == "none":
        return ()
    found = tuple(findings(PagePair(version.source, target, version.basis)))
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


class Tree:
    """The pages of all locales: which are translations, and where their sources are."""

    def __init__(self, config: Config, paths: Sequence[str] = ()) -> None:
        docs = tuple(folder for folder in config.docs if (config.root / folder).exists())
        self.config = config
        every = replace(config, docs=docs, locales=())
        self.chosen = tuple(find_pages(every, paths))
        self.pages = tuple(find_pages(every)) if docs else self.chosen
        self.locale = choose_source((page.locale for page in self.pages), config.source_locale)
        self.sources = {page.key: page for page in self.pages if page.locale == self.locale != ""}

    def translations(self) -> Iterator[PageId]:
        """The pages to judge, by key and locale; without locales, all that are chosen."""
        keys = {page.key for page in self.chosen if page.key in self.sources}
        keys &= {page.key for page in self.chosen if page.locale == self.locale}
        chosen = {page.path for page in self.chosen}
        for page in dict.fromkeys((*self.pages, *self.chosen)):
            if page.locale and page.locale == self.locale:
                continue
            wanted = not self.config.locales or page.locale in self.config.locales
            if wanted and (page.path in chosen or page.key in keys):
                yield page

    def lacking(self) -> Iterator[tuple[str, str, PageId]]:
        """Path and locale of each translation that is not there, and its source."""
        there = {(page.key, page.locale) for page in self.pages}
        present = sorted({page.locale for page in self.pages} - {self.locale, ""})
        for source in self.chosen:
            if self.sources.get(source.key) != source:
                continue
            for locale in present:
                wanted = not self.config.locales or locale in self.config.locales
                if wanted and (source.key, locale) not in there:
                    yield _translated(source, locale), locale, source

    def version(self, page: PageId, text: str, stamp: Stamp) -> Version:
        """The best version of the source that is at hand for a translation with that text."""
        source = self.sources.get(page.key) or self._beside(page, stamp)
        known = bool(self.sources)
        original = load_page(self.config.root, source).text if source else ""
        today = outline_of(original, source.path) if source else None
        if source and is_stamped(stamp, original):
            return Version(
                source=today, basis="stamped", today=today, is_today=True, has_tree=known
            )
        twin = self._by_digest.get(stamp.digest) if stamp.is_readable else None
        if twin:
            found = self.outline(twin)
            return Version(source=found, basis="stamped", today=today, has_tree=known)
        spans = outline_of(text, page.path, "source")
        if spans:
            return Version(source=spans, basis="spans", today=today, has_tree=known)
        return Version(
            source=today, basis="today" if today else "none", today=today, has_tree=known
        )

    def outline(self, page: PageId) -> Outline:
        """The outline of a page of the source locale."""
        return _loaded(self.config.root, page.path)

    @cached_property
    def _by_digest(self) -> dict[str, PageId]:
        """The pages of the source locale by what their translations are stamped with."""
        return {
            digest: page
            for page in self.sources.values()
            for digest in digests(load_page(self.config.root, page).text)
        }

    def _beside(self, page: PageId, stamp: Stamp) -> PageId | None:
        """A source that stands beside its translation, as `page.en-us.md` beside `page.md`."""
        if not stamp.is_readable:
            return None
        folder, stem = posixpath.split(page.path.removesuffix(".md"))
        for file in sorted((self.config.root / folder).glob("*.md")):
            if not file.name.startswith(stem + "."):
                continue
            path = posixpath.join(folder, file.name)
            found = PageId(path=path, locale="", key=path.removesuffix(".md"))
            if found.path != page.path and is_stamped(
                stamp, load_page(self.config.root, found).text
            ):
                return found
        return None


def _translated(source: PageId, locale: str) -> str:
    """Where the translation of a page stands."""
    return f"/{source.path}".replace(f"/{source.locale}/", f"/{locale}/", 1)[1:]
