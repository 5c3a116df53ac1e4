"""One Arazzo document for each file with stories, and what they share."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from posixpath import dirname, relpath

from docreplay.emit.arazzo.api import FILE, NAME, ApiDescription
from docreplay.emit.arazzo.targets import slug
from docreplay.emit.arazzo.workflows import WorkflowWriter
from docreplay.emit.exporter import StoryCollection
from docreplay.model.case import Case
from docreplay.model.json.value import JSON, items_of
from docreplay.model.stories.story import CaseCall, Story

SUFFIX = ".arazzo.yaml"
_ACTIONS = {
    "onSuccess": "successActions", "successActions": "successActions",
    "onFailure": "failureActions", "failureActions": "failureActions",
}  # fmt: skip
_LATER = frozenset({"dependsOn", "timeout"})
"""Members of steps that Arazzo 1.0 does not have."""


def documents(collection: StoryCollection) -> Iterator[tuple[str, JSON]]:
    """Yield the paths and contents of the Arazzo documents, then those of the description.

    All stories of one file make one document.
    """
    by_path = {
        path: tuple(items)
        for path, items in groupby(collection.stories, lambda story: story.location.path)
    }
    names = document_paths(by_path)
    api = ApiDescription(collection.base_url, collection.cases)
    api.note_cases(_called(collection))
    for path, stories in by_path.items():
        yield (
            names[path],
            _Document(path, stories, names=names, collection=collection, api=api).content(),
        )
    yield FILE, api.content("Requests of the stories")


def document_paths(paths: Iterable[str]) -> dict[str, str]:
    """Return the path of the document for each file: `stories/a.toml` → `stories/a.arazzo.yaml`."""
    found = list(paths)
    short = {path: _without_suffix(path) for path in found}
    times = Counter(short.values())
    return {path: f"{short[path] if times[short[path]] == 1 else path}{SUFFIX}" for path in found}


def _without_suffix(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    base = name.rpartition(".")[0] or name
    return f"{folder}{slash}{base.removesuffix('.arazzo')}"


def _called(collection: StoryCollection) -> Iterator[Case]:
    for story in collection.stories:
        for step in (*story.steps, *story.teardown):
            if isinstance(step.operation, CaseCall) and not step.operation.path:
                yield collection.cases[step.operation.case]


class _Document:
    """The document of one file."""

    def __init__(
        self,
        path: str,
        stories: Sequence[Story],
        *,
        names: dict[str, str],
        collection: StoryCollection,
        api: ApiDescription,
    ) -> None:
        self._path, self._stories, self._names = path, stories, names
        self._collection, self._api = collection, api
        self._sources: dict[str, str] = {}

    def content(self) -> JSON:
        """Return the Arazzo Object."""
        workflows: list[JSON] = [
            WorkflowWriter(story, self._collection, self._api, self._name_of).content()
            for story in self._stories
        ]
        components = _shared_actions(workflows)
        found: dict[str, JSON] = {
            "arazzo": "1.1.0" if needs_1_1(workflows) else "1.0.1",
            "info": {"title": self._path, "version": "1"},
            "sourceDescriptions": [*self._descriptions()],
            "workflows": workflows,
        }
        return {**found, "components": components} if components else found

    def _descriptions(self) -> Iterator[JSON]:
        yield {"name": NAME, "url": self._relative(FILE), "type": "openapi"}
        for path, name in self._sources.items():
            yield {"name": name, "url": self._relative(self._names[path]), "type": "arazzo"}

    def _relative(self, path: str) -> str:
        return relpath(path, dirname(self._names[self._path]) or ".")

    def _name_of(self, key: str) -> str:
        """Return the id of a story, or the expression for one of a different document."""
        path, _, name = key.rpartition("#")
        if path == self._path or path not in self._names:
            return name
        if path not in self._sources:
            base = slug(_without_suffix(path))
            used = {NAME, *self._sources.values()}
            number, source = 1, base
            while source in used:
                number += 1
                source = f"{base}-{number}"
            self._sources[path] = source
        return f"$sourceDescriptions.{self._sources[path]}.{name}"


def needs_1_1(value: JSON) -> bool:
    """Return True if workflows have what Arazzo 1.0 does not have."""
    if isinstance(value, dict):
        if value.keys() >= {"context", "selector", "type"} or "targetSelectorType" in value:
            return True
        if "stepId" in value and "name" not in value and value.keys() & _LATER:
            return True
        if value.get("in") == "querystring" or _is_later_type(value):
            return True
        if value.keys() >= {"name", "type", "parameters"}:
            return True
    return any(needs_1_1(item) for _, item in items_of(value))


def _is_later_type(value: dict[str, JSON]) -> bool:
    """Return True for a criterion in a version of a language that Arazzo 1.0 does not name."""
    kind = value.get("type")
    if "condition" not in value or kind in (None, "regex"):
        return False
    version = kind.get("version") if isinstance(kind, dict) else ""
    return version not in (
        "draft-goessner-dispatch-jsonpath-00", "xpath-10", "xpath-20", "xpath-30",
    )  # fmt: skip


def _shared_actions(workflows: list[JSON]) -> dict[str, JSON]:
    """Move the actions that several steps share to components; return these."""
    places = [(kind, found, at) for kind, found in _lists(workflows) for at in range(len(found))]
    times = Counter((kind, _key(found[at])) for kind, found, at in places)
    made: dict[str, dict[str, JSON]] = {}
    names: dict[tuple[str, str], str] = {}
    for kind, found, at in places:
        key = (kind, _key(found[at]))
        action = found[at]
        if times[key] < 2 or not isinstance(action, dict):
            continue
        group = made.setdefault(kind, {})
        if key not in names:
            names[key] = _unused(str(action["name"]), group)
            group[names[key]] = action
        found[at] = {"reference": f"$components.{kind}.{names[key]}"}
    return {kind: dict(group) for kind, group in sorted(made.items())}


def _lists(value: JSON) -> Iterator[tuple[str, list[JSON]]]:
    for key, item in items_of(value):
        kind = _ACTIONS.get(key) if isinstance(key, str) else None
        if kind and isinstance(item, list):
            yield kind, item
        else:
            yield from _lists(item)


def _key(action: JSON) -> str:
    return json.dumps(action, sort_keys=True)


def _unused(name: str, group: dict[str, JSON]) -> str:
    base = slug(name)
    number, found = 1, base
    while found in group:
        number += 1
        found = f"{base}-{number}"
    return found
