"""The scenario files of OneDrive's documentation: all are read, and explained to the last word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus import CORPORA, unpack
from docreplay.config.load import from_table
from docreplay.flows.stories.scenarios import index_of
from docreplay.sources.pages import files_of
from docreplay.story.apidoctor.changes import request_line
from docreplay.story.apidoctor.explain import explained
from docreplay.story.apidoctor.library import RequestLibrary
from docreplay.story.apidoctor.scenario import Scenario
from tests.support.book import Example, parametrize

NAME = "onedrive-2024"
pytestmark = pytest.mark.skipif(
    not (CORPORA / f"{NAME}.tar.xz").is_file(),
    reason=f"the corpus {NAME} is not beside the repository",
)
Read = tuple[list[Scenario], RequestLibrary]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    root = unpack(tmp_path_factory.mktemp("corpus"), NAME)
    root = next(path.parent for path in sorted(root.rglob("tests")) if path.is_dir())
    config = from_table(root, {"docs": ["docs"], "scenarios": ["tests"]})
    files, library, _ = index_of(config, files_of(config)).read()
    return [scenario for file in files for scenario in file.scenarios], library


def test_all_scenarios_are_read(read: Read) -> None:
    scenarios, library = read
    assert len(scenarios) == 117
    assert len(library.canned) == 6
    assert sum(len(item.setup) for item in scenarios) == 191


@parametrize(Path(__file__).parent / "apidoctor_lines.md")
def test_the_request_lines_are_those_read_by_hand(example: Example, read: Read) -> None:
    scenarios, library = read
    title, _, method = example.id.rpartition(" / ")
    scenario = next(item for item in scenarios if (item.name, item.method) == (title, method))
    calls = (*scenario.setup, scenario)
    assert [request_line(library.resolve(call)) for call in calls] == example["text"].splitlines()


def test_every_construct_is_explained(read: Read) -> None:
    for scenario in read[0]:
        text = "\n".join(explained(scenario, read[1]))
        missing = [word for word in _constructs(scenario) if word not in text]
        assert not missing, f"{scenario.title}: {missing}"


def _constructs(scenario: Scenario) -> Iterator[str]:
    """Yield each name and number of a scenario, as its explanation must have it."""
    for call in (*scenario.setup, scenario):
        yield from (item.name for item in call.captures)
        yield from map(str, call.allowed)
        yield call.canned or call.method
        for item in call.parameters:
            yield {"url": "whole URL", "body": "the body", "base64": "the body"}.get(
                item.key.kind, item.text.removesuffix(":")
            )
    yield from (item.key.name for item in scenario.expectations)
    yield from map(str, scenario.retried)
    yield from scenario.tags
    yield "" if scenario.is_enabled else "never runs"
