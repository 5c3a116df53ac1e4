"""API Doctor's scenarios as stories, which the engine of stories runs."""

from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.flows.stories.scenarios import index_of
from docreplay.model.finding import Finding
from docreplay.model.stories.story import Story
from docreplay.sources.pages import files_of
from docreplay.sources.store import PageStore
from docreplay.story.apidoctor.compile import ScenarioError, story_ids, story_of
from docreplay.story.apidoctor.library import RequestLibrary
from docreplay.story.apidoctor.scenario import Scenario


class ScenarioStories(NamedTuple):
    """What the scenario files of a project are as stories, and what is wrong with them."""

    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]


def scenario_stories(config: Config, store: PageStore | None = None) -> ScenarioStories:
    """Return the scenarios of a project as stories, in the order of their files.

    Scenarios that are not enabled, or cannot be run, are among them and say so. All pages are read
    for that; nothing is read without `scenarios`. Raises `NothingMatched` if no page is found, and
    `ConfigError` for a folder that does not exist.
    """
    if not config.scenarios:
        return ScenarioStories((), ())
    files, library, findings = index_of(config, store or files_of(config)).read()
    stories = (
        _story(scenario, library, story_id)
        for file in files
        for scenario, story_id in zip(file.scenarios, story_ids(file.scenarios), strict=True)
    )
    return ScenarioStories(tuple(stories), tuple(findings))


def _story(scenario: Scenario, library: RequestLibrary, story_id: str) -> Story:
    """Return the story of a scenario; one that cannot be run says why."""
    try:
        return story_of(scenario, library, story_id=story_id)
    except ScenarioError as error:
        return Story(
            id=story_id,
            location=scenario.node.place.start,
            steps=(),
            summary=scenario.title,
            is_enabled=scenario.is_enabled,
            flaw=f"the scenario cannot be run: {error}",
        )
