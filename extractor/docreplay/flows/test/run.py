"""`docreplay test`: generate the tests and run pytest over them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TextIO

from docreplay.cases.locales import PageCases
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.run_limit import limited
from docreplay.diagnostics.whole_run import EMBEDDED, concluded
from docreplay.errors import NothingMatched, OutputError
from docreplay.flows.captures.capturing import page_links
from docreplay.flows.captures.run_order import run_order
from docreplay.flows.generate import generate_scope
from docreplay.flows.notes.service_notes import service_notes
from docreplay.flows.notes.stopped_run import interrupted
from docreplay.flows.notes.unmatched_paths import Has
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.select import Scope, TestSelection, scope_of
from docreplay.flows.sending.recorded import checked, service_label
from docreplay.flows.stories.story_selection import StorySelection
from docreplay.flows.test.accepted_modules import AcceptedModules, accept, other_files
from docreplay.flows.test.project_conftest import project_conftest
from docreplay.flows.test.pytest_runner import VerdictCollector, output_of, run
from docreplay.model.http.origin import without_credentials
from docreplay.model.run import Run, Verdict
from docreplay.model.shard import Shard
from docreplay.sources.clock import now
from docreplay.sources.pages import files_of
from docreplay.sources.store import PageStore

_SHOWN = 3
"""Number of files that a warning names."""


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
    reading: Progress = quiet,
    warn: Callable[[str], None] = lambda _: None,
    lenient: bool = False,
    shard: Shard | None = None,
) -> Run:
    """Generate the tests of the pages and run pytest over them; return the verdicts by place.

    With `apart`, or if the output folder is not writable, the tests are in a temporary folder. Of
    the project's code only an allowed `conftest.py` is run; `warn` gets sentences about it.
    `reading` gets the progress of pages, `progress` that of cases, pytest `arguments` and `output`.
    With `lenient`, unknown cases are ignored. Raises `NothingMatched` without tests.
    """
    config, begun, store = checked(config), (now(), monotonic()), store or files_of(config)
    of_stories = StorySelection(config, store, paths)
    scope = scope_of(config, store, of_stories.others, lenient=lenient)
    make = partial(_generated_tests, config, store, scope, check=not regenerate, warn=warn)
    with make(apart=apart, shard=shard, progress=reading) as made:
        (index, chosen, modules, written), found = made, list[Verdict]()
        list(map(warn, _not_run(config, modules)))

        def note(verdict: Verdict) -> None:
            found.append(index.identified(verdict))
            progress(len(found), max(chosen.number, len(found)))

        collector = VerdictCollector(index, note, modules, project_conftest(config, warn))
        with _explained(written):
            tests = chosen.targets if of_stories.has_pages else ()
            run(collector, (*tests, *of_stories.targets(index, shard)), arguments, output)
    selected = _selected(written, chosen, is_apart=index.config is not config)
    return _ended(_judged(index, selected, found, begun, chosen=chosen), collector, chosen.number)


def _ended(run: Run, collector: VerdictCollector, number: int) -> Run:
    """Return the run within the limit of findings.

    If Ctrl+C ended it, it has a finding about the cases that were not run.
    """
    config = collector.config
    ended = interrupted(config, run, number) if collector.is_interrupted else run
    return limited(ended, config.max_findings)


def _selected(written: Run, chosen: TestSelection, *, is_apart: bool) -> Run:
    """Return the run that wrote the tests as one of the selected tests, of which those run count.

    Files in a temporary folder do not count as written.
    """
    counts = {name: number for name, number in written.counts.items() if name != "cases"}
    counts |= {"written": 0} if is_apart else {}
    return replace(written, counts=counts, shard=chosen.shard, run_id=chosen.digest)


@contextmanager
def _explained(written: Run) -> Iterator[None]:
    """Let the error that no test is selected say so if only annotations are missing."""
    try:
        yield
    except NothingMatched as error:
        raise _unannotated(written) or error from None


def _unannotated(written: Run) -> NothingMatched | None:
    """Return the error that messages without annotation are all that there is, if that is so."""
    number = written.counts.get("unannotated", 0)
    if not number or written.counts.get("exchanges"):
        return None
    which = "1 HTTP message has" if number == 1 else f"{number} HTTP messages have"
    hint = "read them with --infer-unannotated, or set `infer-unannotated = true`"
    return NothingMatched(f"no test was selected: {which} no annotation", hint=hint)


def _judged(
    index: CaseIndex,
    written: Run,
    found: Sequence[Verdict],
    begun: tuple[str, float],
    *,
    chosen: TestSelection,
) -> Run:
    """Return the run of tests: the verdicts by place, the service that was asked, and the time."""
    has: Has | None = chosen.has if chosen.shard else None
    config, notes = index.config, service_notes(index, found, has)
    run = replace(
        written,
        command="test",
        partly=notes.partly,
        findings=(*written.findings, *notes.findings),
        undecided=notes.undecided,
        verdicts=tuple(sorted(found, key=lambda verdict: (verdict.location, verdict.id))),
        service=service_label(config) or without_credentials(config.base_url) or EMBEDDED,
        started=begun[0],
        seconds=monotonic() - begun[1] if config.base_url else 0.0,
    )
    return concluded(run)


@contextmanager
def _generated_tests(
    config: Config,
    store: PageStore,
    scope: Scope,
    *,
    check: bool,
    apart: bool,
    shard: Shard | None,
    progress: Progress,
    warn: Callable[[str], None],
) -> Iterator[tuple[CaseIndex, TestSelection, AcceptedModules, Run]]:
    """Generate the tests, in a temporary folder if `apart` or if the output is not writable.

    Yields the cases that were read, the selected tests, the modules that may be executed, and the
    run that wrote them.
    """
    with output_of(config, apart=apart) as own:
        index = CaseIndex(own, store, scope.tree)
        chosen = TestSelection(
            own, scope, shard, partial(page_links, index), order=partial(run_order, index)
        )
        generated: dict[str, str] = {}

        def note_cases(item: PageCases) -> None:
            index.note_cases(item)
            chosen.note(item)

        try:
            make = partial(generate_scope, on_reading=index.note, on_files=generated.update)
            made = make(own, scope, store, check=check, on_cases=note_cases, progress=progress)
        except OutputError as error:
            if apart:
                raise
            warn(f"{error}; the tests of this run are in a temporary folder")
        else:
            yield index, chosen, accept(_folder_of(own), generated), made
            return
    again = partial(_generated_tests, config, store, scope, check=check, warn=warn)
    with again(apart=True, shard=shard, progress=progress) as others:
        yield others


def _folder_of(config: Config) -> Path:
    """Return the output folder as pytest has it: absolute, links not followed."""
    return Path(os.path.normpath(Path.cwd() / config.root / config.output))


def _not_run(config: Config, modules: AcceptedModules) -> Iterator[str]:
    """Yield a sentence about each kind of file that pytest alone would run, but this run does not.

    A page, and with it tests, may be proposed by anybody.
    """
    if others := other_files(modules):
        number = len(others) - _SHOWN
        more = f" and {number} more" if number > 0 else ""
        yield (
            f"not run: {', '.join(others[:_SHOWN])}{more} in {config.output},"
            f" not generated by docreplay\n  Try: pytest {config.output}, if you trust the files"
        )
