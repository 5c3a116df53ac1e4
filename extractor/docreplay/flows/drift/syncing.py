"""Translations with the changes of their sources that need no translator."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.drift.block_changes import Refused, RefusedBesideCode
from docreplay.drift.page_state import SourceVersion
from docreplay.drift.stamp import Stamp
from docreplay.drift.sync import is_rest_equal, synced, synced_code, uncertain_blocks
from docreplay.flows.drift.source_history import history
from docreplay.flows.drift.source_versions import TranslationIndex, outline_at
from docreplay.flows.drift.stamping import renewed_records
from docreplay.model.drift import Drift
from docreplay.model.finding import Edit
from docreplay.model.markup.markup import Markup
from docreplay.model.markup.text_fixes import applied
from docreplay.model.page import PageId
from docreplay.model.translation import ChangedPage, Freshness, PageVerdict
from docreplay.sources.pages import files_of


def synced_pages(
    config: Config, found: Drift, left: Callable[[str, str], None]
) -> Iterator[ChangedPage]:
    """Yield outdated pages with the changes of their sources that need no translator.

    The prose of a page keeps every byte, and its stamp is renewed only if nothing else changed;
    nothing is written. If that stamp is recorded, the file of records is the last of the changes.
    `left` is called with the path of each page that is still outdated, or whose stamp is, and the
    reason.
    """
    wanted = {page.path: page for page in found.pages if page.freshness not in _NOTHING_TO_SYNC}
    if not wanted:
        return
    with history(config) as past:
        tree = TranslationIndex(config, files_of(config), sorted(wanted), past)
        renewed = []
        for page in tree.chosen:
            if verdict := wanted.get(page.path):
                try:
                    done = _synced_page(tree, page, verdict)
                except Refused as reason:
                    left(page.path, f"not changed: {reason}")
                    continue
                renewed += [page] * done.is_recorded
                if done.left:
                    left(page.path, done.left)
                if done.change:
                    yield done.change
        yield from renewed_records(config, tree, renewed)


_KEPT = "not changed, stamp kept: "
_NOTHING_TO_SYNC: frozenset[Freshness] = frozenset({"unknown"})
_LEFT: dict[Freshness, str] = {
    "markup": "links or markup changed",
    "typo": "typos were corrected",
    "code": "the front matter of its version is not known",
}


class Sync(NamedTuple):
    """What of a page can be synced."""

    edits: tuple[Edit, ...] = ()
    left: str = ""
    """Why the page, or its stamp, is left as it is."""
    is_whole: bool = False
    """Whether nothing is left to a translator."""
    is_recorded: bool = False
    """Whether the page has a recorded stamp."""


class _Synced(NamedTuple):
    """What is done with one page."""

    change: ChangedPage | None = None
    left: str = ""
    """Why the page, or its stamp, is left as it is."""
    is_recorded: bool = False
    """True if the page has a recorded stamp that is renewed."""


def _synced_page(tree: TranslationIndex, page: PageId, verdict: PageVerdict) -> _Synced:
    text = tree.text(page.path)
    found = sync_of(tree, page, verdict)
    change = ChangedPage(
        path=page.path, before=text, after=applied(text, found.edits), fixes=len(found.edits)
    )
    return _Synced(
        change if found.edits else None, found.left, found.is_whole and found.is_recorded
    )


def sync_of(tree: TranslationIndex, page: PageId, verdict: PageVerdict) -> Sync:
    """Return what of a page can be synced, and how its stamp is renewed.

    Raise `Refused` if the page cannot be synced.
    """
    text = tree.text(page.path)
    target = outline_at(page.path, text)
    stamp = tree.stamp(page, target.front)
    version = tree.version(page, text, stamp)
    return sync_of_version(version, verdict, target, stamp)


def sync_of_version(
    version: SourceVersion, verdict: PageVerdict, target: Markup, stamp: Stamp
) -> Sync:
    """Return what of a page can be synced with the current source, as `sync_of`.

    Raise `Refused` if the page cannot be synced.
    """
    if version.is_current or not (stamp.names_version and version.current):
        return Sync()
    if version.basis not in ("stamped", "spans") or version.source is None:
        raise Refused("the source version that it was made from is not available")
    if version.source.page == version.current.page:
        return Sync()
    if "\ufffd" in target.page:
        raise Refused("not valid UTF-8")
    is_exact = version.basis != "spans"
    left = list(uncertain_blocks(version.source, version.current, target, removes=is_exact))
    is_whole = _is_whole(version, verdict, stamp) and not left
    try:
        edits = _edits(version, target, stamp, is_whole=is_whole)
    except RefusedBesideCode as reason:
        is_whole, left = False, [str(reason)]
        edits = _edits(version, target, stamp, is_whole=False)
    if outline_at(target.path, applied(target.page, edits)).plain.split() != target.plain.split():
        raise Refused("its prose would change")
    message = _left(version, verdict, stamp, is_whole=is_whole, has_edits=bool(edits))
    if left:
        message = _left_parts(left, verdict, has_edits=bool(edits))
    return Sync(edits, message, is_whole=is_whole, is_recorded=stamp.origin == "file")


def sync_hint(version: SourceVersion, verdict: PageVerdict, target: Markup, stamp: Stamp) -> str:
    """Return what `--sync` does with a page of which only code changed in the source."""
    if verdict.state != "outdated" or verdict.freshness != "code":
        return ""
    try:
        found = sync_of_version(version, verdict, target, stamp)
    except Refused as reason:
        return f"`--sync` cannot apply the change: {reason}"
    if not found.edits:
        return f"`--sync` cannot apply the change: {found.left.removeprefix(_KEPT)}"
    return f"`--sync` applies {'the change' if found.is_whole else 'a part of the change'}"


def renewal_of(tree: TranslationIndex, page: PageId) -> tuple[Edit, ...]:
    """Return the edits of a page's stamp, and of its metadata, once its prose is translated.

    None if the stamp is recorded, or if it cannot be renewed.
    """
    text = tree.text(page.path)
    target = outline_at(page.path, text)
    stamp = tree.stamp(page, target.front)
    version = tree.version(page, text, stamp)
    if stamp.origin != "page" or version.is_current or not (version.source and version.current):
        return ()
    try:
        now = set(synced_code(version.source, version.current, target).edits)
        every = _whole(version, target, stamp, moves=False)
    except Refused:
        return ()
    return tuple(edit for edit in every if edit not in now)


def _left(
    version: SourceVersion,
    verdict: PageVerdict,
    stamp: Stamp,
    *,
    is_whole: bool,
    has_edits: bool,
) -> str:
    """Return why the stamp of a page is kept, or a part of it; `""` if it is renewed."""
    done = _done(has_edits)
    if verdict.freshness == "current" and not has_edits:
        return ""
    if is_whole:
        if not _lacks_commit(version, stamp):
            return ""
        if _renews(version, stamp):
            return f"stamp renewed except for `{stamp.commit_key}`: name a clone with --source-repo"
        return f"{done}, stamp kept: the clone of the source does not contain its current version"
    rest = _LEFT.get(verdict.freshness) or verdict.to_translate
    return f"{done}, stamp kept: {rest}"


def _left_parts(parts: Sequence[str], verdict: PageVerdict, *, has_edits: bool) -> str:
    """Return which parts are left, and how many words."""
    rest = [*parts, verdict.to_translate] if verdict.words else parts
    return f"{_done(has_edits)}, stamp kept: {'; '.join(rest)}"


def _done(has_edits: bool) -> str:
    return "code changed" if has_edits else "not changed"


def _lacks_commit(version: SourceVersion, stamp: Stamp) -> bool:
    """Return True if the page names a commit, and none is known for the current version."""
    return stamp.origin == "page" and stamp.names_commit and not version.current_commit


def _renews(version: SourceVersion, stamp: Stamp) -> bool:
    """Return True unless the renewed stamp would contradict itself, or name no version."""
    is_found = version.commit not in ("unchecked", "unknown", "shallow")
    return not _lacks_commit(version, stamp) or (stamp.is_readable and not is_found)


def _is_whole(version: SourceVersion, verdict: PageVerdict, stamp: Stamp) -> bool:
    """Return True if nothing is left to a translator, so that the stamp can be renewed."""
    if version.basis == "stamped":
        return verdict.freshness in ("code", "current")
    is_code = verdict.freshness == "code" and version.source and version.current
    return bool(is_code) and is_rest_equal(_known(version.source), _known(version.current), stamp)


def _edits(
    version: SourceVersion, target: Markup, stamp: Stamp, *, is_whole: bool
) -> tuple[Edit, ...]:
    if not is_whole:
        old, new, is_exact = (
            _known(version.source),
            _known(version.current),
            version.basis != "spans",
        )
        return synced_code(old, new, target, removes=is_exact).edits
    return _whole(version, target, stamp, moves=version.basis != "spans")


def _whole(
    version: SourceVersion, target: Markup, stamp: Stamp, *, moves: bool
) -> tuple[Edit, ...]:
    """Return the edits of code, metadata and stamp; without `moves`, no block can have moved."""
    return synced(
        _known(version.source),
        _known(version.current),
        target,
        stamp,
        commit=version.current_commit,
        with_front=version.basis != "spans",
        renews=_renews(version, stamp),
        checks_places=moves,
    )


def _known(outline: Markup | None) -> Markup:
    assert outline  # noqa: S101  # the caller has looked
    return outline
