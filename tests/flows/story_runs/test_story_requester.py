"""What stories wait for: never longer than the run may take."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.flows.story_runs.created_notes import CreatedNotes
from docreplay.flows.story_runs.story_requester import StoryRequester

URL = "http://127.0.0.1:9"


@pytest.fixture
def replayer(tmp_path: Path) -> Iterator[Replayer]:
    """A replayer of a run of at most 100 seconds."""
    config = Config(root=tmp_path, base_url=URL, run_timeout=100.0)
    made = Replayer(CaseIndex(config), ())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("seconds", "waits"), [(0.0, True), (50.0, True), (101.0, False), (1e9, False)]
)
def test_a_step_does_not_wait_longer_than_the_run_may_take(
    replayer: Replayer, tmp_path: Path, seconds: float, waits: bool
) -> None:
    slept: list[float] = []
    requester = StoryRequester(replayer, CreatedNotes(tmp_path, URL), sleep=slept.append)
    assert requester.wait(seconds) is waits
    assert slept == ([seconds] if waits and seconds else [])
