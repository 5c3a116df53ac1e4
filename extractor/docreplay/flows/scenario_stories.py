"""API Doctor's scenarios as stories, which the engine of stories runs."""

from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.flows.scenarios import index_of
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.story import Story
from docreplay.sources.pages import files_of
from docreplay.sources.store import PageStore
from docreplay.story.apidoctor.compile import ScenarioError, story_ids, story_of


class RefusedScenario(NamedTuple):
    """A scenario that cannot be run; whether it is enabled does not matter for that."""

    id: str
    title: str
    location: Location
    reason: str
    is_enabled: bool


class ScenarioStories(NamedTuple):
    """What the scenario files of a project are as stories, and what is wrong with them."""

    stories: tuple[Story, ...]
    refused: tuple[RefusedScenario, ...]
    findings: tuple[Finding, ...]


def scenario_stories(config: Config, store: PageStore | None = None) -> ScenarioStories:
    """Return the scenarios of a project as stories, in the order of their files.

    Scenarios that are not enabled are among them, and say so. All pages are read for that; nothing
    is read without `scenarios`. Raises `NothingMatched` if no page is found, and `ConfigError` for
    a folder that does not exist.
    """
    if not config.scenarios:
        return ScenarioStories((), (), ())
    files, library, findings = index_of(config, store or files_of(config)).read()
    stories: list[Story] = []
    refused: list[RefusedScenario] = []
    for file in files:
        for scenario, story_id in zip(file.scenarios, story_ids(file.scenarios), strict=True):
            try:
                stories.append(story_of(scenario, library, story_id=story_id))
            except ScenarioError as error:
                place, is_enabled = scenario.node.place.start, scenario.is_enabled
                refused.append(
                    RefusedScenario(story_id, scenario.title, place, str(error), is_enabled)
                )
    return ScenarioStories(tuple(stories), tuple(refused), tuple(findings))
