"""Which stories a story calls in any case, so that a cycle of them has no end."""

from collections.abc import Iterator

from docreplay.model.location import Location
from docreplay.model.stories.story import Action, Step, Story, StoryCall


def calls_of(story: Story) -> Iterator[tuple[str, Location]]:
    """Yield the keys of the stories that a story calls, with the places of the calls.

    A call that depends on a condition may end, so that it is none of them: actions with criteria,
    and steps after one that may end the story, or go elsewhere.
    """
    for action in _certain(story.success_actions):
        yield action.story, story.location
    for step in story.steps:
        yield from _of_step(step, story)
        if _may_leave(step, story):
            break
    for step in story.teardown:
        yield from _of_step(step, story)


def _may_leave(step: Step, story: Story) -> bool:
    """Return True if the step after this one may be passed over."""
    after_failure = (*step.on_failure, *story.failure_actions)
    is_left = any(action.type == "goto" for action in after_failure)
    return is_left or bool(step.on_success or story.success_actions)


def _of_step(step: Step, story: Story) -> Iterator[tuple[str, Location]]:
    at = step.location or story.location
    if isinstance(step.operation, StoryCall):
        yield step.operation.story, at
    for action in _certain(step.on_success):
        yield action.story, at


def _certain(actions: tuple[Action, ...]) -> Iterator[Action]:
    """Yield the action that is taken without a condition, if it calls a story."""
    first = next(iter(actions), None)
    if first is not None and first.story and not first.criteria:
        yield first
