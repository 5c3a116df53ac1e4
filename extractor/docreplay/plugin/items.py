"""Collect pages in pytest without generated tests: one item for each case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docreplay.model.case import Case
from docreplay.model.page import PageId
from docreplay.plugin.session import shared
from docreplay.plugin.story_items import StoryItem
from docreplay.plugin.verdicts import apply_verdict


class PageFile(pytest.File):
    """A page of the documentation."""

    def __init__(self, *, page: PageId, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.page = page

    def collect(self) -> Iterator["CaseItem | StoryItem"]:
        """Yield one item for each case, in the order of the page, then those of its scenarios."""
        own = shared(self.config)
        for case in own.cases(self.page):
            yield CaseItem.from_parent(self, name=f"test_{case.name}", case=case)
        for story in own.shelf.runnable if own.config.scenarios else ():
            if story.location.path == self.page.path:
                yield StoryItem.from_parent(self, name=story.id, story=story)


class CaseItem(pytest.Item):
    """A documented request with its response."""

    def __init__(self, *, case: Case, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.case = case
        self.page = case.page

    def runtest(self) -> None:
        """Send the request and judge the response."""
        __tracebackhide__ = True
        own = shared(self.config)
        replayer = own.opened(self.session)
        replayer.begin(self.case)
        verdict = replayer.judge(self.case, replayer.send(self.case))
        apply_verdict(self, [verdict], own.sources)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the location of the request; lines of pytest are 0-based."""
        place = self.case.location
        return shared(self.config).config.root / place.path, place.line - 1, self.case.title


def page_file(file: Path, parent: pytest.Collector) -> PageFile | None:
    """Return the collector of a page, or None for a file that is not one."""
    page = shared(parent.config).page_at(file)
    return PageFile.from_parent(parent, path=file, page=page) if page else None
