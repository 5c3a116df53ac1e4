"""YAML of anybody neither hangs nor ends docreplay."""

import pytest

from benchmarks.processor_time import limited
from docreplay.sources.memory import MemoryStore
from docreplay.sources.navigation import navigation
from docreplay.sources.yaml_text import read_yaml
from tests.sources.test_metadata import HOSTILE


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("file", ["toc.yml", "mkdocs.yml", "docs.json", "sidebars.js"])
def test_no_table_of_contents_takes_long_or_ends_docreplay(file: str, name: str) -> None:
    store = MemoryStore({f"docs/{file}": HOSTILE[name], "docs/a.md": "a"})
    limited(lambda: list(navigation(store, ["docs/a.md"])), 10)


@pytest.mark.parametrize("name", ["aliases", "merged aliases", "list of itself", "deep", "date"])
def test_what_cannot_be_read_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_yaml(HOSTILE[name])


def test_aliases_and_unknown_tags_are_read() -> None:
    text = "a: &a [1, x]\nb: *a\nc: !!python/name:os.system\nd: {<<: {e: 2}}"
    assert read_yaml(text) == {"a": [1, "x"], "b": [1, "x"], "c": None, "d": {"e": 2}}
    assert read_yaml("") is None
