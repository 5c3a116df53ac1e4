"""Read a story file in TOML or YAML into stories."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from docreplay.model.finding import Finding
from docreplay.model.near_names import did_you_mean
from docreplay.model.stories.story import (
    CaseCall,
    Criterion,
    Fixed,
    Input,
    Operation,
    Parameter,
    Payload,
    RandomName,
    RawCall,
    Replacement,
    Step,
    Story,
    StoryCall,
    Template,
    story_key,
)
from docreplay.sources.placed_text import PlacedText
from docreplay.story.file.keys import TABLES
from docreplay.story.file.parts import actions, captures, criteria, operand, retries, statuses
from docreplay.story.node import StoryNode, duplicates

_REQUEST = re.compile(r"([A-Za-z]+)\s+(\S.*)")
_NAME = r"[A-Za-z0-9_-]+"


@dataclass(frozen=True, slots=True)
class Known:
    """What names in a story file must exist."""

    cases: frozenset[str] = frozenset()
    has_story: Callable[[str], bool] = field(default=lambda _: True)


def read_story_file(
    text: PlacedText, known: Known
) -> tuple[tuple[Story, ...], tuple[Finding, ...]]:
    """Return the stories of a file, and what is wrong with it."""
    root = StoryNode(text, text.value)
    if not root.allow(TABLES["file"].keys):
        return (), tuple(root.findings)
    found = list(root.items("story"))
    if not found:
        root.report("missing `story`: a story file has at least one story")
    duplicates(((node.string("id"), node) for node in found), "story")
    stories = tuple(filter(None, (_story(node, known) for node in found)))
    return stories, tuple(root.findings)


def _story(node: StoryNode, known: Known) -> Story | None:
    if not node.allow(TABLES["story"].keys):
        return None
    name = node.string("id", required=True)
    node.matching(name, _NAME)
    steps, teardown = list(node.items("steps")), list(node.items("finally"))
    if not steps:
        node.report("missing `steps`")
    duplicates(((step.string("id"), step) for step in (*steps, *teardown)), "step")
    return Story(
        id=name,
        location=node.location,
        summary=node.string("summary"),
        steps=tuple(filter(None, (_step(step, known) for step in steps))),
        teardown=tuple(filter(None, (_step(step, known) for step in teardown))),
        inputs=tuple(_inputs(node)),
        outputs=captures(node, "outputs"),
        parameters=tuple(_parameters(node, "headers", "header")),
        success_actions=actions(node, "on-success"),
        failure_actions=actions(node, "on-failure"),
        depends_on=tuple(_key_of(node, item) for item in node.strings("requires")),
        account=node.string("account"),
        scopes=node.strings("scopes"),
        tags=node.strings("tags"),
        is_enabled=node.flag("enabled", default=True),
        is_reusable=node.flag("reusable", default=False),
    )


def _key_of(node: StoryNode, name: str) -> str:
    return name if "#" in name else story_key(node.text.path, name)


def _inputs(node: StoryNode) -> Iterator[Input]:
    found = node.get("inputs")
    for name, item in found.members() if found else ():
        item.matching(name, _NAME)
        if not isinstance(item.value, dict):
            yield Input(name=name, default=operand(item))
            continue
        item.allow(TABLES["input"].keys)
        schema, fixed = item.get("schema"), item.get("default")
        item.exclusive(("default", "random"))
        default = None if fixed is None else operand(fixed)
        if item.has("random"):
            suffix = item.string("suffix")
            default = RandomName(prefix=item.string("random"), suffix=suffix)
        yield Input(
            name=name,
            schema=schema.value if schema else True,
            default=default,
            is_required=item.flag("required", default=False),
        )


def _step(node: StoryNode, known: Known) -> Step | None:
    if not node.allow(TABLES["step"].keys):
        return None
    name = node.string("id", required=True)
    node.matching(name, _NAME)
    operation = _operation(node, known)
    found, expected = criteria(node, "check"), statuses(node, "status")
    if expected:
        condition = " || ".join(f"$statusCode == {status}" for status in expected)
        found = (Criterion(condition=condition, location=node.location), *found)
    if operation is None:
        return None
    return Step(
        id=name,
        operation=operation,
        description=node.string("summary"),
        parameters=tuple(_places(node)),
        payload=_payload(node),
        success_criteria=found,
        on_success=actions(node, "on-success"),
        on_failure=(*retries(node), *actions(node, "on-failure")),
        outputs=captures(node, "capture"),
        timeout=node.number("timeout"),
        depends_on=node.strings("after"),
        is_judged=node.flag("compare", default=True),
        is_setup=node.flag("setup", default=False),
        account=node.string("account"),
        poll=node.string("poll"),
        location=node.location,
    )


def _operation(node: StoryNode, known: Known) -> Operation | None:
    kind = node.exclusive(TABLES["step"].one_of, required=True)
    text = node.string(kind, required=True) if kind else ""
    if not text:
        return None
    if kind == "case":
        if text not in known.cases:
            node.report(f"unknown case `{text}`{did_you_mean(text, known.cases)}", "case")
        return CaseCall(case=text)
    if kind == "story":
        return StoryCall(story=_key_of(node, text))
    found = _REQUEST.fullmatch(text.strip())
    if found is None:
        node.report(f"`request` must be a method and a URL (got `{text}`)", "request")
        return None
    return RawCall(method=found[1].upper(), target=found[2])


def _places(node: StoryNode) -> Iterator[Parameter]:
    if node.has("url"):
        yield Parameter(place="url", name="", value=Template(value=node.string("url")))
    yield from _parameters(node, "inputs", "input")
    yield from _parameters(node, "path", "path")
    yield from _parameters(node, "query", "query")
    yield from _parameters(node, "headers", "header")
    yield from _parameters(node, "cookies", "cookie")


def _parameters(node: StoryNode, key: str, place: str) -> Iterator[Parameter]:
    found = node.get(key)
    for name, item in found.members() if found else ():
        is_removed = item.value is None and place != "input"
        yield Parameter(
            place=place,  # type: ignore[arg-type]  # one of those above
            name=name,
            value=None if is_removed else operand(item),
        )


def _payload(node: StoryNode) -> Payload | None:
    body, changed = node.get("body"), node.get("set")
    targets = [
        Replacement(target=name, value=operand(item), type="jsonpointer")
        for name, item in (changed.members() if changed else ())
    ]
    removed = [
        Replacement(target=name, value=None, type="jsonpointer") for name in node.strings("remove")
    ]
    media_type = node.string("media-type")
    if body is None and not (targets or removed or media_type):
        return None
    content = None
    if body is not None:
        content = Fixed(value=None) if body.value is None else operand(body)
    return Payload(content=content, media_type=media_type, replacements=(*targets, *removed))
