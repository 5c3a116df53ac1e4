"""Send cases and judge the responses, in the same way for a generated test and for its page."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from docreplay.compare.compare import accepts_alternatives, compare, needs_text
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.claim_lines import located
from docreplay.flows.pages.documented_service import service_for
from docreplay.flows.pages.literal_parameters import LiteralParameters
from docreplay.flows.pages.shown_nulls import ShownNulls
from docreplay.flows.replay.alternatives import Alternatives
from docreplay.flows.replay.case_outcome import (
    Differences,
    is_wrong,
    kind_of,
    objected,
    outcome_of,
    repeated,
    skipped,
    unanswered,
    verdict_of,
    with_paths,
)
from docreplay.flows.replay.embedded_service import embedded_service
from docreplay.flows.replay.excluded_cases import ExcludedCases
from docreplay.flows.replay.recorded_findings import unrecorded, without_redacted
from docreplay.flows.replay.reproduction import curl_command, reproduced
from docreplay.flows.sending.hooked_session import session_of
from docreplay.flows.sending.recorded import Changes, Recordings, environment_of
from docreplay.flows.sending.run_accounts import RunAccounts, token_source
from docreplay.flows.sending.run_hooks import NO_HOOKS, HookedCases, RunHooks
from docreplay.flows.sending.run_senders import RunSenders
from docreplay.flows.sending.step_sending import PLAIN, StepSending
from docreplay.model.case import (
    Answer,
    Broken,
    Case,
    Expectation,
    Outcome,
    Skipped,
    Unreachable,
    Unrecorded,
)
from docreplay.model.finding import Finding
from docreplay.model.http.placeholder_values import NO_VALUES
from docreplay.model.run import Verdict
from docreplay.model.strictness import Strictness
from docreplay.model.types.listed_values import NOTHING_LISTED
from docreplay.model.types.object_types import names_type
from docreplay.model.types.resource_catalogue import EMPTY
from docreplay.replay.accounts.tokens import TokenSource
from docreplay.replay.payload import filled
from docreplay.replay.replay import Sender, replay
from docreplay.replay.secrets.redact import secrets_filled
from docreplay.replay.secrets.run_secrets import RunSecrets
from docreplay.replay.service import Service, service_of
from docreplay.replay.transport.ledger import Changeable
from docreplay.replay.values import Values


class Replayer:
    """One run against one service: the configured one, or else the embedded one.

    The embedded service serves the pages in `tested` (paths relative to the project), and runs
    until `close`. `environment` provides values of headers and placeholders. Raises `ConfigError`
    for an invalid service.
    """

    def __init__(
        self,
        index: CaseIndex,
        tested: Sequence[str],
        environment: Mapping[str, str] = os.environ,
        *,
        recorded: Iterable[str] | None = None,
        changes: Changes = lambda *_: (),
        tokens: TokenSource | None = None,
        ledger_state: Changeable | None = None,
        hooks: RunHooks = NO_HOOKS,
    ) -> None:
        config = self.config = index.config
        self._index, self._changes = index, changes
        self._policy, self._strictnesses = rule_filter(config), ConfiguredStrictness(config)
        self._open = ExitStack()
        embedded = None if config.base_url else embedded_service(index, tested)
        embedded_url = self._open.enter_context(embedded) if embedded else ""
        environment = environment_of(config, environment)
        self._service = service_of(config, embedded_url, environment)
        self.base_url = self._service.base_url
        self._nulls, self._excluded = ShownNulls(index), ExcludedCases(config)
        self._literals, self._needs_ids = LiteralParameters(config, index), config.names_cases
        self._values = Values.of_config(config, environment)
        secrets = self._secrets = RunSecrets((*self._values.secrets, *self._service.secrets))
        self.hooked = HookedCases(hooks, self._values, secrets)
        self._values_of = self.hooked.values_of
        self._alternatives = Alternatives(index, self._values_of)
        session = self._session = session_of(config, hooks, secrets.add)
        self._senders = RunSenders(config, self.base_url, session, ledger_state)
        self.within = self._senders.within
        self.accounts = RunAccounts(index, tokens or token_source(config, environment))
        self._recordings = Recordings(index, recorded) if config.record_mode != "off" else None

    def close(self) -> None:
        """Close the connections, then the embedded service, which waits for them."""
        self._senders.close()
        self._open.close()

    def begin(self, case: Case) -> None:
        """Start a case, of which several requests may be sent."""
        if self._recordings:
            self._recordings.begin(case)

    def send(self, case: Case, captured: Mapping[str, str] = NO_VALUES) -> Outcome:
        """Send the request of a case; return what the service did.

        `captured` are values of placeholders that the run took from responses, by name or place.
        """
        if stopped := self.asked(case):
            return stopped
        values = self._values_of(case, captured)
        outcome = self._sent(self._literals.of(case, values), values)
        return replace(outcome, captured=captured) if captured else outcome

    def send_step(self, case: Case, captured: Mapping[str, str], step: StepSending) -> Outcome:
        """Send the request of a step of a story once, with what the story sets."""
        if stopped := self.asked(case):
            return stopped
        values = self._values_of(case, captured)
        return step.sent(values, partial(self._sent, case, values))

    def asked(self, case: Case) -> Outcome | None:
        """Ask hooks of the project about a case; return its outcome if it must not be sent."""
        return self.hooked.ask(case, self._index.documented, self._session)

    def _sent(self, case: Case, values: Mapping[str, str], step: StepSending = PLAIN) -> Outcome:
        ready = self._ready(case, values, step)
        if isinstance(ready, Skipped):
            return Outcome(result=ready, sent=None)
        if self._recordings:
            send = partial(self._recordings.send, secrets=self._secrets)
        else:
            send = partial(replay, is_documented=partial(self._index.has_status, case))
        return self.hooked.sent(case, *ready, partial(send, case, ready[0], values=values))

    def _ready(
        self, case: Case, values: Mapping[str, str], step: StepSending
    ) -> tuple[Service, Sender] | Skipped:
        """Return the service as a case uses it and what sends to it, or why nothing is sent."""
        secrets = self._secrets
        secrets.add((*self._service.secrets, *secrets_filled(case.request, values), *step.hidden))
        use = self.excluded(case) or self.accounts.of(case, step.account)
        if isinstance(use, Skipped):
            return use
        service = service_for(self._service, case.request, self._index)
        service = replace(service, use=use, reveals=secrets.reveals)
        sender = self.accounts.sender(step.sender(self._senders.retrying), use, secrets.add)
        return self._session.service(step.service(service)), sender

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """Judge a case by all that its expectation claims; `fail_on` decides what fails it.

        The verdict contains no configured secret. If it fails or has findings, it has the id that
        the page gives the case, which a generated test does not know.
        """
        verdict = self._judged(self._index.with_lines(case), outcome)
        if verdict.outcome == "failed" or verdict.findings:
            verdict = replace(verdict, id=(self._index.documented(case) or case).id)
        return self._secrets.mask.verdict(verdict)

    def documented(self, case: Case) -> Case:
        """Return the case with its id and its line, as far as its page has them."""
        return self.identified(self._index.with_lines(case))

    def masked(self, text: str) -> str:
        """Return the text without the secrets of the run."""
        return self._secrets.mask.text(text)

    def identified(self, case: Case) -> Case:
        """Return the case with the id that its page gives it.

        The page is read for it only if the configuration names cases by their ids.
        """
        if self._needs_ids:
            self._index.record(case.page)
        known = self._index.known_id(case.page.path, case.name)
        return replace(case, id=known) if known and known != case.id else case

    def excluded(self, case: Case) -> Skipped | None:
        """Return why the configuration keeps a case from the service, or None."""
        return self._excluded.of(self.identified(case))

    def _judged(self, case: Case, outcome: Outcome) -> Verdict:
        match outcome.result:
            case Skipped() as skip:
                return skipped(case, outcome, skip)
            case Unrecorded() as missed:
                return unrecorded(case, outcome, missed, self._policy)
            case Broken(reason=reason, kind=kind):
                return replace(verdict_of(case, outcome, "failed", reason), kind=kind)
            case Unreachable() as failure:
                curl = curl_command(outcome, self._service, self._target(case))
                return replace(unanswered(case, outcome, failure), reproduce=curl)
            case Answer() as answer:
                verdict = objected(self._compared(case, outcome, answer), outcome)
                return with_paths(verdict, case, answer, self._strictness(case))

    def _compared(self, case: Case, outcome: Outcome, answer: Answer) -> Verdict:
        found = self._findings(case, outcome, answer)
        if not found.all:
            return verdict_of(case, outcome, "passed")
        how, reason = outcome_of(case, answer, found, self.config.fail_on)
        if how == "failed" and not self._service.embedded:
            judge = partial(self._mismatches, case, outcome, answer)
            if other := self._alternatives.given_instead(case, outcome.captured, judge):
                return verdict_of(case, outcome, "skipped", other)
        judged, selected = verdict_of(case, outcome, how, reason), found.selected
        verdict = replace(judged, findings=selected.findings, suppressed=selected.accepted)
        if not verdict.findings:
            return verdict
        return self._reproduced(self._with_kind(verdict, case, answer), case, outcome)

    def _with_kind(self, verdict: Verdict, case: Case, answer: Answer) -> Verdict:
        """Return the verdict with the reason why a response says nothing about the page."""
        failed = verdict.outcome == "failed"
        kind = kind_of(case, answer, partial(self._alternatives.of, case)) if failed else ""
        return replace(verdict, kind=kind, refused=kind == "refused")

    def with_messages(self, verdict: Verdict, case: Case, outcome: Outcome) -> Verdict:
        """Return the verdict with what was sent and received, without secrets of the run."""
        return self._secrets.mask.verdict(self._reproduced(verdict, case, outcome))

    def _reproduced(self, verdict: Verdict, case: Case, outcome: Outcome) -> Verdict:
        """Return the verdict with what was sent and received, secrets included."""
        known, documented = self._index.documented(case) or case, self._target(case)
        return reproduced(verdict, known, outcome, service=self._service, documented=documented)

    def _findings(self, case: Case, outcome: Outcome, answer: Answer) -> Differences:
        """Return the findings in a response, and which of them are reported or suppressed.

        The page is read only if there are some.
        """
        noted = tuple(self._noted(case, outcome))
        judge = partial(self._mismatches, case, outcome, answer)
        findings = judge(case.expectation)
        strictness = self._strictness(case)
        if not findings and not noted and not needs_text(case.expectation, strictness):
            return Differences()
        record = self._index.record(case.page)
        expectation = located(case.expectation, record.cases if record else ())
        if expectation != case.expectation:
            findings = judge(expectation)
        is_open = is_wrong(findings) and accepts_alternatives(case.expectation, strictness)
        if record and is_open:
            found = self._alternatives.fitting(case, record, judge)
            findings = findings if found is None else found
        suppressions = record.suppressions if record else ()
        case_id = self.identified(case).id
        findings = (*self._nulls.without_shown(case.expectation, findings), *noted)
        selected = self._policy.apply(findings, suppressions, lambda _: case_id)
        return Differences(findings, selected)

    def _noted(self, case: Case, outcome: Outcome) -> Iterable[Finding]:
        """Return what is found about a case besides the mismatches of its response."""
        return (*repeated(case, outcome), *self._changes(self._index, case, outcome))

    def _mismatches(
        self, case: Case, outcome: Outcome, answer: Answer, expectation: Expectation
    ) -> tuple[Finding, ...]:
        """Return how the response to a case differs from an expectation."""
        return self.compare(case, expectation, answer, outcome.captured)

    def compare(
        self, case: Case, expectation: Expectation, answer: Answer, captured: Mapping[str, str]
    ) -> tuple[Finding, ...]:
        """Compare a response; resource pages are read only if the expectation names a type."""
        catalogue = self._index.catalogue if names_type(expectation) else EMPTY
        values = self._values_of(case, captured)
        found = compare(
            expectation,
            answer,
            catalogue=catalogue,
            request=filled(self._literals.of(case, values).request, values),
            strictness=self._strictness(case),
            max_values=self.config.max_response_values,
            listed=self._index.listed(case.page) if expectation.body else NOTHING_LISTED,
        )
        return without_redacted(found) if self._recordings else found

    def _strictness(self, case: Case) -> Strictness:
        """Return how strictly the configuration compares the case."""
        return self._strictnesses.of(case.page.path, self.identified(case).id)

    def _target(self, case: Case) -> str:
        return record.documented_target(case) if (record := self._index.record(case.page)) else ""
