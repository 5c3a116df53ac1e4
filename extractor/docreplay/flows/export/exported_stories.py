"""The stories that `docreplay export` writes: those of files, and cases that depend on others."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from docreplay.config.settings import Config
from docreplay.emit.exporter import StoryCollection
from docreplay.errors import NothingMatched
from docreplay.flows.captures.capturing import capture_plan
from docreplay.flows.export.annotated_stories import AnnotatedStories
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.select import CaseOf, Scope, scope_of
from docreplay.flows.stories.stories import StoryShelf
from docreplay.flows.stories.story_selection import StorySelection
from docreplay.model.case import Case
from docreplay.model.stories.capture_plan import CapturePlan
from docreplay.model.stories.story import CaseCall, Story, StoryCall
from docreplay.replay.values import Values
from docreplay.sources.store import PageStore

Note = Callable[[str], None]


def exported_stories(
    config: Config, store: PageStore, paths: Sequence[str], note: Note
) -> StoryCollection:
    """Return the selected stories, with those that they call or depend on.

    `note` gets what is not exported, with the reason. Raises `NothingMatched` if no story is
    found, `ConfigError` for a story file with errors and a path that does not exist.
    """
    index = CaseIndex(config, store)
    shelf = StoryShelf(index)
    shelf.check()
    selection = StorySelection(config, store, paths)
    own = shelf.library.stories
    chosen = _needed(selection.keys(own), own)
    stories = [own[key] for key in own if key in chosen and not own[key].flaw]
    for key in chosen:
        if own[key].flaw:
            note(f"{key}: {own[key].flaw}")
    cases = dict(shelf.library.cases)
    if selection.has_pages:
        annotated, more = _annotated(config, index, selection, note)
        stories += annotated
        cases |= more
    if not stories:
        hint = "set `stories` or `scenarios`, or name pages with `requires` or `capture`"
        raise NothingMatched("no story found", hint=hint)
    return StoryCollection(
        stories=tuple(sorted(stories, key=lambda story: story.location.path)),
        cases=_used(stories, cases),
        documented=shelf.documented,
        base_url=config.base_url,
    )


def _needed(keys: Iterable[str], stories: Mapping[str, Story]) -> set[str]:
    """Return the keys of stories, and of all that they call or depend on."""
    waiting, found = list(keys), set[str]()
    while waiting:
        key = waiting.pop()
        if key in found or key not in stories:
            continue
        found.add(key)
        waiting += _named_by(stories[key])
    return found


def _named_by(story: Story) -> Iterator[str]:
    yield from story.depends_on
    yield from (action.story for action in (*story.success_actions, *story.failure_actions))
    for step in (*story.steps, *story.teardown):
        if isinstance(step.operation, StoryCall):
            yield step.operation.story
        yield from (action.story for action in (*step.on_success, *step.on_failure))


def _annotated(
    config: Config, index: CaseIndex, selection: StorySelection, note: Note
) -> tuple[list[Story], Mapping[str, Case]]:
    """Return the stories of documented cases that depend on others, and their cases."""
    scope = scope_of(config, index.store, selection.others)
    values = Values.of_config(config)
    plan = capture_plan(index, values) if config.captures == "infer" else CapturePlan()
    index.load(scope.taking_part)
    made = AnnotatedStories(index, values, plan)
    found: list[Story] = []
    for item in made.of(_covered(index, scope)):
        if isinstance(item, Story):
            found.append(item)
        else:
            note(item)
    return found, made.cases


def _covered(index: CaseIndex, scope: Scope) -> Iterator[Case]:
    for case in index.tested_cases({page.path for page in scope.taking_part}):
        label = case.id.removeprefix(f"{case.page.name}#")
        name = CaseOf(case.page.path, label)
        if case.page.path in scope.pages or name in scope.cases:
            yield case


def _used(stories: Iterable[Story], cases: Mapping[str, Case]) -> Mapping[str, Case]:
    """Return the cases that steps of the stories name, in their order."""
    operations = (step.operation for story in stories for step in (*story.steps, *story.teardown))
    return {item.case: cases[item.case] for item in operations if isinstance(item, CaseCall)}
