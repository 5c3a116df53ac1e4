"""What Arazzo has no word for: extensions of a step, which `docreplay export arazzo` writes."""

from collections.abc import Iterator

from docreplay.model.stories.story import Parameter, ParameterPlace
from docreplay.story.arazzo.parts import operand
from docreplay.story.node import StoryNode

URL, TEXT, REMOVE = (f"x-docreplay-{name}" for name in ("url", "text", "remove"))
_REMOVED: tuple[ParameterPlace, ...] = ("query", "header")


def extended(node: StoryNode) -> Iterator[Parameter]:
    """Yield the parameters that extensions of a step add.

    `x-docreplay-url` is the whole URL, `x-docreplay-text` replaces texts in the target as they are,
    `x-docreplay-remove` lists documented query parameters and headers that are not sent.
    """
    if (url := node.get(URL)) is not None:
        yield Parameter(place="url", name="", value=operand(url))
    texts = node.get(TEXT)
    for name, value in texts.members() if texts else ():
        yield Parameter(place="text", name=name, value=operand(value))
    for item in node.items(REMOVE):
        place = item.string("in", required=True)
        if item.allow(("name", "in")) and place not in _REMOVED:
            item.report(f"`in` must be one of {', '.join(_REMOVED)} (got `{place}`)", "in")
        elif found := next((known for known in _REMOVED if known == place), None):
            yield Parameter(place=found, name=item.string("name", required=True), value=None)
