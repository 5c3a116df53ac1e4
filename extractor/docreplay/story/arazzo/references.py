"""What an Arazzo document refers to: its components, its source descriptions, other workflows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.json.value import JSON
from docreplay.model.near_names import did_you_mean
from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import story_key
from docreplay.story.node import StoryNode

SourceKind = Literal["cases", "openapi", "arazzo", "asyncapi", ""]


@dataclass(frozen=True, slots=True)
class Source:
    """A source description."""

    name: str
    kind: SourceKind
    """`cases` is the virtual source whose operations are the documented cases."""
    url: str
    path: str = ""
    """Path of its file in the project, or `""` if it has none."""
    content: JSON = None
    """Content of the file of an OpenAPI description."""


@dataclass(frozen=True, slots=True)
class Components:
    """The components of one document, and its sources by their names."""

    node: StoryNode | None
    path: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    workflows: frozenset[str] = frozenset()
    """Ids of the workflows of the document."""
    has_story: Callable[[str], bool] = lambda _: True
    """Return True for the key of a workflow in another document."""

    def resolved(self, item: StoryNode, kind: str) -> StoryNode | None:
        """Return an object, or the component that a Reusable Object refers to.

        What cannot be resolved is reported, and is None. Other members of a Reusable Object are
        ignored, as the specification demands.
        """
        if not item.has("reference"):
            return item
        text = item.string("reference", required=True)
        expression = read_expression(text)
        if expression is None or expression.kind != "components" or expression.source != kind:
            item.report(f"`{text}` is not a reference to `$components.{kind}`", "reference")
            return None
        group = self.node.get(kind) if self.node else None
        found = group.get(expression.name) if group else None
        if found is None:
            known = group.value if group and isinstance(group.value, dict) else ()
            hint = did_you_mean(expression.name, known)
            item.report(f"`{text}` does not exist{hint}", "reference")
        return found


def target_story(node: StoryNode, key: str, components: Components) -> str:
    """Return the key of the workflow that a member names; one that does not exist is reported."""
    return story_named(node, node.string(key, required=True), components, key)


def step_named(node: StoryNode, text: str, components: Components) -> str:
    """Return a step that must be complete: its id, or `$workflows.KEY.steps.ID` of another."""
    story, _, step = text.rpartition(".steps.")
    if not text.startswith("$") or not step:
        return text
    name = story.removeprefix("$workflows.")
    return f"$workflows.{story_named(node, name, components, 'dependsOn')}.steps.{step}"


def story_named(node: StoryNode, text: str, components: Components, *at: str | int) -> str:
    """Return the key of a workflow: an id of the document, or an expression about a source.

    One that does not exist is reported, and `""`.
    """
    if not text.startswith("$"):
        if text and text not in components.workflows:
            hint = did_you_mean(text, components.workflows)
            node.report(f"unknown workflow `{text}`{hint}", *at)
            return ""
        return story_key(components.path, text)
    expression = read_expression(text)
    if expression is None or expression.kind != "sourceDescriptions":
        node.report(f"`{text}` is not a reference to a workflow", *at)
        return ""
    source = components.sources.get(expression.owner)
    if source is None or source.kind != "arazzo":
        node.report(f"`{expression.owner}` is not a source description of type arazzo", *at)
        return ""
    key = story_key(source.path, expression.name)
    if not components.has_story(key):
        node.report(f"`{text}` does not exist", *at)
        return ""
    return key
