"""What is wrong with stories whatever their spelling: names that do not exist, and cycles."""

from collections.abc import Iterator, Mapping

from docreplay.model.finding import Finding
from docreplay.model.near_names import did_you_mean
from docreplay.model.stories.story import Action, Step, Story, StoryCall
from docreplay.story.calls import calls_of
from docreplay.story.fields import unfit_parameters
from docreplay.story.order import DependencyCycle, cycles, named_steps, ordered_steps
from docreplay.story.rules.story_invalid import RULE

_SHOWN = 20
"""Stories of a cycle that are all named."""


def check_stories(stories: Mapping[str, Story]) -> Iterator[Finding]:
    """Yield a finding for each name that does not exist, and for each cycle.

    An empty name was reported by the reader.
    """
    for story in stories.values():
        yield from _check_story(story, stories)
    yield from _cycles(stories)


def _cycles(stories: Mapping[str, Story]) -> Iterator[Finding]:
    """Yield the cycles of stories that depend on each other, and of those that call each other."""
    keys = tuple(stories)
    for members in cycles(keys, {key: story.depends_on for key, story in stories.items()}):
        story = stories[members[0]]
        yield RULE.at(story.location, f"the stories depend on each other: {_way(members, story)}")
    calls = {key: dict(calls_of(story)) for key, story in stories.items()}
    for members in cycles(keys, calls):
        story = stories[members[0]]
        at = calls[members[0]][members[1 % len(members)]]
        yield RULE.at(at, f"the stories call each other without end: {_way(members, story)}")


def _way(members: tuple[str, ...], story: Story) -> str:
    """Return a cycle as the file of its first story writes the names."""
    names = [_name(key, story) for key in members]
    if len(names) > _SHOWN:
        names[4:-2] = ["…"]
    return str(DependencyCycle(tuple(names)))


def _check_story(story: Story, stories: Mapping[str, Story]) -> Iterator[Finding]:
    for reason in unfit_parameters(story.parameters):
        yield RULE.at(story.location, reason)
    for key in story.depends_on:
        if key and key not in stories:
            hint = did_you_mean(key, stories)
            yield RULE.at(story.location, f"unknown story `{_name(key, story)}`{hint}")
    for action in (*story.success_actions, *story.failure_actions):
        yield from _check_action(story, action, stories, None)
    uses_order = any(step.depends_on for step in story.steps)
    for at, step in enumerate(story.steps):
        later = {other.id for other in story.steps[at:]} if not uses_order else set()
        yield from _check_step(story, step, stories, later)
    for step in story.teardown:
        yield from _check_step(story, step, stories, set())
    try:
        ordered_steps(story)
    except DependencyCycle as cycle:
        yield RULE.at(story.location, f"the steps depend on each other: {cycle}")


def _check_step(
    story: Story, step: Step, stories: Mapping[str, Story], later: set[str]
) -> Iterator[Finding]:
    at = step.location or story.location
    known = [other.id for other in (*story.steps, *story.teardown)]
    for name in dict.fromkeys(named_steps(step)):
        if name not in known:
            yield RULE.at(at, f"unknown step `{name}`{did_you_mean(name, known)}")
        elif name in later:
            yield RULE.at(at, f"the step `{name}`, whose outputs are used here, is later")
    for name in step.depends_on:
        if not name.startswith("$") and name not in known:
            yield RULE.at(at, f"unknown step `{name}`{did_you_mean(name, known)}")
    yield from _check_fields(story, step)
    key = step.operation.story if isinstance(step.operation, StoryCall) else ""
    if key and key not in stories:
        yield RULE.at(at, f"unknown story `{_name(key, story)}`{did_you_mean(key, stories)}")
    for action in (*step.on_success, *step.on_failure):
        yield from _check_action(story, action, stories, step)


def _check_fields(story: Story, step: Step) -> Iterator[Finding]:
    for reason in unfit_parameters(step.parameters):
        yield RULE.at(step.location or story.location, reason)


def _check_action(
    story: Story, action: Action, stories: Mapping[str, Story], step: Step | None
) -> Iterator[Finding]:
    at = step.location if step and step.location else story.location
    known = [other.id for other in story.steps]
    if action.step and action.step not in known:
        yield RULE.at(at, f"unknown step `{action.step}`{did_you_mean(action.step, known)}")
    if action.story and action.story not in stories:
        hint = did_you_mean(action.story, stories)
        yield RULE.at(at, f"unknown story `{_name(action.story, story)}`{hint}")


def _name(key: str, story: Story) -> str:
    """Return the name of a story as its own file writes it."""
    return key.removeprefix(f"{story.location.path}#")
