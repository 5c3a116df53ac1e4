"""Versions of a source page: the one that was translated, and the current one.

They are in a clone of the source's repository, or in the repository of the project itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.drift.stamp import Stamp, is_stamped
from docreplay.drift.trust import CommitState
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.flows.drift.records import has_records
from docreplay.model.markup.markup import Markup
from docreplay.model.page import PageId, locale_tag, normalized, without_suffix
from docreplay.read.markup.markup import markup_of
from docreplay.sources.own_repository import LastCommit, OwnRepository
from docreplay.sources.repository import Committed, GitRepository, SourceRepository


class SourceAtCommit(NamedTuple):
    """A page at the commit that its translation is stamped with."""

    state: CommitState = "unchecked"
    path: str = ""
    text: str | None = None
    """The page as it was translated, if the clone has it with the stamped digest."""
    now: str | None = None
    """The same page at HEAD of the clone; None if it no longer exists."""
    head: str = ""
    """The commit at HEAD of the clone."""

    @property
    def version(self) -> Markup | None:
        """The page as it was translated."""
        return None if self.text is None else markup_of(self.text, self.path)

    @property
    def current(self) -> Markup | None:
        """The page as it is now."""
        return None if self.now is None else markup_of(self.now, self.path)

    def commit_of(self, text: str) -> str:
        """Return the commit at HEAD if the page has this text there, else `""`."""
        is_same = self.now is not None and normalized(self.now) == normalized(text)
        return self.head if is_same else ""

    @property
    def is_current(self) -> bool:
        """True if it has not changed since."""
        return self.text is not None and self.text == self.now


class History:
    """Look-up of pages in a clone and in the project's repository; without them, none is found."""

    def __init__(
        self, clone: SourceRepository | None = None, own: OwnRepository | None = None
    ) -> None:
        self._clone, self._own = clone, own

    def last_commit(self, path: str) -> LastCommit | None:
        """Return the commit that last changed a page of the project, if it is known."""
        return self._own.last_commit(path) if self._own else None

    def dated(
        self, page: PageId, stamp: Stamp, locale: str = "", source: str = ""
    ) -> SourceAtCommit:
        """Return the page at the commit of a stamp; if the stamp has a digest, it must match.

        A stamp that is not in the page is about `source`, a path of the project. Without a digest,
        of several such pages the one in a folder of the source locale counts; if that is not one
        either, the commit does not show which was translated.
        """
        try:
            return self._at_commit(page, stamp, locale, source)
        except PageUnreadable:
            return SourceAtCommit("large")

    def _at_commit(self, page: PageId, stamp: Stamp, locale: str, source: str) -> SourceAtCommit:
        if stamp.origin == "git" or (stamp.origin == "file" and not self._clone):
            return _in_project(self._own, stamp, stamp.source or source)
        clone = self._clone
        if clone is None or not stamp.names_commit:
            return SourceAtCommit()
        if not clone.has(stamp.commit):
            return SourceAtCommit("shallow" if clone.is_shallow else "unknown")
        found = clone.pages(stamp.commit, _key(page))
        if not stamp.digest:
            return _alone(clone, tuple(found), locale)
        states: set[CommitState] = {"no-page"}
        for candidate in found:
            if candidate.text is not None and is_stamped(stamp, candidate.text):
                return _sound(clone, candidate)
            states.add(_unread(candidate) if candidate.text is None else "different")
        return SourceAtCommit(next(state for state in _BY_CERTAINTY if state in states))


_BY_CERTAINTY: tuple[CommitState, ...] = ("large", "partial", "different", "no-page")
"""States in order of certainty: if one of several pages is not available, it may be the source."""


def _in_project(own: OwnRepository | None, stamp: Stamp, path: str) -> SourceAtCommit:
    if own is None or not stamp.names_commit or not path:
        return SourceAtCommit()
    if not own.has(stamp.commit) or not stamp.is_certain:
        return SourceAtCommit("shallow" if own.is_shallow else "unknown")
    text = own.text(stamp.commit, path)
    if text is None:
        return SourceAtCommit("unchecked" if stamp.origin == "git" else "no-page")
    if stamp.digest and not is_stamped(stamp, text):
        return SourceAtCommit("different")
    return SourceAtCommit("sound", path, text, own.text(own.head, path), own.head)


def _key(page: PageId) -> str:
    """Return the page's path below the folder of its locale: the end of its source's path."""
    *folders, name = without_suffix(page.path).split("/")
    tags = [locale_tag(folder) for folder in folders]
    if page.locale not in tags or "i18n" in tags:
        return page.key
    return "/".join([*folders[tags.index(page.locale) + 1 :], name])


def _alone(clone: SourceRepository, every: Sequence[Committed], locale: str) -> SourceAtCommit:
    """Return the only page, or the only one in a folder of the source locale."""
    if len(every) > 1 and locale:
        every = [item for item in every if locale in item.path.lower().split("/")[:-1]]
    if len(every) == 1 and every[0].is_large:
        return SourceAtCommit("large")
    return _sound(clone, every[0]) if len(every) == 1 and every[0].text else SourceAtCommit()


def _unread(page: Committed) -> CommitState:
    return "large" if page.is_large else "partial"


def _sound(clone: SourceRepository, page: Committed) -> SourceAtCommit:
    return SourceAtCommit("sound", page.path, page.text, clone.now(page), clone.head)


@contextmanager
def history(config: Config) -> Iterator[History]:
    """Yield the history that the configuration names, and close it afterwards.

    Raises `ConfigError` if the folder is not a repository.
    """
    with ExitStack() as opened:
        clone = own = None
        if config.source_repo:
            clone = opened.enter_context(closing(_clone(config)))
        if config.stamps == "git" or has_records(config):
            own = _own(config)
        if own:
            opened.callback(own.close)
        yield History(clone, own)


def _clone(config: Config) -> GitRepository:
    return GitRepository(config.root / config.source_repo, largest=config.max_page_bytes)


def _own(config: Config) -> OwnRepository | None:
    """Return the project's repository; None without one, if only records would be read in it.

    Raises `ConfigError` if the commits of the pages are needed.
    """
    try:
        return OwnRepository(config.root, config.docs, largest=config.max_page_bytes)
    except ConfigError as error:
        if config.stamps == "git":
            hint = 'run in a clone of the repository, or remove `stamps = "git"`'
            raise ConfigError(str(error), hint=hint) from None
        return None
