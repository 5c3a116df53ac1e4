"""`docreplay drift --stamp`: record which version of its source each translation has."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from docreplay.config.settings import Config
from docreplay.drift.record import Record, record_of, written
from docreplay.drift.stamp import is_stamped, stamp_of
from docreplay.errors import ConfigError, NothingMatched, PageUnreadable
from docreplay.flows.drift.records import read_records
from docreplay.flows.drift.source_versions import TranslationIndex
from docreplay.model.page import PageId, is_binary, normalized
from docreplay.model.translation import ChangedPage, Stamped
from docreplay.read.markup.front_matter import front_matter
from docreplay.sources.lock import locked
from docreplay.sources.own_repository import OwnRepository
from docreplay.sources.pages import files_of
from docreplay.sources.safe_write import write_text


def stamp_pages(config: Config, paths: Sequence[str] = ()) -> Stamped:
    """Record that the translations at or below the paths, or all, have their current sources.

    Records of other pages stay; if all pages are selected, those of pages that no longer exist are
    removed. Raises `NothingMatched` without a translation, `ConfigError` for a file that is not one
    of records, and `OutputError` if it cannot be written.
    """
    if not config.stamp_file:
        raise ConfigError("missing file to record in", hint="set `stamp-file` to its name")
    tree = TranslationIndex(config, files_of(config), paths)
    pages = tuple(tree.translations())
    if not pages:
        hint = "name a translation, or check `docs`, `layout` and `source-locale`"
        raise NothingMatched("no translation found", hint=hint)
    own = {page for page in pages if _has_stamp(tree, page)}
    sources = {page: tree.source_of(page) for page in pages if page not in own}
    found = [(page, source) for page, source in sources.items() if source]
    _write(config, tree, found, is_whole=not (paths or config.locales))
    return Stamped(
        recorded=tuple(page.path for page, _ in found),
        own=tuple(page.path for page in pages if page in own),
        without_source=tuple(page.path for page, source in sources.items() if not source),
    )


def renewed_records(
    config: Config, tree: TranslationIndex, pages: Sequence[PageId]
) -> Iterator[ChangedPage]:
    """Yield the file of records as it is when the pages have their current sources.

    Nothing is yielded without pages, or if nothing changes; nothing is written.
    """
    sources = {page: tree.source_of(page) for page in pages}
    found = [(page, source) for page, source in sources.items() if source]
    if not found:
        return
    known = read_records(config)
    new = {record.page: record for record in _records(config, tree, found, known)}
    before = (config.root / config.stamp_file).read_bytes().decode("utf-8")
    after = written({**known, **new})
    if after != before:
        yield ChangedPage(path=config.stamp_file, before=before, after=after, fixes=len(found))


def _has_stamp(tree: TranslationIndex, page: PageId) -> bool:
    text = tree.text(page.path)
    return is_binary(text) or stamp_of(front_matter(text)).is_dated


def _write(
    config: Config,
    tree: TranslationIndex,
    found: Sequence[tuple[PageId, PageId]],
    *,
    is_whole: bool,
) -> None:
    file = config.root / config.stamp_file
    with locked(file):
        known = read_records(config)
        there = {page.path for page in tree.pages}
        kept = {path: item for path, item in known.items() if path in there or not is_whole}
        new = {record.page: record for record in _records(config, tree, found, known)}
        write_text(file, written({**kept, **new}), within=[config.root])


def _records(
    config: Config,
    tree: TranslationIndex,
    found: Sequence[tuple[PageId, PageId]],
    known: Mapping[str, Record],
) -> Iterator[Record]:
    """Yield the records; one of the same version stays, so that a repeated run changes nothing."""
    own = _repository(config)
    try:
        for page, source in found:
            text, old = tree.text(source.path), known.get(page.path)
            if old and old.commit and old.source == source.path and is_stamped(old.stamp, text):
                yield old
            else:
                yield record_of(page.path, source.path, text, _commit(own, source.path, text))
    finally:
        if own:
            own.close()


def _commit(own: OwnRepository | None, path: str, text: str) -> str:
    """Return the commit that last changed the page, if the page still has the text of it."""
    last = own.last_commit(path) if own else None
    committed = None
    with suppress(PageUnreadable):  # a larger version is not this one
        committed = own.text(last.name, path) if own and last else None
    is_same = committed is not None and normalized(committed) == normalized(text)
    return last.name if last and is_same else ""


def _repository(config: Config) -> OwnRepository | None:
    """Return the project's repository; None without one: records then have the hash only."""
    try:
        return OwnRepository(config.root, config.docs, largest=config.max_page_bytes)
    except ConfigError:
        return None
