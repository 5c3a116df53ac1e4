"""Blocks of pages with scenarios of API Doctor."""

from collections.abc import Iterator
from typing import NamedTuple

from docreplay.model.exchange import Reading
from docreplay.model.location import Passage
from docreplay.model.markup.block import Block


class TestParams(NamedTuple):
    """A block of a page with scenarios, and the request that it follows."""

    text: Passage
    method: str


def test_params(reading: Reading) -> Iterator[TestParams]:
    """Yield the blocks of a page that contain scenarios of the request before them."""
    if not any(block.kind == "testParams" for block in reading.blocks):
        return
    for block in reading.blocks:
        if block.kind == "testParams":
            yield TestParams(block.text, _method_before(block, reading))


def _method_before(block: Block, reading: Reading) -> str:
    before = [
        item.names[0]
        for item in reading.exchanges
        if item.names and item.request_block.location < block.location
    ]
    return before[-1] if before else ""
