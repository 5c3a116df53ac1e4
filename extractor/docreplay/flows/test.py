"""`docreplay test`: generate the tests, and run pytest over them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TextIO

from docreplay.config.settings import Config
from docreplay.diagnostics.run_builder import Progress, quiet
from docreplay.errors import OutputError
from docreplay.flows.generate import generate_scope
from docreplay.flows.pytest_runner import VerdictCollector, output_of, run
from docreplay.flows.select import Scope, TestSelection, scope_of
from docreplay.model.run import Run, Verdict
from docreplay.replay.service import service_of
from docreplay.sources.store import FileStore


def test(
    config: Config,
    paths: Sequence[str] = (),
    *,
    regenerate: bool = True,
    apart: bool = False,
    arguments: Sequence[str] = (),
    output: TextIO | None = None,
    progress: Progress = quiet,
    warn: Callable[[str], None] = lambda _: None,
) -> Run:
    """Generates the tests of the pages, and runs pytest over them: the verdicts, by place.

    With `apart` the tests stand in a temporary folder, and those of the project stay as they are;
    so they do if the output folder cannot be written, which `warn` is told once. `arguments` are
    pytest's, and `output` gets its words. `progress` hears of every verdict. Raises
    `NothingMatched` where no test is left, `ConfigError` for a service that cannot be.
    """
    if config.base_url:
        service_of(config)
    store = FileStore(config.root)
    scope = scope_of(config, store, paths)
    with _generated_tests(config, scope, check=not regenerate, apart=apart, warn=warn) as made:
        own, chosen, written = made
        found: list[Verdict] = []

        def note(verdict: Verdict) -> None:
            found.append(chosen.identified(verdict))
            progress(len(found), max(chosen.number, len(found)))

        run(VerdictCollector(own, note), chosen.targets, arguments, output)
    verdicts = tuple(sorted(found, key=lambda verdict: (verdict.location, verdict.id)))
    counts = written.counts | ({"written": 0} if own is not config else {})
    return replace(written, command="test", verdicts=verdicts, counts=counts)


@contextmanager
def _generated_tests(
    config: Config, scope: Scope, *, check: bool, apart: bool, warn: Callable[[str], None]
) -> Iterator[tuple[Config, TestSelection, Run]]:
    """Generates the tests, in a temporary folder where `apart` or the output folder asks for it.

    Yields the configuration with the output folder that the tests are in; it is `config` itself
    where that is the project's.
    """
    with output_of(config, apart=apart) as own:
        chosen = TestSelection(own, scope)
        try:
            written = generate_scope(
                own, scope, FileStore(own.root), check=check, on_cases=chosen.note
            )
        except OutputError as error:
            if apart:
                raise
            warn(f"{error}; the tests of this run are in a temporary folder")
        else:
            yield own, chosen, written
            return
    with _generated_tests(config, scope, check=check, apart=True, warn=warn) as made:
        yield made
