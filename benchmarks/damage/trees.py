"""Damage to a tree of pages: to stamps, to paths of pages, and to their sources."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class TreeDamage(NamedTuple):
    """How one page of a tree is damaged, and which rules must speak of its translation."""

    apply: Callable[[Path, Path], None]
    """Gets the files of the source and of the translation."""
    rules: tuple[str, ...]
    suits: str = ""
    """What the source of a page that suits it holds."""


def _edited(path: Path, pattern: str, replacement: str) -> None:
    text = path.read_bytes().decode("utf-8")
    path.write_bytes(re.sub(pattern, replacement, text, count=1, flags=re.M).encode("utf-8"))


def hash_cut(_: Path, target: Path) -> None:
    """Drop a character of the stamp's digest."""
    _edited(target, r"^(ms\.openlocfilehash: \w+)\w", r"\1")


def hash_edited(_: Path, target: Path) -> None:
    """Replace the stamp's digest by that of an unavailable version."""
    _edited(target, r"^(ms\.openlocfilehash: )\w{6}", r"\g<1>0123ab")


def locale_edited(_: Path, target: Path) -> None:
    """Stamp the page for a locale that is not that of its folder."""
    _edited(target, r"^(ms\.contentlocale: )\S+", r"\1de-DE")


def source_removed(source: Path, _: Path) -> None:
    """Remove the source's page."""
    source.unlink()


def source_moved(source: Path, _: Path) -> None:
    """Rename the source's page."""
    source.rename(source.with_name(f"moved-{source.name}"))


def translation_removed(_: Path, target: Path) -> None:
    """Remove the translation."""
    target.unlink()


def source_code_edited(source: Path, _: Path) -> None:
    """Change a line of the source's code."""
    _edited(source, r"^(```http\r?\n)", r"\1X-New: 1\n")


def source_sentence_added(source: Path, _: Path) -> None:
    """Add a sentence to the source."""
    _edited(source, r"\Z", "\nThis sentence is new and was never translated by anybody.\n")


_OUTDATED = ("translation-outdated",)
TREE_OPERATORS = {
    "hash_cut": TreeDamage(hash_cut, ("stamp-wrong",)),
    "hash_edited": TreeDamage(hash_edited, _OUTDATED),
    "locale_edited": TreeDamage(locale_edited, ("stamp-wrong",)),
    "source_code_edited": TreeDamage(source_code_edited, _OUTDATED, "\n```http\n"),
    "source_moved": TreeDamage(source_moved, ("translation-moved",)),
    "source_removed": TreeDamage(source_removed, ("translation-orphaned",)),
    "source_sentence_added": TreeDamage(source_sentence_added, _OUTDATED),
    "translation_removed": TreeDamage(translation_removed, ("translation-missing",)),
}
