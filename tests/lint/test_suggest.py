"""What a suggestion costs on pages with many broken links."""

from collections import Counter
from collections.abc import Iterable

import pytest

from docreplay.lint.links import exists
from docreplay.lint.neighbours import Neighbours
from docreplay.lint.suggest import near_name, suggestion
from docreplay.model.types.resource_catalogue import Catalogue, catalogue_of

FILES = tuple(f"photo-{verb}-{number}.md" for verb in ("get", "update") for number in range(100))


class Tree:
    """A folder of files that counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def names(self, folder: str) -> Iterable[str]:
        self.asked[folder] += 1
        return FILES if folder == "api" else ()

    def exists(self, path: str) -> bool:
        self.asked[path] += 1
        return path.removeprefix("api/") in FILES

    @property
    def neighbours(self) -> Neighbours:
        catalogue: Catalogue = catalogue_of((), lambda _: ())
        return Neighbours(
            catalogue=catalogue,
            owners={},
            exists=self.exists,
            anchors=lambda _: None,
            included_anchors=lambda _: None,
            holds=lambda _: True,
            spelled={},
            is_folder=lambda path: path == "api",
            names=self.names,
            namesakes=lambda _: (),
        )


def test_the_names_in_a_folder_are_asked_for_once() -> None:
    tree = Tree()
    neighbours = tree.neighbours
    found = [suggestion(neighbours, f"api/photo-gte-{number}.md") for number in range(20, 30)]
    assert found == [f"api/photo-get-{number}.md" for number in range(20, 30)]
    assert tree.asked["api"] == 1


def test_a_target_is_looked_for_once() -> None:
    tree = Tree()
    neighbours = tree.neighbours
    assert not any(exists(neighbours, "api/photo-got-1.md") for _ in range(5))
    assert tree.asked["api/photo-got-1.md"] == 1


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("photo-get.md", "photo-gets.md"),
        ("photo-abcd.md", "photo-abef.md"),
        ("photo-abcd.md", ""),  # three letters of each differ
        ("photo.md", ""),
    ],
)
def test_names_with_few_different_letters_are_near(word: str, near: str) -> None:
    names = [near or "photo-axyz.md", "unrelated.md", word]
    assert near_name(word, names) == near
