"""The two versions that are compared: folders, git revisions, or the working tree."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.sources.pages import files_of
from docreplay.sources.revision import RevisionStore
from docreplay.sources.store import FileStore, PageStore


class Version(NamedTuple):
    """A version of the documentation."""

    label: str
    """The revision or folder as the user named it, or `the working tree`."""
    config: Config
    """The configuration, with the docs folders of this version."""
    store: PageStore


WORKING_TREE = "the working tree"


def versions(config: Config, named: Sequence[str]) -> tuple[Version, Version]:
    """Return the old and the new version that one or two words name.

    `OLD..NEW` are two revisions, a single `REV` is compared with the working tree, and a missing
    side of `..` is `HEAD`. Of two words, each is a folder if there is one, else a revision. Raises
    `ConfigError` for an unknown revision.
    """
    if len(named) == 1:
        old, dots, new = named[0].partition("..")
        if not dots and Path(old).is_dir():
            hint = "name two folders, or a revision to compare with the working tree"
            raise ConfigError(f"`{old}` is a folder; expected two versions", hint=hint)
        words: tuple[str, ...] = (old or "HEAD", (new.lstrip(".") or "HEAD") if dots else "")
    else:
        words = tuple(named)
    return _version(config, words[0]), _version(config, words[1])


def _version(config: Config, word: str) -> Version:
    if not word:
        return Version(WORKING_TREE, config, files_of(config))
    folder = Path.cwd() / word
    if folder.is_dir():
        own = _of_folder(config, folder)
        return Version(word, own, FileStore(own.root, largest=own.max_page_bytes))
    try:
        store = RevisionStore(config.root, word, largest=config.max_page_bytes)
        return Version(word, config, store)
    except ConfigError as error:
        hint = "name a folder of pages, or a revision of the repository around this folder"
        message = f"`{word}` is not a folder, and not a known git revision ({error.args[0]})"
        raise ConfigError(message, hint=hint) from error


def _of_folder(config: Config, folder: Path) -> Config:
    """Return the configuration for the pages of a folder: a folder of pages, or a whole project.

    A folder outside of the project is read as a project of its own, named by its last part.
    """
    place = Path(os.path.realpath(folder))
    if all((place / docs).is_dir() for docs in config.docs) and "." not in config.docs:
        return replace(config, root=place)
    root = config.root.resolve()
    if place != root and place.is_relative_to(root):
        return replace(config, docs=(place.relative_to(root).as_posix(),))
    return replace(config, root=place.parent, docs=(place.name,))
