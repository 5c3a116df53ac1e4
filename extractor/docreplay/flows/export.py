"""`docreplay export`: write the cases in the format of another tool."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.emit.exporter import Exporter
from docreplay.emit.write import output_to
from docreplay.flows.odd_pages import odd_pages
from docreplay.flows.pages import page_cases
from docreplay.flows.select import CaseOf, refuse_unknown, scope_of
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.model.run import Run
from docreplay.sources.pages import files_of
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import PageStore


def export(
    config: Config,
    exporter: Exporter,
    folder: Path,
    paths: Sequence[str] = (),
    *,
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Run:
    """Write what the exporter makes of the cases of the pages, or of `paths`, to a folder.

    Files of an earlier export that this one does not make are removed. Raise `NothingMatched` if
    no page is found, `ConfigError` for a path that does not exist or a file that docreplay did not
    write, `OutputError` for a file that cannot be written.
    """
    store = store or files_of(config)
    scope = scope_of(config, store, paths)
    builder = RunBuilder(config, len(scope.selected), progress, sources=SourceTexts(store))

    known: set[CaseOf] = set()

    def note(reading: Reading) -> None:
        if reading.page.path in scope.selected:
            builder.reading(reading)

    def cases() -> Iterator[Case]:
        taking_part, source = scope.taking_part, scope.source
        for item in page_cases(config, taking_part, store=store, source=source, on_reading=note):
            known.update(scope.named(item))
            covered = [case for case in item.cases if scope.covers(item, case)]
            builder.count("cases", len(covered))
            yield from covered

    with output_to(folder) as output:
        for file in exporter.export(cases()):
            output.put(file.path, file.text, file.verify)
        refuse_unknown(scope.cases, known)
        builder.count("written", len(output.finish()))
    builder.add(odd_pages(config, store) if scope.is_whole else ())
    return builder.run("export")
