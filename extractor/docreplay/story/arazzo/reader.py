"""Read an Arazzo document of version 1.0 or 1.1 into stories."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON
from docreplay.model.stories.story import Fixed, Input, Operand, RawCall, Step, Story
from docreplay.sources.placed_text import PlacedText
from docreplay.story.arazzo.extensions import extended
from docreplay.story.arazzo.operations import Cases, operation_of
from docreplay.story.arazzo.parts import (
    NAME,
    actions,
    criteria,
    operand,
    outputs,
    parameters,
    payload,
    random_name,
)
from docreplay.story.arazzo.references import (
    Components,
    Source,
    SourceKind,
    step_named,
    story_named,
)
from docreplay.story.arazzo.schemas import resolved_schema
from docreplay.story.node import StoryNode, duplicates

_VERSION = re.compile(r"1\.[01]\.\d+(?:-\S+)?")
_ROOT = ("arazzo", "$self", "info", "sourceDescriptions", "workflows", "components")
_WORKFLOW = (
    "workflowId", "summary", "description", "inputs", "dependsOn", "steps", "successActions",
    "failureActions", "outputs", "parameters",
)  # fmt: skip
_STEP = (
    "description", "stepId", "operationId", "operationPath", "channelPath", "workflowId",
    "parameters", "requestBody", "successCriteria", "onSuccess", "onFailure", "outputs", "timeout",
    "correlationId", "action", "dependsOn",
)  # fmt: skip
_COMPONENTS = ("inputs", "parameters", "successActions", "failureActions")
FINALLY, ACCOUNT, SCOPES, TAGS, ENABLED, REUSABLE, DEFAULT = (
    f"x-docreplay-{name}"
    for name in ("finally", "account", "scopes", "tags", "enabled", "reusable", "default")
)
SETUP, COMPARE, POLL = (f"x-docreplay-{name}" for name in ("setup", "compare", "poll"))
CASES = "docreplay:"
"""URL of the virtual source whose operations are the documented cases."""


_NOWHERE = RawCall(method="GET", target="/")
"""The operation of a step that has none, and is not kept."""


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """What a document is read with."""

    cases: Cases = field(default_factory=Cases)
    load: Callable[[str], PlacedText | None] = lambda _: None
    """Return the file at a URI that is relative to the document, or None."""
    has_story: Callable[[str], bool] = lambda _: True


def is_arazzo(text: PlacedText) -> bool:
    """Return True if a file says that it is an Arazzo document."""
    return isinstance(text.value, dict) and "arazzo" in text.value


def read_arazzo(
    text: PlacedText, surroundings: ProjectFiles
) -> tuple[tuple[Story, ...], tuple[Finding, ...]]:
    """Return the workflows of a document, and what is wrong with it."""
    root = StoryNode(text, text.value)
    _check_root(root)
    components = _components(root, surroundings)
    constants = _constants(root, components.sources.values())
    found = list(root.items("workflows"))
    if not found:
        root.report("`workflows` must have at least one workflow")
    duplicates(((node.string("workflowId"), node) for node in found), "workflow")
    stories = [_workflow(node, components, surroundings.cases) for node in found]
    kept = tuple(replace(story, constants=constants) for story in stories if story)
    return kept, tuple(root.findings)


def workflow_ids(text: PlacedText) -> frozenset[str]:
    """Return the ids of the workflows of a document, which may have errors."""
    root = StoryNode(text, text.value)
    return frozenset(node.string("workflowId") for node in root.items("workflows"))


def self_uri(text: PlacedText) -> str:
    """Return the URI by which others refer to a document, or `""` (Arazzo 1.1, `$self`)."""
    return StoryNode(text, text.value).string("$self")


def _check_root(root: StoryNode) -> None:
    root.allow(_ROOT, extensions=True)
    version = root.string("arazzo", required=True)
    if version and not _VERSION.fullmatch(version):
        root.report(f"version `{version}` of Arazzo is not supported (1.0 and 1.1 are)", "arazzo")
    info = root.get("info")
    if info is None:
        root.report("missing `info`")
    elif info.allow(("title", "summary", "description", "version"), extensions=True):
        info.string("title", required=True)
        info.string("version", required=True)
    if "#" in root.string("$self"):
        root.report("`$self` must not have a fragment", "$self")


def _components(root: StoryNode, surroundings: ProjectFiles) -> Components:
    found = root.get("components")
    if found is not None:
        found.allow(_COMPONENTS, extensions=True)
        for kind in filter(found.has, _COMPONENTS):
            group = found.get(kind)
            for name, node in group.members() if group else ():
                node.matching(name, NAME)
    sources = list(_sources(root, surroundings))
    if not sources:
        root.report("`sourceDescriptions` must have at least one source description")
    return Components(
        node=found,
        path=root.text.path,
        sources={source.name: source for source in sources},
        workflows=workflow_ids(root.text),
        has_story=surroundings.has_story,
    )


def _sources(root: StoryNode, surroundings: ProjectFiles) -> Iterator[Source]:
    found = list(root.items("sourceDescriptions"))
    duplicates(((node.string("name"), node) for node in found), "source description")
    for node in found:
        if not node.allow(("name", "url", "type"), extensions=True):
            continue
        name, url = node.string("name", required=True), node.string("url", required=True)
        kind = node.string("type") or "openapi"
        if kind not in ("openapi", "asyncapi", "arazzo"):
            node.report("`type` must be one of openapi, asyncapi, arazzo", "type")
            continue
        if not url:
            continue
        if url.startswith(CASES):
            yield Source(name, "cases", url)
            continue
        text = _loaded(root.string("$self"), url, surroundings)
        if text is None:
            node.report(f"cannot read the source description `{url}` in the project", "url")
        path, content = (text.path, text.value) if text else ("", None)
        kinds: tuple[SourceKind, ...] = ("openapi", "asyncapi", "arazzo")
        yield Source(name, next(item for item in kinds if item == kind), url, path, content)


def _loaded(base: str, url: str, surroundings: ProjectFiles) -> PlacedText | None:
    """Return a source: by its URI, else at its place beside the document (RFC 3986 §5.1.3)."""
    found = surroundings.load(urljoin(base, url))
    return found if found or "://" in url else surroundings.load(url)


def _constants(root: StoryNode, sources: Iterable[Source]) -> Mapping[str, JSON]:
    """Return the expressions whose value the document fixes."""
    found: dict[str, JSON] = {}
    for source in sources:
        found[f"$sourceDescriptions.{source.name}.url"] = source.url
        found[f"$sourceDescriptions.{source.name}.type"] = source.kind or "openapi"
        found[f"$sourceDescriptions.{source.name}.name"] = source.name
    if uri := root.string("$self"):
        found["$self"] = uri
    components = root.get("components")
    for kind in _COMPONENTS[1:]:
        group = components.get(kind) if components else None
        for name, node in group.members() if group else ():
            found[f"$components.{kind}.{name}"] = node.value
    return found


def _workflow(node: StoryNode, components: Components, cases: Cases) -> Story | None:
    if not node.allow(_WORKFLOW, extensions=True):
        return None
    found = list(node.items("steps"))
    if not found:
        node.report("`steps` must have at least one step")
    teardown = list(node.items(FINALLY))
    duplicates(((step.string("stepId"), step) for step in (*found, *teardown)), "step")
    steps = [_step(step, components, cases) for step in found]
    return Story(
        id=node.string("workflowId", required=True),
        location=node.location,
        summary=node.string("summary"),
        description=node.string("description"),
        inputs=tuple(_inputs(node, components)),
        steps=tuple(step for step in steps if step),
        teardown=tuple(filter(None, (_step(step, components, cases) for step in teardown))),
        depends_on=tuple(
            story_named(node, name, components, "dependsOn") for name in node.strings("dependsOn")
        ),
        success_actions=actions(node, "successActions", components),
        failure_actions=actions(node, "failureActions", components),
        outputs=outputs(node),
        parameters=parameters(node, components, to_story=False),
        account=node.string(ACCOUNT),
        scopes=node.strings(SCOPES),
        tags=node.strings(TAGS),
        is_enabled=node.flag(ENABLED, default=True),
        is_reusable=node.flag(REUSABLE, default=False),
    )


def _inputs(node: StoryNode, components: Components) -> Iterator[Input]:
    found = node.get("inputs")
    if found is None:
        return
    schema = resolved_schema(found, components.node)
    required = schema.strings("required")
    properties = schema.get("properties")
    for name, member in properties.members() if properties else ():
        item = resolved_schema(member, components.node)
        yield Input(
            name=name,
            schema=item.value,
            default=random_name(item) or _default(item),
            is_required=name in required,
        )


def _default(schema: StoryNode) -> Operand | None:
    """Return the value of an input that the run does not give; an extension has expressions."""
    if (made := schema.get(DEFAULT)) is not None:
        return operand(made)
    fixed = schema.get("default")
    return None if fixed is None else Fixed(value=fixed.value)


def _step(node: StoryNode, components: Components, cases: Cases) -> Step | None:
    if not node.allow(_STEP, extensions=True):
        return None
    operation = operation_of(node, components, cases)
    milliseconds = node.number("timeout", whole=True)
    body = payload(node)
    if body is None and isinstance(operation, RawCall):
        operation = replace(operation, headers=())  # without a body, it has no Content-Type
    made = Step(
        id=node.string("stepId", required=True),
        operation=operation or _NOWHERE,
        description=node.string("description"),
        parameters=(
            *parameters(node, components, to_story=node.has("workflowId")),
            *extended(node),
        ),
        payload=body,
        success_criteria=criteria(node, "successCriteria"),
        on_success=actions(node, "onSuccess", components),
        on_failure=actions(node, "onFailure", components),
        outputs=outputs(node),
        timeout=None if milliseconds is None else milliseconds / 1000,
        depends_on=tuple(step_named(node, name, components) for name in node.strings("dependsOn")),
        is_judged=node.flag(COMPARE, default=True),
        is_setup=node.flag(SETUP, default=False),
        account=node.string(ACCOUNT),
        poll=node.string(POLL),
        location=node.location,
    )
    return made if operation else None
