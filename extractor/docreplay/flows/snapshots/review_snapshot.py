"""`docreplay review --snapshot`: let a snapshot follow the service, one operation at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.flows.pages.documented_bodies import DocumentedBodies
from docreplay.flows.snapshots.observations import Observed, observations, unanswered
from docreplay.flows.snapshots.record import snapshot_of
from docreplay.flows.snapshots.regress import NO_POLICY, compared, extra_facts
from docreplay.flows.snapshots.snapshot_file import load_snapshot
from docreplay.model.finding import ChangeClass, Finding
from docreplay.model.run import Verdict
from docreplay.record.snapshot_text import written
from docreplay.sources.lock import locked
from docreplay.sources.pages import files_of
from docreplay.sources.safe_write import write_text
from docreplay.sources.store import PageStore


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationChange:
    """An operation whose responses are no longer as the snapshot has them."""

    id: str
    """Does not depend on lines: of the operation."""
    key: str
    """`Operation.exact_key`."""
    operation: str
    """As its page documents it: `GET /users/{id}`."""
    findings: tuple[Finding, ...]

    @property
    def classes(self) -> frozenset[ChangeClass]:
        """The classes of its changes."""
        return frozenset(finding.change_class for finding in self.findings)


class SnapshotReview:
    """What a service answers now, and the operations for which a snapshot has something else.

    Nothing is written before `accept`. Raises `ConfigError` without a base URL or for an invalid
    snapshot, `NothingMatched` if no case is selected.
    """

    def __init__(
        self,
        config: Config,
        file: Path,
        paths: Sequence[str] = (),
        *,
        store: PageStore | None = None,
        progress: Progress = quiet,
    ) -> None:
        self._config, self._file = config, file
        known = load_snapshot(file)
        store = store or files_of(config)
        extra = extra_facts(known)
        made = observations(config, store, paths, extra=extra, progress=progress)
        if made.is_interrupted:
            raise KeyboardInterrupt
        self._bodies = DocumentedBodies(made.index)
        self._observed: defaultdict[str, list[Observed]] = defaultdict(list)
        for item in made.found:
            if item.observation:
                self._observed[item.operation.exact_key].append(item)
        verdicts = compared(made, known, NO_POLICY)
        self.verdicts: tuple[Verdict, ...] = (*verdicts, *unanswered(made.found))
        """The verdicts on all selected cases."""
        self.changes = tuple(self._changes(verdicts))
        """The operations that changed, in the order of their requests."""

    def accept(self, changes: Iterable[OperationChange]) -> None:
        """Write the snapshot with what the service answers now for these operations.

        All others stay as they are. Raises `OutputError` if the file cannot be written.
        """
        found = [item for change in changes for item in self._observed[change.key]]
        new = snapshot_of(found, self._bodies)
        with locked(self._file):
            known = load_snapshot(self._file)
            requests = {**known.requests, **new.requests}
            templates = {**known.templates, **new.templates}
            updated = replace(known, requests=dict(sorted(requests.items())), templates=templates)
            write_text(self._file, written(updated), within=[self._config.root, Path.cwd()])

    def _changes(self, verdicts: Iterable[Verdict]) -> Iterable[OperationChange]:
        findings = {verdict.id: verdict.findings for verdict in verdicts}
        for key, items in self._observed.items():
            found = [finding for item in items for finding in findings.get(item.case.id, ())]
            if found:
                yield OperationChange(
                    id=sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12],
                    key=key,
                    operation=str(items[0].operation),
                    findings=tuple(found),
                )
