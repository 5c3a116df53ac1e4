"""The stories of the revision that `--trust-config` names: which accounts they are sent with."""

from collections.abc import Iterator

from docreplay.config.load import of_trusted
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.scenario_stories import scenario_stories
from docreplay.flows.stories.stories import StoryShelf
from docreplay.model.stories.story import Story
from docreplay.sources.revision import RevisionStore
from docreplay.sources.trusted_config import trusted_file


def trusted_stories(config: Config) -> tuple[Story, ...]:
    """Return the stories of the trusted revision, as far as they can be read.

    A `.toml` file instead of a revision has none. Raises `ConfigError` as `trusted_file` does.
    """
    source = config.trusted_source
    if not source or source.endswith(".toml"):
        return ()
    base = of_trusted(config.root, trusted_file(config.root, source))
    store = RevisionStore(config.root, source, largest=config.max_page_bytes)
    try:
        stories = StoryShelf(CaseIndex(base, store)).own.values() if base.stories else ()
        return (*stories, *scenario_stories(base, store).stories)
    except (ConfigError, NothingMatched):  # its settings name files that it does not have
        return ()
    finally:
        store.close()


def accounts_named(story: Story) -> Iterator[str]:
    """Yield the accounts that a story and its steps name."""
    for name in (story.account, *(step.account for step in (*story.steps, *story.teardown))):
        if name:
            yield name
