"""Send cases and judge the responses, in the same way for a generated test and for its page."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from docreplay.compare.compare import accepts_alternatives, compare, needs_text
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.request_repeated import RULE as REPEATED
from docreplay.flows.case_index import (
    CaseIndex,
    PageRecord,
    same_status_line,
    why_not_reached,
)
from docreplay.flows.case_outcome import Differences, outcome_of, verdict_of, with_paths
from docreplay.flows.claim_lines import located
from docreplay.flows.pages import pages
from docreplay.flows.same_request import SameRequests
from docreplay.flows.shown_nulls import ShownNulls
from docreplay.model.case import Answer, Broken, Case, Expectation, Outcome, Skipped, Unreachable
from docreplay.model.documented_host import documented_host
from docreplay.model.finding import Finding, Severity
from docreplay.model.http import Request
from docreplay.model.listed_values import NOTHING_LISTED
from docreplay.model.resource_catalogue import EMPTY
from docreplay.model.run import Verdict
from docreplay.model.strictness import Strictness
from docreplay.replay.curl import curl
from docreplay.replay.mask import Mask
from docreplay.replay.messages import messages
from docreplay.replay.patience import Patience
from docreplay.replay.payload import filled
from docreplay.replay.redact import secrets_filled
from docreplay.replay.replay import replay
from docreplay.replay.service import Service, Values, service_of
from docreplay.replay.transport import RequestsTransport
from docreplay.serve.app import application
from docreplay.serve.routes import Routes
from docreplay.serve.server import serving

_SERVED = "http://127.0.0.1:8000"
"""Default URL of `docreplay serve`."""

_REFUSALS = (401, 403)


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
    ) -> None:
        config = self.config = index.config
        self._index = index
        self._policy = rule_filter(config)
        self._strictnesses = ConfiguredStrictness(config)
        self._open = ExitStack()
        embedded_url = "" if config.base_url else self._embedded(tested)
        self._service = service_of(config, embedded_url, environment)
        self._same = SameRequests(index)
        self._nulls = ShownNulls(index)
        self._needs_ids = any(
            "#" in name for name in (*config.parameters, *config.compare, *config.per_page_ignores)
        )
        self._transport = RequestsTransport(config.timeout, config.max_response_bytes)
        self._patience = Patience(self._transport)
        self._values = Values(config.parameters, config.variables, config.docs, environment)
        self._secrets = set(self._values.secrets)
        self._mask = Mask(self._secrets)
        self._mask_secrets()

    def close(self) -> None:
        """Close the connections, then the embedded service, which waits for them."""
        self._transport.close()
        self._open.close()

    def send(self, case: Case) -> Outcome:
        """Send the request of a case; return what the service did."""
        values = self._values_of(case)
        self._mask_secrets(secrets_filled(case.request, values))
        service, patience = self._service_for(case.request), self._patience
        is_documented = partial(self._index.has_status, case)
        return replay(case, service, patience, values, is_documented=is_documented)

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """Judge a case by all that its expectation claims; `fail_on` decides what fails it.

        The verdict contains no configured secret. If it fails or has findings, it has the id that
        the page gives the case, which a generated test does not know.
        """
        verdict = self._judged(self._index.with_lines(case), outcome)
        if verdict.outcome == "failed" or verdict.findings:
            verdict = replace(verdict, id=(self._index.documented(case) or case).id)
        return self._mask.verdict(verdict)

    def documented(self, case: Case) -> Case:
        """Return the case with its id and its line, as far as its page has them."""
        return self.identified(self._index.with_lines(case))

    def masked(self, text: str) -> str:
        """Return the text without the secrets of the run."""
        return self._mask.text(text)

    def identified(self, case: Case) -> Case:
        """Return the case with the id that its page gives it.

        The page is read for it only if the configuration names cases by their ids.
        """
        if self._needs_ids:
            self._index.record(case.page)
        known = self._index.known_id(case.page.path, case.name)
        return replace(case, id=known) if known else case

    def _mask_secrets(self, filled: Iterable[str] = ()) -> None:
        """Mask what is filled into a request, and what headers contain now.

        A token that is read from the environment may change during a run.
        """
        if not self._secrets.issuperset(found := {*self._service.secrets, *filled}):
            self._secrets.update(found)
            self._mask = Mask(self._secrets)

    def _service_for(self, request: Request) -> Service:
        """Return the service; all pages are read for their main host if the request names a host.

        `documented_hosts` in the configuration is used instead.
        """
        service = self._service
        if service.embedded or service.documented_hosts or not documented_host(request):
            return service
        return replace(service, documented_hosts=frozenset({self._index.main_host}))

    def _judged(self, case: Case, outcome: Outcome) -> Verdict:
        match outcome.result:
            case Skipped(reason=reason):
                return verdict_of(case, outcome, "skipped", reason)
            case Broken(reason=reason):
                return verdict_of(case, outcome, "failed", reason)
            case Unreachable(reason=reason):
                failed = verdict_of(case, outcome, "failed", f"service unreachable: {reason}")
                return replace(failed, reproduce=self._curl(case, outcome), unreachable=True)
            case Answer() as answer:
                verdict = self._compared(case, outcome, answer)
                return with_paths(verdict, case, answer, self._strictness(case))

    def _compared(self, case: Case, outcome: Outcome, answer: Answer) -> Verdict:
        found = self._findings(case, outcome, answer)
        if not found.all:
            return verdict_of(case, outcome, "passed")
        how, reason = outcome_of(case, answer, found, self.config.fail_on)
        failed = how == "failed"
        if failed and not self._service.embedded:
            other = self._given_instead(case, answer)
            if other:
                return verdict_of(case, outcome, "skipped", other)
        verdict = replace(
            verdict_of(case, outcome, how, reason), suppressed=found.selected.accepted
        )
        if not found.selected.findings:
            return verdict
        return replace(
            verdict,
            findings=found.selected.findings,
            reproduce=self._curl(case, outcome),
            messages=self._messages(case, outcome, answer),
            refused=failed and self._is_refusal(case, answer),
        )

    def _findings(self, case: Case, outcome: Outcome, answer: Answer) -> Differences:
        """Return the findings in a response, and which of them are reported or suppressed.

        The page is read only if there are some.
        """
        noted = (REPEATED.at(case.location, outcome.note),) if outcome.note else ()
        findings = self._compare(case, case.expectation, answer)
        strictness = self._strictness(case)
        if not findings and not noted and not needs_text(case.expectation, strictness):
            return Differences()
        record = self._index.record(case.page)
        expectation = located(case.expectation, record.cases if record else ())
        if expectation != case.expectation:
            findings = self._compare(case, expectation, answer)
        if record and _is_wrong(findings):
            found = self._by_alternative(case, answer, record)
            findings = findings if found is None else found
        suppressions = record.suppressions if record else ()
        case_id = self.identified(case).id
        findings = (*self._nulls.without_shown(case.expectation, findings), *noted)
        selected = self._policy.apply(findings, suppressions, lambda _: case_id)
        return Differences(findings, selected)

    def _compare(self, case: Case, expectation: Expectation, answer: Answer) -> tuple[Finding, ...]:
        """Compare a response; resource pages are read only if the expectation names a type."""
        catalogue = self._index.catalogue if expectation.shape.type else EMPTY
        return compare(
            expectation,
            answer,
            catalogue=catalogue,
            request=filled(case.request, self._values_of(case)),
            strictness=self._strictness(case),
            max_values=self.config.max_response_values,
            listed=self._index.listed(case.page) if expectation.body else NOTHING_LISTED,
        )

    def _by_alternative(
        self, case: Case, answer: Answer, record: PageRecord
    ) -> tuple[Finding, ...] | None:
        """Return the findings by another documented response that fits; None if none fits."""
        if not accepts_alternatives(case.expectation, self._strictness(case)):
            return None
        others = record.siblings(case)
        found = (self._compare(case, other.expectation, answer) for other in others)
        return next((findings for findings in found if not _is_wrong(findings)), None)

    def _given_instead(self, case: Case, answer: Answer) -> str:
        """Return why an alternative response could not be tested, or `""` if it was.

        A service gives one response to a request. So it conforms if it gives a different response
        that a page documents for the request that was sent.
        """
        record = self._index.record(case.page)
        known = record.siblings(case) if record else ()
        own = next((other for other in known if same_status_line(other, case)), None)
        if own is None:
            return ""
        beside = known if own.paired_by == "alternative" else ()
        values = self._values_of(own)
        for other in (*beside, *self._same.others(own)):
            if other is own or self._values_of(other) != values:
                continue
            if not _is_wrong(self._compare(case, other.expectation, answer)):
                return why_not_reached(own, other)
        return ""

    def _is_refusal(self, case: Case, answer: Answer) -> bool:
        """Return True if credentials were refused (RFC 9110 §15.5.2, §15.5.4).

        They were meant to be accepted if the page documents a different class of status for the
        request. A documented 401 or 403 is not a refusal.
        """
        own = case.expectation.status
        if answer.status not in _REFUSALS or own is None or own in _REFUSALS:
            return False
        record = self._index.record(case.page) if own // 100 == 4 else None
        others = record.siblings(case) if record else ()
        statuses = (own, *(other.expectation.status or own for other in others))
        return any(status // 100 != 4 for status in statuses)

    def _values_of(self, case: Case) -> Mapping[str, str]:
        return self._values.of(case.page.path, case.id)

    def _strictness(self, case: Case) -> Strictness:
        """Return how strictly the configuration compares the case."""
        return self._strictnesses.of(case.page.path, self.identified(case).id)

    def _target(self, case: Case) -> str:
        return record.documented_target(case) if (record := self._index.record(case.page)) else ""

    def _messages(self, case: Case, outcome: Outcome, answer: Answer) -> str:
        if outcome.sent is None:
            return ""
        return messages(outcome.sent, answer, self._service.headers, self._target(case))

    def _curl(self, case: Case, outcome: Outcome) -> str:
        """Return the command that repeats a request, for `docreplay serve` if it was embedded."""
        sent = outcome.sent
        if sent is None:
            return ""
        if self._service.embedded:
            url = _SERVED + sent.url.removeprefix(self._service.base_url)
            sent = replace(sent, url=url)
        return curl(sent, self._service.headers, self._target(case))

    def _embedded(self, tested: Sequence[str]) -> str:
        """Start the embedded service for the cases of the tested pages; return its base URL."""
        unknown = [path for path in tested if not self._index.is_loaded(path)]
        if unknown:
            self._index.load(pages(self.config, unknown, store=self._index.store))
        cases = self._index.tested_cases(frozenset(tested))
        return self._open.enter_context(serving(application(Routes(cases))))


def _is_wrong(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
