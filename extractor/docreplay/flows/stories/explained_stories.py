"""Explain the stories of a project, those of story files before those of scenario files."""

from collections.abc import Iterator, Sequence

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.scenarios import explained_scenarios, has_words
from docreplay.flows.stories.stories import StoryShelf


def explained_stories(config: Config, words: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines that explain each story whose name or summary contains all the words.

    Raises `ConfigError` without `stories` and `scenarios`, and for a story file with errors;
    `NothingMatched` if no story is found.
    """
    if not config.stories and not config.scenarios:
        hint = 'set `stories = ["stories/*.toml"]` or `scenarios = ["tests"]` in the configuration'
        raise ConfigError("`stories` and `scenarios` name no files with stories", hint=hint)
    is_empty = True
    for line in _lines(config, words):
        is_empty = False
        yield line
    if is_empty:
        hint = "check `stories`, `scenarios` and the words"
        raise NothingMatched("no story found", hint=hint)


def _lines(config: Config, words: Sequence[str]) -> Iterator[str]:
    if config.stories:
        shelf = StoryShelf(CaseIndex(config))
        shelf.check()
        for story, lines in shelf.explained():
            if has_words(f"{story.id} {story.summary}", words):
                yield from lines
    if config.scenarios:
        yield from explained_scenarios(config, words)
