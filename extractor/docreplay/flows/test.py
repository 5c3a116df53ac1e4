"""`docreplay test`: generate the tests and run pytest over them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TextIO

from docreplay.cases.locales import PageCases
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.errors import OutputError
from docreplay.flows.case_index import CaseIndex
from docreplay.flows.generate import generate_scope
from docreplay.flows.pytest_runner import VerdictCollector, output_of, run
from docreplay.flows.select import Scope, TestSelection, scope_of
from docreplay.model.run import Run, Verdict
from docreplay.replay.service import service_of
from docreplay.sources.store import FileStore, PageStore


def test(
    config: Config,
    paths: Sequence[str] = (),
    *,
    regenerate: bool = True,
    apart: bool = False,
    arguments: Sequence[str] = (),
    output: TextIO | None = None,
    store: PageStore | None = None,
    progress: Progress = quiet,
    warn: Callable[[str], None] = lambda _: None,
) -> Run:
    """Generate the tests of the pages and run pytest over them; return the verdicts by place.

    With `apart`, the tests are in a temporary folder and those of the project stay as they are. The
    same happens if the output folder is not writable; `warn` is then called once. `arguments` are
    passed to pytest, whose output goes to `output`. `progress` is called for every verdict. Raises
    `NothingMatched` if no test is selected, `ConfigError` for an invalid service.
    """
    if config.base_url:
        service_of(config)
    store = store or FileStore(config.root)
    scope = scope_of(config, store, paths)
    make = partial(_generated_tests, config, store, scope, check=not regenerate, warn=warn)
    with make(apart=apart) as made:
        index, chosen, written = made
        found: list[Verdict] = []

        def note(verdict: Verdict) -> None:
            found.append(index.identified(verdict))
            progress(len(found), max(chosen.number, len(found)))

        run(VerdictCollector(index, note), chosen.targets, arguments, output)
    verdicts = tuple(sorted(found, key=lambda verdict: (verdict.location, verdict.id)))
    counts = written.counts | ({"written": 0} if index.config is not config else {})
    return replace(written, command="test", verdicts=verdicts, counts=counts)


@contextmanager
def _generated_tests(
    config: Config,
    store: PageStore,
    scope: Scope,
    *,
    check: bool,
    apart: bool,
    warn: Callable[[str], None],
) -> Iterator[tuple[CaseIndex, TestSelection, Run]]:
    """Generate the tests, in a temporary folder if `apart` or if the output is not writable.

    Yields the cases that were read, the selected tests, and the run that wrote them.
    """
    with output_of(config, apart=apart) as own:
        index, chosen = CaseIndex(own, store), TestSelection(own, scope)

        def note_cases(item: PageCases) -> None:
            index.note_cases(item)
            chosen.note(item)

        try:
            written = generate_scope(
                own, scope, store, check=check, on_reading=index.note, on_cases=note_cases
            )
        except OutputError as error:
            if apart:
                raise
            warn(f"{error}; the tests of this run are in a temporary folder")
        else:
            yield index, chosen, written
            return
    with _generated_tests(config, store, scope, check=check, apart=True, warn=warn) as made:
        yield made
