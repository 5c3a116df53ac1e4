"""Each extension that a step or a story can have is described."""

import re
from pathlib import Path

import docreplay
from docreplay.emit.arazzo.extensions import WORDS

WRITERS = Path(docreplay.__file__).parent / "emit/arazzo"
READER = Path(docreplay.__file__).parent / "story/arazzo/reader.py"


def test_the_reader_knows_no_other_extension() -> None:
    names = re.findall(r'x-docreplay-\{name\}"\s+for name in\s+\(([^)]*)\)', READER.read_text())
    known = {name for group in names for name in re.findall(r'"([\w-]+)"', group)}
    assert {"finally", "poll", "setup"} <= known
    assert known <= {*WORDS}


def test_the_guide_describes_each() -> None:
    guide = Path(docreplay.__file__).parents[2] / "docs/guides/arazzo.md"
    text = guide.read_text(encoding="utf-8")
    assert [name for name in WORDS if f"`x-docreplay-{name}`" not in text] == []
