"""What a clone of the source's repository has of a page: as it was translated, and as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.drift.stamp import Stamp, is_stamped
from docreplay.drift.trust import CommitState
from docreplay.model.outline import Outline
from docreplay.model.page import PageId
from docreplay.read.outline import outline_of
from docreplay.sources.repository import Committed, GitRepository, SourceRepository


class SourceAtCommit(NamedTuple):
    """A page at the commit that its translation is stamped with."""

    state: CommitState = "unasked"
    path: str = ""
    text: str | None = None
    """The page as it was translated, where the clone has it with the stamped digest."""
    now: str | None = None
    """The same page as the clone has it checked out, or None where it is gone."""

    @property
    def version(self) -> Outline | None:
        """The page as it was translated."""
        return None if self.text is None else outline_of(self.text, self.path)

    @property
    def today(self) -> Outline | None:
        """The page as it is now."""
        return None if self.now is None else outline_of(self.now, self.path)

    @property
    def is_today(self) -> bool:
        """Whether it has not changed since."""
        return self.text is not None and self.text == self.now


class History:
    """Looks pages up; None in the place of a clone answers nothing."""

    def __init__(self, clone: SourceRepository | None) -> None:
        self._clone = clone

    def dated(self, page: PageId, stamp: Stamp) -> SourceAtCommit:
        """The page at the commit of a stamp; a digest, where there is one, has to agree.

        Without digest, a commit with several such pages does not tell which one was translated.
        """
        clone = self._clone
        if clone is None or not stamp.names_commit:
            return SourceAtCommit()
        if not clone.has(stamp.commit):
            return SourceAtCommit("shallow" if clone.is_shallow else "unknown")
        found = clone.pages(stamp.commit, _key(page))
        if not stamp.digest:
            every = list(found)
            return _told(clone, every[0]) if len(every) == 1 and every[0].text else SourceAtCommit()
        states: set[CommitState] = {"pageless"}
        for candidate in found:
            if candidate.text is not None and is_stamped(stamp, candidate.text):
                return _told(clone, candidate)
            states.add("partial" if candidate.text is None else "another")
        return SourceAtCommit(next(state for state in _BY_CERTAINTY if state in states))


_BY_CERTAINTY: tuple[CommitState, ...] = ("partial", "another", "pageless")
"""What is said of several pages: where one is not at hand, it may be the one."""


def _key(page: PageId) -> str:
    """The page's path below the folder of its locale: what its source's path ends with."""
    at = f"/{page.path}".lower().find(f"/{page.locale}/") if page.locale else -1
    below = page.path[at + len(page.locale) + 1 :].removesuffix(".md")
    return below if at >= 0 else page.key


def _told(clone: SourceRepository, page: Committed) -> SourceAtCommit:
    return SourceAtCommit("sound", page.path, page.text, clone.now(page))


@contextmanager
def history(config: Config) -> Iterator[History]:
    """The history that the configuration names, closed afterwards; without one, none.

    Raises `ConfigError` where the folder is no repository.
    """
    if not config.source_repo:
        yield History(None)
        return
    clone = GitRepository(config.root / config.source_repo)
    try:
        yield History(clone)
    finally:
        clone.close()
