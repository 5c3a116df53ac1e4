"""The stories of a project: its story files and Arazzo documents, and what is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from docreplay.cases.locales import by_key
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.scenario_stories import scenario_stories
from docreplay.model.case import Case
from docreplay.model.finding import Finding
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import split
from docreplay.model.json.value import JSON, items_of
from docreplay.model.stories.story import CaseCall, Story, story_key
from docreplay.sources.placed_text import InvalidText, PlacedText, read_placed
from docreplay.sources.scenario_files import scenario_files
from docreplay.sources.store import PageStore
from docreplay.story.arazzo.operations import Cases
from docreplay.story.arazzo.reader import (
    ProjectFiles,
    is_arazzo,
    read_arazzo,
    self_uri,
    workflow_ids,
)
from docreplay.story.checks import check_stories
from docreplay.story.explain import explained_story
from docreplay.story.file.reader import Known, read_story_file
from docreplay.story.node import StoryNode
from docreplay.story.requester import Library
from docreplay.story.rules.story_invalid import RULE

_LARGEST = 2_000_000
"""Bytes of a file from which on it is not read."""
SUFFIXES = (".toml", ".yaml", ".yml", ".json")
"""Ends of the names of story files."""


def story_files(patterns: Iterable[str], store: PageStore) -> tuple[str, ...]:
    """Return the paths of the files that patterns name, in the order of the paths.

    Raises `ConfigError` for a pattern that names none.
    """
    found: set[str] = set()
    for pattern in patterns:
        matching = set(_matching(pattern.removeprefix("./"), store))
        if not matching:
            hint = "name files, such as stories/*.toml"
            raise ConfigError(f"`stories`: no file matches `{pattern}`", hint=hint)
        found |= matching
    return tuple(sorted(found))


def _matching(pattern: str, store: PageStore) -> Iterator[str]:
    parts = PurePosixPath(pattern).parts
    fixed = []
    for part in parts[:-1]:
        if "*" in part or "?" in part or "[" in part:
            break
        fixed.append(part)
    start = "/".join(fixed)
    if not parts:
        return
    if ".." in parts or pattern.startswith("/"):
        raise ConfigError(f"`stories`: `{pattern}` leads out of the project")
    for path in _below(start or ".", store):
        if PurePosixPath(path).match(pattern):
            yield path


def _below(folder: str, store: PageStore) -> Iterator[str]:
    """Yield the files below a folder, however deep; hidden ones and `node_modules` are skipped."""
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        for name in store.names(folder):
            if name.startswith(".") or name == "node_modules":
                continue
            path = name if folder == "." else f"{folder}/{name}"
            kind = store.kind(path)
            if kind == "folder":
                waiting.append(path)
            elif kind == "file" and path.endswith(SUFFIXES):
                yield path


def files_with_stories(config: Config, store: PageStore) -> tuple[str, ...]:
    """Return the paths of story files, and of JSON files that may have scenarios.

    Raises `ConfigError` for a pattern or a folder that names none.
    """
    scenarios = (text.path for text in scenario_files(config, store))
    return (*story_files(config.stories, store), *scenarios)


class StoryShelf:
    """The stories of a project; `findings` has what is wrong with them."""

    def __init__(self, index: CaseIndex) -> None:
        self._index, self._store = index, index.store
        self.findings: list[Finding] = []
        self.files = files_with_stories(index.config, index.store)
        self._own = story_files(index.config.stories, index.store)

    @cached_property
    def own(self) -> Mapping[str, Story]:
        """The stories of story files and Arazzo documents, without those of scenario files."""
        texts = {path: text for path in self._own if (text := self._text(path))}
        own = {key for text in texts.values() for key in _keys(text)}
        stories: dict[str, Story] = {}
        for text in texts.values():
            found, findings = self._read(text, own)
            self.findings += findings
            stories |= {story.key: story for story in found}
        self.findings += check_stories(stories)
        return stories

    @cached_property
    def library(self) -> Library:
        """The stories, and the cases that they name."""
        scenarios = scenario_stories(self._index.config, self._store).stories
        stories = {**self.own, **{story.key: story for story in scenarios}}
        return Library(stories=stories, cases=self._cases_of(stories))

    def explained(self) -> Iterator[tuple[Story, Iterator[str]]]:
        """Yield the stories of story files, and the lines that explain each."""
        cases = self._cases_of(self.own)
        for story in self.own.values():
            yield story, explained_story(story, cases)

    @property
    def runnable(self) -> tuple[Story, ...]:
        """The stories that run for themselves, those of broken files left out."""
        return tuple(
            story
            for story in self.library.stories.values()
            if story.is_enabled and not story.is_reusable
        )

    def check(self) -> None:
        """Raise `ConfigError` with the first thing that is wrong."""
        self.read()
        if self.findings:
            first, *others = self.findings
            hint = "list all findings with `docreplay check`" if others else ""
            raise ConfigError(f"{first.location}: {first.message}", hint=hint)

    def read(self) -> list[Finding]:
        """Read the files, and return what is wrong with them."""
        _ = self.own
        return self.findings

    def _read(
        self, text: PlacedText, own: set[str]
    ) -> tuple[tuple[Story, ...], tuple[Finding, ...]]:
        ids = frozenset(self._known_ids(text))
        if is_arazzo(text):
            cases = Cases(ids=ids, by_operation=self.documented)
            files = ProjectFiles(
                cases=cases, load=lambda uri: self._loaded(text, uri), has_story=own.__contains__
            )
            return read_arazzo(text, files)
        return read_story_file(text, Known(cases=ids, has_story=own.__contains__))

    def _text(self, path: str) -> PlacedText | None:
        try:
            data = self._store.data(path)
            if len(data) > _LARGEST:
                raise PageUnreadable(f"{path} is too large")
            return read_placed(path, data.decode("utf-8-sig"))
        except InvalidText as error:
            self.findings.append(RULE.at(error.location, str(error)))
        except (PageUnreadable, UnicodeDecodeError):
            at = PlacedText(path, None).at()
            self.findings.append(RULE.at(at, "the file cannot be read as text in UTF-8"))
        return None

    def _loaded(self, text: PlacedText, uri: str) -> PlacedText | None:
        """Return a file of the project: by the identity that it gives itself, else by its path."""
        for path in self._own:
            other = self._text(path) if "://" in uri else None
            if other is not None and self_uri(other) == uri:
                return other
        if "://" in uri:
            return None
        folder = PurePosixPath(text.path).parent.as_posix()
        path = normpath(f"{folder}/{unquote(uri.partition('#')[0])}")
        is_inside = not path.startswith(("..", "/"))
        return self._text(path) if is_inside and self._store.kind(path) == "file" else None

    def _known_ids(self, text: PlacedText) -> Iterator[str]:
        """Yield the ids of the cases on the pages that a file names; only these are read."""
        names = {page.name: page for page in self._index.tree}
        for name in {found for value in _texts(text.value) for found in _pages_in(value)}:
            page = names.get(name)
            record = self._index.record(page) if page else None
            yield from (case.id for case in record.cases) if record else ()

    def _cases_of(self, stories: Mapping[str, Story]) -> Mapping[str, Case]:
        wanted = {
            step.operation.case
            for story in stories.values()
            for step in (*story.steps, *story.teardown)
            if isinstance(step.operation, CaseCall)
        }
        names = {page.name: page for page in self._index.tree}
        pages = {
            names[name].path: names[name]
            for item in wanted
            for name in _pages_in(item)
            if name in names
        }
        records = (self._index.record(page) for page in pages.values())
        cases = (case for record in records if record for case in record.cases)
        return {case.id: case for case in cases if case.id in wanted}

    def documented(self, method: str, path: str) -> str:
        """Return the id of the case that documents a method and a path template, or `""`."""
        return self._operations.get((method, _form(path)), "")

    @cached_property
    def _operations(self) -> Mapping[tuple[str, str], str]:
        """Ids of cases by method and path template; all pages are read for it."""
        found: dict[tuple[str, str], str] = {}
        for group in by_key(self._index.tree):
            self._index.load(group)
        for case in self._index.all_tested():
            found.setdefault((case.request.method, _form(split(case.request.target).path)), case.id)
        return found


def _form(path: str) -> str:
    """Return a path with one sign for every placeholder."""
    return PLACEHOLDER.sub("{}", path).rstrip("/")


def _keys(text: PlacedText) -> Iterator[str]:
    if is_arazzo(text):
        yield from (story_key(text.path, name) for name in workflow_ids(text))
    else:
        nodes = StoryNode(text, text.value).items("story")
        yield from (story_key(text.path, node.string("id")) for node in nodes)


def _pages_in(text: str) -> Iterator[str]:
    """Yield the parts of a text before a `#`, which may be names of pages."""
    for found in re.finditer(r"#", text):
        name = text[: found.start()]
        yield name
        if name.startswith("$sourceDescriptions."):
            yield name.split(".", 2)[-1]


def _texts(value: JSON) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for _, item in items_of(value):
        yield from _texts(item)
