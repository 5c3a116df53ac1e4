"""What is wrong with the story files of a project, as `docreplay check` reports it."""

from collections.abc import Iterator, Sequence

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.changed_pages import absolute, changed_pages
from docreplay.flows.stories.checked_paths import CheckedPaths, checked_paths
from docreplay.flows.stories.scenarios import ScenarioIndex, index_of
from docreplay.flows.stories.stories import StoryShelf, files_with_stories
from docreplay.model.finding import Finding
from docreplay.sources.git import changed_paths
from docreplay.sources.pages import files_of
from docreplay.sources.store import PageStore


def changed_since(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Return the absolute paths of pages and story files, of all or of `paths`, that changed.

    Raises as `checked_paths` and `changed_pages` do.
    """
    store = files_of(config)
    chosen = checked_paths(config, store, paths)
    pages = changed_pages(config, chosen.pages, revision) if chosen.has_pages else ()
    files = files_with_stories(config, store) if chosen.is_all else chosen.stories
    changed = changed_paths(config.root, revision) if files else ()
    return (*pages, *absolute(config, [file for file in files if file in changed]))


def story_findings(
    config: Config, store: PageStore, chosen: CheckedPaths, noted: ScenarioIndex | None
) -> Iterator[Finding]:
    """Yield what is wrong with the selected story files, Arazzo documents and scenario files.

    `noted` has the requests of all pages if all are selected; None for a project without scenarios.
    """
    if noted and chosen.is_all:
        yield from noted.read()[2]
    elif config.scenarios and chosen.stories:
        found = index_of(config, store).read()[2]
        yield from (item for item in found if item.location.path in chosen.stories)
    if config.stories and (chosen.is_all or chosen.stories):
        shelf = StoryShelf(CaseIndex(config, store))
        for item in shelf.read():
            if chosen.is_all or item.location.path in chosen.stories:
                yield item
