"""Explain stories in plain words: what is sent, set, kept and expected. Nothing is sent."""

from collections.abc import Iterator, Mapping, Sequence

from docreplay.model.case import Case
from docreplay.model.json.value import JSON, json_line
from docreplay.model.stories.story import (
    Action,
    Capture,
    CaseCall,
    Criterion,
    Fixed,
    Input,
    Operand,
    Parameter,
    Payload,
    RandomName,
    RawCall,
    Selector,
    Step,
    Story,
)

_LONG = 60
"""Characters of a value from which on it is cut."""
_PLACES = {
    "path": "`{{{}}}` in the URL",
    "query": "the query parameter `{}`",
    "header": "the header {}",
    "cookie": "the cookie `{}`",
    "input": "the input `{}`",
    "querystring": "the whole query",
    "text": "`{}` in the URL",
    "url": "the whole URL",
    "body": "`{}` in the body",
    "content": "the body",
}


def explained_story(story: Story, cases: Mapping[str, Case]) -> Iterator[str]:
    """Yield the lines that explain a story: a title, its inputs, then its steps in order."""
    summary = f": {story.summary}" if story.summary else ""
    yield f"{story.location} {story.id}{summary}{_conditions(story)}"
    if story.flaw:
        yield f"  cannot be run: {story.flaw}"
    yield from (f"  input {_input(item)}" for item in story.inputs)
    for number, step in enumerate(story.steps, 1):
        yield f"  {number}. {step.id}: {_request(step, cases)}"
        yield from (f"     {line}" for line in _step(step, story.parameters))
    for step in story.teardown:
        yield f"  finally {step.id}: {_request(step, cases)}"
        yield from (f"     {line}" for line in _step(step, story.parameters))


def _conditions(story: Story) -> str:
    """Return whether a story runs, after which others, and with which account."""
    parts = ["" if story.is_enabled else "never runs: it is not enabled"]
    parts += ["runs as a step of other stories only"] if story.is_reusable else []
    for name, values in (
        ("account", (story.account,) if story.account else ()),
        ("scopes", story.scopes),
        ("tags", story.tags),
        ("after", story.depends_on),
    ):
        parts += [f"{name} {', '.join(values)}"] if values else []
    text = "; ".join(filter(None, parts))
    return f" ({text})" if text else ""


def _input(item: Input) -> str:
    if item.default is None:
        return f"{item.name}: {'required' if item.is_required else 'has no default'}"
    return f"{item.name}: {_value(item.default)}"


def _request(step: Step, cases: Mapping[str, Case]) -> str:
    match step.operation:
        case CaseCall(case=name):
            case = cases.get(name)
            line = f"{case.request.method} {case.request.target} " if case else ""
            return f"{line}(case {name})"
        case RawCall(method=method, target=target):
            return f"{method} {target}"
        case other:
            return f"story {other.story}"


def _step(step: Step, shared: Sequence[Parameter]) -> Iterator[str]:
    own = {(item.place, item.name.lower()) for item in step.parameters}
    inherited = (item for item in shared if (item.place, item.name.lower()) not in own)
    yield from map(_parameter, (*inherited, *step.parameters))
    yield from _payload(step.payload) if step.payload else ()
    yield from map(_kept, step.outputs)
    yield from _expected(step)
    yield from (f"on success, {_action(item)}" for item in step.on_success)
    yield from (f"on failure, {_action(item)}" for item in step.on_failure)
    if step.account:
        yield f"is sent with the account {step.account}"
    if step.poll:
        yield "follows the operation that it starts" if step.poll == "always" else "follows nothing"
    if step.timeout is not None:
        yield f"must be answered within {step.timeout:g} s"


def _parameter(item: Parameter) -> str:
    what = _PLACES[item.place].format(item.name)
    return f"removes {what}" if item.value is None else f"sets {what} to {_value(item.value)}"


def _payload(payload: Payload) -> Iterator[str]:
    if payload.content is not None:
        yield f"sends the body {_value(payload.content)}"
    if payload.media_type:
        yield f"sends it as {payload.media_type}"
    for item in payload.replacements:
        value = item.value
        what = f"`{item.target}` in the body"
        yield f"removes {what}" if value is None else f"sets {what} to {_value(value)}"


def _kept(item: Capture) -> str:
    optional = ", if it is there" if item.is_optional else ""
    return f"keeps {_value(item.source)} as {item.name}{optional}"


def _expected(step: Step) -> Iterator[str]:
    is_case = isinstance(step.operation, CaseCall)
    if not step.success_criteria and not step.statuses:
        if is_case and step.is_judged:
            yield "must be answered as its page documents"
        elif isinstance(step.operation, RawCall):
            yield "must be answered with a status below 400"
    if step.statuses:
        yield f"may also be answered with status {' or '.join(map(str, step.statuses))}"
    yield from (f"must fulfil {_criterion(item)}" for item in step.success_criteria)


def _criterion(item: Criterion) -> str:
    language = "" if item.type == "simple" else f" ({item.type} in {item.context})"
    return f"`{_short(item.condition)}`{language}"


def _action(item: Action) -> str:
    target = item.step or item.story
    what = {"end": "ends the story", "goto": f"goes on with {target}"}.get(item.type, "")
    if item.type == "retry":
        first = f" after {target}" if target else ""
        times = "once" if item.retry_limit == 1 else f"{item.retry_limit} times"
        what = f"is sent again{first}, at most {times}"
        what += f", after {item.retry_after:g} s" if item.retry_after else ""
    conditions = " and ".join(map(_criterion, item.criteria))
    return f"{what} if {conditions}" if conditions else what


def _value(value: Operand) -> str:
    if isinstance(value, RandomName):
        return f"a random name: `{value.prefix}…{value.suffix}`"
    if isinstance(value, Selector):
        return f"`{_short(value.selector)}` of `{value.context}`"
    return f"`{_short(_text(value.value))}`" + (" as it is" if isinstance(value, Fixed) else "")


def _text(value: JSON) -> str:
    return value if isinstance(value, str) else json_line(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"
