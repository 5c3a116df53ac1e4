"""JSON Schemas of inputs: references inside of the document (JSON Schema 2020-12 §8.2)."""

from docreplay.model.json.value import JSON, Steps, items_of, steps
from docreplay.story.node import StoryNode

_DEEPEST = 20
"""References that lead to references."""


def resolved_schema(node: StoryNode, components: StoryNode | None) -> StoryNode:
    """Return a schema, or the one that its `$ref` leads to: `#/components/inputs/x` or `#anchor`.

    What cannot be resolved is reported.
    """
    for _ in range(_DEEPEST):
        if not node.has("$ref"):
            return node
        reference = node.string("$ref")
        found = _target(node, reference)
        if found is None:
            node.report(f"`{reference}` does not exist", "$ref")
            return StoryNode(node.text, {}, node.way, node.findings)
        node = found
    node.report("references that lead to each other", "$ref")
    return StoryNode(node.text, {}, node.way, node.findings)


def _target(node: StoryNode, reference: str) -> StoryNode | None:
    fragment = reference.removeprefix("#")
    if fragment == reference:
        return None
    way = _pointed(node.text.value, fragment) if fragment[:1] in ("", "/") else None
    if way is None:
        way = _anchored(node.text.value, fragment, ())
    if way is None:
        return None
    value = node.text.value
    for step in way:
        value = dict(items_of(value))[step]
    return StoryNode(node.text, value, way, node.findings)


def _pointed(value: JSON, fragment: str) -> Steps | None:
    way: list[str | int] = []
    for step in steps(fragment):
        inner = {str(name): (name, item) for name, item in items_of(value)}
        if step not in inner:
            return None
        name, value = inner[step]
        way.append(name)
    return tuple(way)


def _anchored(value: JSON, anchor: str, way: Steps) -> Steps | None:
    if isinstance(value, dict) and value.get("$anchor") == anchor:
        return way
    for name, item in items_of(value):
        found = _anchored(item, anchor, (*way, name))
        if found is not None:
            return found
    return None
