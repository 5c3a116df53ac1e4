"""`docreplay record`: keep how a service answers the documented requests, as a snapshot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.flows.notes.stopped_run import interrupted
from docreplay.flows.pages.documented_bodies import DocumentedBodies
from docreplay.flows.replay.followed_verdicts import FollowedVerdicts
from docreplay.flows.snapshots.observations import Observations, Observed, observations, unanswered
from docreplay.flows.snapshots.snapshot_file import load_snapshot
from docreplay.model.body.stated import stated_at
from docreplay.model.case import Case
from docreplay.model.http.origin import without_credentials
from docreplay.model.recordings.snapshot import (
    Observation,
    RequestKey,
    Responses,
    Snapshot,
    merged_responses,
    merged_snapshots,
)
from docreplay.model.run import Run, Verdict
from docreplay.record.kept_words import with_kept_words
from docreplay.record.snapshot_text import written
from docreplay.sources.clock import now
from docreplay.sources.lock import locked
from docreplay.sources.pages import files_of
from docreplay.sources.safe_write import write_text
from docreplay.sources.store import PageStore


def record(
    config: Config,
    file: Path,
    paths: Sequence[str] = (),
    *,
    merge: bool = False,
    extra: frozenset[str] = frozenset(),
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Run:
    """Send the documented requests, and write what the answers show to a snapshot.

    With `merge`, it is added to what the file has. Without, it replaces that: of a run over all
    pages, requests that are no longer documented are removed, unless Ctrl+C ended it; what was not
    answered stays. `extra` names facts to add (see `observations`). Nothing is written without an
    answer. Raises `ConfigError` without a base URL or for an invalid file, `OutputError` if the
    file cannot be written.
    """
    begun = now()
    load_snapshot(file, new=True)
    made = observations(config, store or files_of(config), paths, extra=extra, progress=progress)
    answered = [item for item in made.found if item.observation]
    if answered:
        with locked(file):
            known = load_snapshot(file, new=True)
            text = written(_updated(known, made, answered, merge=merge))
            write_text(file, text, within=[config.root, Path.cwd()])
    verdicts = (*_recorded(made, answered), *unanswered(made.found))
    run = Run(
        command="record",
        verdicts=tuple(sorted(verdicts, key=lambda verdict: (verdict.location, verdict.id))),
        counts={
            "operations": len({item.operation.exact_key for item in answered}),
            "recorded": len(answered),
        },
        service=without_credentials(config.base_url),
        started=begun,
    )
    return interrupted(config, run, made.selected) if made.is_interrupted else run


def _recorded(made: Observations, answered: Iterable[Observed]) -> Iterator[Verdict]:
    judged = FollowedVerdicts(made.index)
    return (judged.of(item.case, item.outcome, "passed") for item in answered)


def _updated(
    known: Snapshot, made: Observations, answered: Sequence[Observed], *, merge: bool
) -> Snapshot:
    found = snapshot_of(answered, DocumentedBodies(made.index))
    if merge:
        return merged_snapshots(known, found)
    asked = {item.key for item in made.found}
    is_whole = made.scope.is_whole and not made.scope.cases and not made.is_interrupted
    kept = {
        key: responses
        for key, responses in known.requests.items()
        if key not in found.requests and (key in asked or not is_whole)
    }
    operations = {key.operation for key in kept}
    templates = {key: name for key, name in known.templates.items() if key in operations}
    requests = dict(sorted({**kept, **found.requests}.items()))
    return replace(found, templates={**templates, **found.templates}, requests=requests)


def snapshot_of(answered: Iterable[Observed], bodies: DocumentedBodies) -> Snapshot:
    """Return the snapshot of answers, without words that may be what a person wrote."""
    templates: dict[str, str] = {}
    requests: dict[RequestKey, Responses] = {}
    for item in (part for first in answered for part in first.all):
        if item.observation:
            case = bodies.siblings(item.case).get(item.status)
            found: Responses = {item.status: _public(item.observation, bodies, case)}
            templates.setdefault(item.operation.exact_key, str(item.operation))
            requests[item.key] = merged_responses(requests.get(item.key, {}), found)
    return Snapshot(templates=templates, requests=dict(sorted(requests.items())))


def _public(found: Observation, bodies: DocumentedBodies, case: Case | None) -> Observation:
    """Return an observation with the words of enumerations only."""
    if found.body is None:
        return found
    stated = bodies.stated(case) if case else None

    def is_listed(steps: tuple[str, ...]) -> bool:
        schema = stated_at(stated, steps).schema if stated else None
        return bool(schema and schema.choices)

    return replace(found, body=with_kept_words(found.body, is_listed))
