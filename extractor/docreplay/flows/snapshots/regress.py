"""`docreplay regress`: replay the documented requests, and compare with a snapshot."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.run_limit import limited
from docreplay.flows.notes.stopped_run import interrupted
from docreplay.flows.pages.documented_bodies import DocumentedBodies
from docreplay.flows.replay.case_outcome import verdict_of
from docreplay.flows.replay.followed_findings import followed_findings, with_followed
from docreplay.flows.replay.followed_verdicts import FollowedVerdicts
from docreplay.flows.snapshots.accepted_changes import Acceptance
from docreplay.flows.snapshots.counter_examples import with_example
from docreplay.flows.snapshots.observations import Observations, Observed, observations, unanswered
from docreplay.model.api.change_profiles import DEFAULT, Profile
from docreplay.model.api.operation import Operation
from docreplay.model.body.document import Document
from docreplay.model.finding import ChangeClass, Finding, classes_from
from docreplay.model.http.odata_selection import selection_of
from docreplay.model.http.origin import without_credentials
from docreplay.model.recordings.snapshot import (
    Observation,
    RequestKey,
    Responses,
    Snapshot,
    merged_responses,
)
from docreplay.model.run import CaseOutcome, Run, Verdict
from docreplay.regress.change import Change
from docreplay.regress.compare import changes
from docreplay.regress.findings import Documented, findings
from docreplay.regress.subject import DocumentedResponses, RequestChange
from docreplay.sources.clock import now
from docreplay.sources.pages import files_of
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import PageStore

_REFUSALS = (401, 403)
_UNKNOWN = "the snapshot has no response to this request; add it with `docreplay record --merge`"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePolicy:
    """What changes mean for a run: labels, accepted ones, and the class that fails it."""

    profile: Profile = DEFAULT
    fail_on_class: ChangeClass = ""
    """The least class of a change that fails; `""` if only its severity decides."""
    acceptance: Acceptance = field(default_factory=Acceptance)


NO_POLICY = ChangePolicy()


def regress(
    config: Config,
    snapshot: Snapshot,
    paths: Sequence[str] = (),
    *,
    policy: ChangePolicy = NO_POLICY,
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Run:
    """Send the documented requests, and return what changed since the snapshot was recorded.

    A case fails if one of its changes is at least as severe as `fail_on`, or of a class that the
    policy names, unless it is accepted. One that the snapshot does not have is not compared. Raises
    `ConfigError` without a base URL.
    """
    begun = now()
    store = store or files_of(config)
    extra = extra_facts(snapshot)
    made = observations(config, store, paths, extra=extra, progress=progress)
    found = compared(made, snapshot, policy)
    verdicts = (*found, *unanswered(made.found))
    run = Run(
        command="regress",
        verdicts=tuple(sorted(verdicts, key=lambda verdict: (verdict.location, verdict.id))),
        counts={"operations": len({item.operation.exact_key for item in made.found})},
        sources=SourceTexts(store),
        service=without_credentials(config.base_url),
        started=begun,
    )
    ended = interrupted(config, run, made.selected) if made.is_interrupted else run
    return limited(ended, config.max_findings)


def compared(
    made: Observations,
    snapshot: Snapshot,
    policy: ChangePolicy = NO_POLICY,
) -> tuple[Verdict, ...]:
    """Return the verdicts on the requests that were answered, with what changed."""
    return tuple(_Comparison(made, snapshot, policy).verdicts())


def extra_facts(snapshot: Snapshot) -> frozenset[str]:
    """Return the names of facts that a snapshot has; see `observations`."""
    return frozenset(name.partition(" ")[0] for found in _all(snapshot) for name in found.facts)


def _all(snapshot: Snapshot) -> Iterator[Observation]:
    for responses in snapshot.requests.values():
        yield from responses.values()


def _responses(items: Iterable[Observed]) -> Responses:
    found: Responses = {}
    for item in (part for first in items for part in first.all):
        if item.observation:
            found = merged_responses(found, {item.status: item.observation})
    return found


@dataclass(frozen=True, slots=True)
class _Compared:
    """A request with the changes of its responses."""

    item: Observed
    changes: tuple[Change, ...]
    documented: Documented


class _Comparison:
    """The comparison of what was observed with a snapshot."""

    def __init__(self, made: Observations, snapshot: Snapshot, policy: ChangePolicy) -> None:
        self._made, self._snapshot, self._policy = made, snapshot, policy
        self._classes = classes_from(policy.fail_on_class)
        self._config = made.index.config
        self._bodies = DocumentedBodies(made.index)
        self._rules = rule_filter(self._config)
        self._followed = FollowedVerdicts(made.index)

    def verdicts(self) -> Iterator[Verdict]:
        """Yield the verdicts of the requests that were answered."""
        groups: defaultdict[str, list[_Compared]] = defaultdict(list)
        for same in self._by_request():
            first, *others = same
            old = self._old(first)
            if not old:
                how: CaseOutcome = "nothing-compared"
                yield from (
                    self._followed.of(item.case, item.outcome, how, _UNKNOWN) for item in same
                )
                continue
            yield from (self._followed.of(item.case, item.outcome, "passed") for item in others)
            groups[first.operation.exact_key].append(self._compared(same, old))
        for group in groups.values():
            yield from self._of_operation(group)

    def _by_request(self) -> Iterable[Sequence[Observed]]:
        """Return the answered requests; several of one name count as one request."""
        found: defaultdict[RequestKey, list[Observed]] = defaultdict(list)
        for item in self._made.found:
            if item.observation:
                found[item.key].append(item)
        return found.values()

    def _old(self, item: Observed) -> Responses:
        """Return what the snapshot has of a request, or of others of its operation."""
        own = self._snapshot.requests.get(item.key)
        return own or self._snapshot.of_operation(item.key.operation)

    def _compared(self, same: Sequence[Observed], old: Responses) -> _Compared:
        item, new = same[0], _responses(same)
        documented = self._documented(item)
        subject = RequestChange(
            operation=item.operation,
            name=item.key.name,
            old=old,
            new=new,
            claims=self._claims(item, documented),
        )
        answers = [part for one in same for part in one.all]
        found = (with_example(change, old, answers) for change in changes(subject))
        return _Compared(item, tuple(found), documented)

    def _documented(self, item: Observed) -> Documented:
        cases = self._bodies.siblings(item.case)
        documents: dict[int, Document] = {}
        for status in {item.status, item.case.expectation.status} & cases.keys():
            if status is not None and (document := self._bodies.document(cases[status])):
                documents[status] = document
        return Documented(case=item.case, documents=documents, cases=cases)

    def _claims(self, item: Observed, documented: Documented) -> DocumentedResponses:
        expectation = item.case.expectation
        own = documented.cases.get(item.status)
        has_body = True if expectation.body else False if expectation.no_body else None
        return DocumentedResponses(
            status=expectation.status,
            statuses=frozenset(documented.cases),
            media_type=expectation.media_type,
            headers=frozenset(header.name.lower() for header in expectation.headers),
            has_body=has_body,
            bodies={item.status: self._bodies.stated(own)} if own else {},
            expanded=selection_of(item.case.request.target).expanded,
        )

    def _of_operation(self, group: Sequence[_Compared]) -> Iterator[Verdict]:
        """Yield the verdicts on the requests of one operation: each cause is found once."""
        owner: dict[int, list[Finding]] = defaultdict(list)
        pairs = [(change, one.documented) for one in group for change in one.changes]
        operation: Operation = group[0].item.operation
        for finding, documented in findings(operation, pairs, self._policy.profile):
            owner[id(documented)].append(finding)
        for one in group:
            followed = followed_findings(one.item.case, one.item.outcome)
            yield self._verdict(one, (*owner[id(one.documented)], *followed))

    def _verdict(self, one: _Compared, found: Sequence[Finding]) -> Verdict:
        case = one.item.case
        record = self._made.index.record(case.page)
        suppressions = record.suppressions if record else ()
        selected = self._rules.apply(found, suppressions, lambda _: case.id)
        accepted = tuple(filter(self._policy.acceptance.covers, selected.findings))
        kept = tuple(
            self._policy.acceptance.noted(item)
            for item in selected.findings
            if item not in accepted
        )
        verdict = self._outcome(one, kept, (*accepted, *selected.accepted))
        is_refused = one.item.status in _REFUSALS and verdict.outcome == "failed"
        is_refused = is_refused and case.expectation.status not in _REFUSALS
        verdict = replace(
            verdict,
            findings=kept,
            suppressed=(*accepted, *selected.accepted),
            refused=is_refused,
            kind="refused" if is_refused else "",
        )
        verdict = with_followed(verdict, one.item.outcome)
        return self._made.with_messages(verdict, one.item) if kept else verdict

    def _outcome(
        self, one: _Compared, kept: Iterable[Finding], accepted: Iterable[Finding]
    ) -> Verdict:
        """Return the verdict by the worst change that fails, or else by what was accepted."""
        case, outcome = one.item.case, one.item.outcome
        ways: tuple[tuple[CaseOutcome, Iterable[Finding]], ...] = (
            ("failed", kept),
            ("accepted", accepted),
        )
        for how, found in ways:
            failing = filter(self._fails, found)
            if worst := max(failing, key=lambda item: item.severity, default=None):
                return verdict_of(case, outcome, how, str(worst))
        return verdict_of(case, outcome, "passed")

    def _fails(self, finding: Finding) -> bool:
        is_severe = finding.severity >= self._config.fail_on
        return is_severe or finding.change_class in self._classes
