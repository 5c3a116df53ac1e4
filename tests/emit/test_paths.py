"""Paths of generated modules."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.emit.paths import module_paths, packages
from docreplay.model.page import PageId

SAFE = re.compile(r"(?:[a-z_][a-z0-9_]{0,100}/)*test_[a-z0-9_]{1,100}\.py")


def page(key: str, locale: str = "en-us") -> PageId:
    return PageId(path=f"docs/{locale}/{key}.md", locale=locale, key=key)


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("api/photo-get", "en_us/api/test_photo_get.py"),
        ("Photo", "en_us/test_photo.py"),
        ("v1.0/photo", "en_us/v1_0/test_photo.py"),
        ("2021/photo", "en_us/_2021/test_photo.py"),
    ],
)
def test_a_module_mirrors_its_page(key: str, path: str) -> None:
    assert list(module_paths([page(key)]).values()) == [path]


def test_colliding_page_names_become_distinct_paths() -> None:
    found = module_paths([page("a-b"), page("a_b"), page("A b")])
    assert len(set(found.values())) == 3


@given(st.lists(st.text(min_size=1).filter(lambda key: key.strip("/")), min_size=1, unique=True))
def test_no_name_leaves_the_folder_or_takes_the_place_of_another(keys: list[str]) -> None:
    found = module_paths([page(key) for key in keys])
    assert all(SAFE.fullmatch(path) for path in found.values())
    assert len(set(found.values())) == len(found)


def test_every_folder_of_modules_is_a_package() -> None:
    assert packages(["en_us/api/test_a.py", "test_b.py"]) == (
        "__init__.py",
        "en_us/__init__.py",
        "en_us/api/__init__.py",
    )
