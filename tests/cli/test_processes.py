"""How a command sets up its own process."""

import gc

from docreplay.cli.processes import rare_collections


def test_garbage_is_collected_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with rare_collections():
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold()[1:] == before[1:]
    assert gc.get_threshold() == before
