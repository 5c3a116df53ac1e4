"""State that all tests of a pytest session share: the configuration and the replayer."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import DocreplayError
from docreplay.flows.captures.capturing import replayer_of
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.flows.sending.run_hooks import RunHooks
from docreplay.flows.stories.stories import StoryShelf
from docreplay.flows.story_runs.story_runs import StoryRuns
from docreplay.model.case import Broken, Case, Outcome
from docreplay.model.finding import Finding
from docreplay.model.page import PageId
from docreplay.plugin import collect_pages as native
from docreplay.plugin import options, token_sharing
from docreplay.plugin.contained import ContainedReplayer, contained
from docreplay.plugin.project_hooks import hooks_of
from docreplay.plugin.run_state import state_of_run
from docreplay.replay.accounts.tokens import TokenSource
from docreplay.sources.shared_state import SharedState
from docreplay.sources.source_texts import SourceTexts

RECORDED = "docreplay_recorded"
"""Key of the pages that had recordings when the run began, in the input of a worker process."""


class Shared:
    """Shared state, created when it is first needed; `close` stops the embedded service."""

    def __init__(self, pytest_config: pytest.Config) -> None:
        index = options.index_of_run(pytest_config)
        self.index = index or CaseIndex(options.load(pytest_config))
        self.config: Config = self.index.config
        self.sources = SourceTexts(self.index.store)
        self._pytest_config = pytest_config
        self._arguments = _arguments(pytest_config)
        self._recorded: list[str] | None = getattr(pytest_config, "workerinput", {}).get(RECORDED)
        self._state = state_of_run(pytest_config)
        self._replayer: ContainedReplayer | None = None
        self._stories: StoryRuns | None = None
        self._pages: dict[str, PageId] = {}

    def opened(self, session: pytest.Session) -> ContainedReplayer:
        """Return the replayer; its embedded service answers for the pages that are tested.

        A configuration error ends the session.
        """
        if self._replayer is None:
            existing = {path for path in _tested(session) if self.index.store.kind(path) == "file"}
            tokens = token_sharing.source(self._pytest_config, self.config)
            opened = partial(_opened, self.index, sorted(existing), self._recorded)
            hooks = hooks_of(self._pytest_config)
            made = contained(partial(opened, tokens=tokens, state=self._state, hooks=hooks))
            if isinstance(made, DocreplayError):
                pytest.exit(str(made), returncode=pytest.ExitCode.USAGE_ERROR)
            if isinstance(made, Broken):
                pytest.exit(made.reason, returncode=pytest.ExitCode.INTERNAL_ERROR)
            self._replayer = ContainedReplayer(made)
        return self._replayer

    def identify(self, path: str) -> PageId:
        """Return the page at a path relative to the project."""
        if path not in self._pages:
            self._pages[path] = native.page_named(self.config, path)
        return self._pages[path]

    def page_at(self, file: Path) -> PageId | None:
        """Return the page of a file, or None for a file outside the documentation."""
        return native.page_at(self.config, self.index.store, file)

    def cases(self, page: PageId) -> tuple[Case, ...]:
        """Return the cases of the page.

        What translations in the same session document identically is one case, as in generated
        tests.
        """
        return native.cases_of(self.index, page, self._is_collected)

    @cached_property
    def shelf(self) -> StoryShelf:
        """The stories of the project."""
        return StoryShelf(self.index)

    def stories(self, session: pytest.Session) -> StoryRuns:
        """Return what runs the stories."""
        if self._stories is None:
            replayer = self.opened(session).replayer
            self._stories = StoryRuns(self.shelf, replayer, keep=self.config.keep_created)
        return self._stories

    def close(self) -> None:
        """Remove what stories kept for others, then close the replayer, if there is one."""
        if self._stories:
            contained(self._stories.close)
        if self._replayer:
            self._replayer.close()

    def _is_collected(self, page: PageId) -> bool:
        path = (self.config.root / page.path).resolve()
        return any(path.is_relative_to(argument) for argument in self._arguments)


def _changes(index: CaseIndex, case: Case, outcome: Outcome) -> Iterable[Finding]:
    """Return what changed since a response was recorded, which few runs need to know."""
    if outcome.recorded is None:
        return ()
    from docreplay.flows.snapshots.verified import changes_since  # noqa: PLC0415  # slow to load

    return changes_since(index, case, outcome)


def _opened(
    index: CaseIndex,
    tested: Sequence[str],
    recorded: Sequence[str] | None,
    *,
    tokens: TokenSource | None,
    state: SharedState | None,
    hooks: RunHooks,
) -> Replayer | DocreplayError:
    """Return the replayer, or why the configuration does not allow one."""
    try:
        return replayer_of(
            index,
            tested,
            recorded=recorded,
            changes=_changes,
            tokens=tokens,
            ledger_state=state,
            hooks=hooks,
        )
    except DocreplayError as error:
        return error


SHARED: pytest.StashKey[Shared] = pytest.StashKey()


def shared(pytest_config: pytest.Config) -> Shared:
    """Return the shared state of the session, which is created on the first call."""
    if SHARED not in pytest_config.stash:
        pytest_config.stash[SHARED] = Shared(pytest_config)
    return pytest_config.stash[SHARED]


def _arguments(pytest_config: pytest.Config) -> Sequence[Path]:
    """Return the files and folders in the arguments of pytest."""
    start = pytest_config.invocation_params.dir
    return [(start / argument.partition("::")[0]).resolve() for argument in pytest_config.args]


def _tested(session: pytest.Session) -> Iterator[str]:
    """Yield the paths of the pages of all items."""
    for item in session.items:
        page = getattr(item, "page", None)
        marker = item.get_closest_marker("page")
        yield from (page.path for page in getattr(item, "pages", ()))
        if isinstance(page, PageId):
            yield page.path
        elif marker and marker.args:
            yield str(marker.args[0])
