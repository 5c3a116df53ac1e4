"""What a clone of the source's repository has of a page: as it was translated, and as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from extractor.config import Config
from extractor.drift.stamp import Stamp, is_stamped
from extractor.drift.standing import CommitState
from extractor.git import SourceRepository
from extractor.model.outline import Outline
from extractor.model.source import PageId
from extractor.read.outline import outline_of


class Dated(NamedTuple):
    """A page at the commit that its translation is stamped with."""

    state: CommitState = "unasked"
    version: Outline | None = None
    """The page as it was translated, where the clone has it with the stamped digest."""
    today: Outline | None = None
    """The same page as the clone has it now."""
    is_today: bool = False
    """Whether it has not changed since."""


class History:
    """Looks pages up; None in the place of a clone answers nothing."""

    def __init__(self, clone: SourceRepository | None) -> None:
        self._clone = clone

    @property
    def is_there(self) -> bool:
        """Whether there is a clone."""
        return self._clone is not None

    def dated(self, page: PageId, stamp: Stamp) -> Dated:
        """The page at the commit of a stamp; a digest, where there is one, has to agree.

        Without digest, a commit with several such pages does not tell which one was translated.
        """
        if self._clone is None or not stamp.commit:
            return Dated()
        if not self._clone.has(stamp.commit):
            return Dated("unknown")
        found = self._clone.pages(stamp.commit, page.key)
        if not stamp.digest:
            every = list(found)
            return self._told(*every[0]) if len(every) == 1 else Dated()
        state: CommitState = "pageless"
        for path, text in found:
            if is_stamped(stamp, text):
                return self._told(path, text)
            state = "another"
        return Dated(state)

    def _told(self, path: str, text: str) -> Dated:
        today = self._clone.text_now(path) if self._clone else None
        now = None if today is None else outline_of(today, path)
        return Dated("sound", outline_of(text, path), now, is_today=today == text)


@contextmanager
def history(config: Config) -> Iterator[History]:
    """The history that the configuration names, closed afterwards; without one, none.

    Raises `ConfigError` where the folder is no repository.
    """
    if not config.source_repo:
        yield History(None)
        return
    clone = SourceRepository(config.root / config.source_repo)
    try:
        yield History(clone)
    finally:
        clone.close()
