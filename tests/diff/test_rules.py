"""Every rule of changes reports what its examples say, and nothing else."""

from pathlib import Path

import pytest

from docreplay.diagnostics.registry import module_names
from docreplay.diff.check import checks
from tests.diff.versions import difference, lines
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "rules.md"


def pages(example: Example, version: str) -> dict[str, str]:
    """Return the pages of a version, and those of both."""
    keys = ((key.partition(":"), text) for key, text in example.parts.items())
    return {path: text for (kind, _, path), text in keys if kind in (version, "both")}


def test_every_rule_has_an_example() -> None:
    names = {name.replace("_", "-") for name in module_names("docreplay.diff.rules")}
    assert {example.id.partition(",")[0] for example in examples(BOOK)} == names
    assert len(checks()) == len(names)


@parametrize(BOOK)
def test_the_changes_of_an_example_are_reported(example: Example, tmp_path: Path) -> None:
    found = lines(difference(tmp_path, pages(example, "old"), pages(example, "new")))
    assert sorted(found) == sorted(example["findings"].splitlines())


@parametrize(BOOK)
def test_a_version_does_not_differ_from_itself(example: Example, tmp_path: Path) -> None:
    new = pages(example, "new")
    other = {path: text + "\n\n`$another` word\n" for path, text in new.items()}  # is compared
    assert lines(difference(tmp_path, new, other)) == []


def test_operations_of_a_page_that_became_too_large_are_unknown(tmp_path: Path) -> None:
    old = "# A\n\n```http\nGET /users\n```\n"
    other = "# B\n\n```http\nGET /groups\n```\n"
    large = old + "word " * 100
    versions = ({"a.md": old, "b.md": other}, {"a.md": large, "b.md": other})
    limit = {"max-page-bytes": 200}
    for name, both in (("grew", versions), ("shrank", versions[::-1])):
        found = lines(difference(tmp_path / name, *both, limit))
        assert [line.partition(" ")[0] for line in found] == ["RUN502"]
    gone = lines(difference(tmp_path / "gone", versions[0], {"b.md": other}, limit))
    assert [line.partition(" ")[0] for line in gone] == ["REG450"]


@pytest.mark.parametrize(
    ("was", "now", "is_known"),
    [
        ("api/photo-get.md", "api/v2/photo-get.md", True),
        ("api/photo-get.md", "api/photo/get.md", True),
        ("api/photo/index.md", "reference/photo/index.md", True),
        ("api/photo/index.md", "api/album/index.md", False),
        ("api/photo-get.md", "api/album-get.md", False),
    ],
)
def test_a_page_that_moved_to_one_that_is_not_read_is_not_gone(
    tmp_path: Path, was: str, now: str, is_known: bool
) -> None:
    page = "# Get\n\n```http\nGET /photos/{id}\n```\n\n```http\nHTTP/1.1 200 OK\n```\n"
    large, other = page + "x" * 400, {"api/other.md": "# Other\n"}
    limit = {"max-page-bytes": 300}
    for name, old, new in (("gone", page, large), ("back", large, page)):
        found = difference(tmp_path / name, {was: old, **other}, {now: new, **other}, limit)
        assert {item.code for item in found.run.findings} & {"REG450", "REG451"} == (
            set() if is_known else {"REG450" if name == "gone" else "REG451"}
        )
