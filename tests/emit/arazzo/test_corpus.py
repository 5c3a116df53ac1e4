"""The scenarios of OneDrive's documentation as Arazzo: valid, and the same requests."""

import json
from collections import Counter

import pytest

from benchmarks.corpus import CORPORA, unpack
from docreplay.config.load import from_table
from docreplay.emit.arazzo.document import document_paths
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.stories import StoryShelf
from docreplay.model.case import SentRequest
from tests.emit.arazzo.again import collected, files_of, key_of, ran, read_again
from tests.emit.arazzo.checked import faults
from tests.story.fake import Reply

NAME = "onedrive-2024"
pytestmark = pytest.mark.skipif(
    not (CORPORA / f"{NAME}.tar.xz").is_file(),
    reason=f"the corpus {NAME} is not beside the repository",
)


def answer(sent: SentRequest) -> Reply:
    """Answer each request with an object that has whatever scenarios capture."""
    found = {"id": "a/b", "name": "n", "uploadUrl": "https://up.example.com/x?y=1"}
    body = {**found, "value": [found], "parentReference": found, "createdBy": {"user": found}}
    headers = {"Content-Type": "application/json", "Location": "https://m.example.com/1"}
    return 200 if sent.method == "GET" else 201, headers, json.dumps(body)


def test_all_scenarios_are_exported_and_send_the_same(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = unpack(tmp_path_factory.mktemp("corpus"), NAME)
    root = next(path.parent for path in sorted(root.rglob("tests")) if path.is_dir())
    shelf = StoryShelf(CaseIndex(from_table(root, {"docs": ["docs"], "scenarios": ["tests"]})))
    collection = collected(shelf)
    files = files_of(collection)
    assert faults(files) == []
    again = read_again(root, files)
    names = document_paths(story.location.path for story in collection.stories)
    inputs = dict.fromkeys(_names(again), "i")
    found: Counter[str] = Counter()
    different = []
    for story in collection.stories:
        first = ran(shelf, story.key, answer, inputs)
        second = ran(again, key_of(story, names), answer, inputs)
        found[first.outcome] += 1
        if first != second:
            different.append((story.key, first, second))
    assert different == []
    assert found["passed"] > 30


def _names(shelf: StoryShelf) -> set[str]:
    stories = shelf.library.stories.values()
    return {item.name for story in stories for item in story.inputs if item.default is None}
