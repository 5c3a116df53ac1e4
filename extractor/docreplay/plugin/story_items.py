"""Collect story files in pytest: one item for each story, so that its steps stay together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.errors import ConfigError
from docreplay.flows.stories.stories import SUFFIXES
from docreplay.model.case import Broken
from docreplay.model.page import PageId
from docreplay.model.run import Verdict
from docreplay.model.stories.story import Story
from docreplay.plugin.contained import contained
from docreplay.plugin.session import shared
from docreplay.plugin.verdicts import apply_verdict


class StoryFile(pytest.File):
    """A file with stories."""

    def collect(self) -> Iterator["StoryItem"]:
        """Yield one item for each story that runs for itself. Raises an error of the file."""
        shelf = shared(self.config).shelf
        try:
            shelf.check()
        except ConfigError as error:
            raise self.CollectError(str(error)) from None
        path = _relative(self.path, shared(self.config).config.root)
        for story in shelf.runnable:
            if story.location.path == path:
                yield StoryItem.from_parent(self, name=story.id, story=story)


class StoryItem(pytest.Item):
    """A story."""

    def __init__(self, *, story: Story, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]  # those of pytest
        self.story = story
        self.extra_keyword_matches.update(story.tags)

    @property
    def pages(self) -> tuple[PageId, ...]:
        """Pages of the cases that stories name; the embedded service answers for them."""
        cases = shared(self.config).shelf.library.cases.values()
        return tuple(dict.fromkeys(case.page for case in cases))

    def runtest(self) -> None:
        """Run the story and report its verdict."""
        __tracebackhide__ = True
        own = shared(self.config)
        found = contained(lambda: own.stories(self.session).run(self.story))
        if isinstance(found, Broken):
            found = _broken(self.story, found)
        if found.steps:
            self.add_report_section("call", "steps", "\n".join(found.steps))
        apply_verdict(self, [found], own.sources)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the place of the story; lines of pytest are 0-based."""
        return self.path, self.story.location.line - 1, f"story {self.story.id}"


def story_file(file: Path, parent: pytest.Collector) -> StoryFile | None:
    """Return the collector of a story file, or None for any other file."""
    own = shared(parent.config)
    if file.suffix not in SUFFIXES or not (own.config.stories or own.config.scenarios):
        return None
    is_ours = _relative(file, own.config.root) in own.shelf.files
    return StoryFile.from_parent(parent, path=file) if is_ours else None


def _relative(file: Path, root: Path) -> str:
    real, base = file.resolve(), root.resolve()
    return real.relative_to(base).as_posix() if real.is_relative_to(base) else ""


def _broken(story: Story, found: Broken) -> Verdict:
    return Verdict(
        id=story.key,
        location=story.location,
        title=f"story {story.id}",
        outcome="failed",
        reason=found.reason,
    )
