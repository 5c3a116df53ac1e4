"""`docreplay export`: write the cases in the format of another tool."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.emit.exporter import ExportedFile, Exporter
from docreplay.emit.write import output_to
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.export.exported_recordings import exported_recordings
from docreplay.flows.export.exported_stories import exported_stories
from docreplay.flows.pages.odd_pages import odd_pages
from docreplay.flows.pages.pages import page_cases
from docreplay.flows.pages.select import CaseOf, refuse_unknown, scope_of
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.model.run import Run
from docreplay.replay.secrets.redaction import Redactor
from docreplay.sources.pages import files_of
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import PageStore


def export(
    config: Config,
    exporter: Exporter,
    folder: Path,
    paths: Sequence[str] = (),
    *,
    documented: bool = False,
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Run:
    """Write what the exporter makes of the cases of the pages, or of `paths`, to a folder.

    Files of an earlier export that this one does not make are removed. A format of recordings gets
    those of the cassettes; with `documented`, also the documented exchanges of cases that have
    none. Raise `NothingMatched` if no page or recording is found, `ConfigError` for a path that
    does not exist or a file that docreplay did not write, `OutputError` for a file that cannot be
    written.
    """
    if documented and not exporter.export_recordings:
        message = "`--documented` is about formats of recordings, such as `har`"
        raise ConfigError(message, hint="remove the option: all documented exchanges are exported")
    exported = _Exported(config, paths, store or files_of(config), progress)
    builder = exported.builder
    with output_to(folder) as output:
        for file in exported.files(exporter, documented=documented):
            output.put(file.path, file.text, file.verify)
        exported.refuse_unknown()
        builder.count("written", len(output.finish()))
    builder.add(odd_pages(config, exported.store) if exported.scope.is_whole else ())
    return builder.run("export")


def export_stories(
    config: Config,
    exporter: Exporter,
    folder: Path,
    paths: Sequence[str] = (),
    *,
    note: Callable[[str], None],
    store: PageStore | None = None,
) -> Run:
    """Write what the exporter makes of the stories of the project, or of `paths`, to a folder.

    `note` gets what the format cannot say, and what is not exported. Raises as `export` does.
    """
    store = store or files_of(config)
    builder = RunBuilder(config, 0, sources=SourceTexts(store))
    found = exported_stories(config, store, paths, note)
    notes: dict[str, None] = {}
    with output_to(folder) as output:
        for file in exporter.export_stories(found) if exporter.export_stories else ():
            output.put(file.path, file.text, file.verify)
            notes |= dict.fromkeys(file.notes)
        builder.count("written", len(output.finish()))
    builder.count("stories", len(found.stories))
    if notes:
        note(f"written as extensions, which other tools ignore: {', '.join(notes)}")
    return builder.run("export")


class _Exported:
    """The cases and recordings that are exported, counted as they are made."""

    def __init__(
        self, config: Config, paths: Sequence[str], store: PageStore, progress: Progress
    ) -> None:
        self._config, self.store = config, store
        self.scope = scope_of(config, store, paths)
        self.builder = RunBuilder(
            config, len(self.scope.selected), progress, sources=SourceTexts(store)
        )
        self._known: set[CaseOf] = set()

    def files(self, exporter: Exporter, *, documented: bool) -> Iterable[ExportedFile]:
        """Return the files that an exporter makes of the cases, or of their recordings."""
        if not exporter.export_recordings:
            return exporter.export(self._cases())
        found = tuple(
            exported_recordings(self._config, self.scope, self._cases(), documented=documented)
        )
        self.refuse_unknown()
        if not found:
            message = f"no recordings found in `{self._config.cassettes}`"
            hint = "record some with `docreplay test --record-mode once`, or give --documented"
            raise NothingMatched(message, hint=hint)
        self.builder.count("recordings", sum(len(item.recordings) for item in found))
        return exporter.export_recordings(found, Redactor().text(self._config.base_url))

    def refuse_unknown(self) -> None:
        """Raise `ConfigError` for a selected case that does not exist."""
        refuse_unknown(self.scope.cases, self._known)

    def _cases(self) -> Iterator[Case]:
        scope = self.scope
        found = page_cases(
            self._config,
            scope.taking_part,
            store=self.store,
            source=scope.source,
            on_reading=self._note,
        )
        for item in found:
            self._known.update(scope.named(item))
            covered = [case for case in item.cases if scope.covers(item, case)]
            self.builder.count("cases", len(covered))
            yield from covered

    def _note(self, reading: Reading) -> None:
        if reading.page.path in self.scope.selected:
            self.builder.reading(reading)
