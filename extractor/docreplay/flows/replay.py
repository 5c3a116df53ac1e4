"""Sends cases and judges the answers: the same for a generated test and a case from its page."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property

from docreplay.compare.compare import accepts_alternatives, compare
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.errors import PageUnreadable
from docreplay.flows import pages as pages_flow
from docreplay.flows import resource_types as describing
from docreplay.flows.documented import documented, id_of, is_at, target_of, unreached
from docreplay.flows.locate import exact
from docreplay.model.case import Answer, Case, Expectation, Outcome, Skipped, Unreachable
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding, Severity
from docreplay.model.page import PageId
from docreplay.model.resource_catalogue import EMPTY, Catalogue
from docreplay.model.run import CaseOutcome, Verdict
from docreplay.model.strictness import Strictness
from docreplay.replay.curl import curl
from docreplay.replay.mask import Mask
from docreplay.replay.messages import messages
from docreplay.replay.payload import filled
from docreplay.replay.replay import replay
from docreplay.replay.service import Values, service_of
from docreplay.replay.transport import RequestsTransport
from docreplay.serve.app import application
from docreplay.serve.routes import Routes
from docreplay.serve.server import serving
from docreplay.sources.store import FileStore

_SERVED = "http://127.0.0.1:8000"
"""Where `docreplay serve` answers unless it is told otherwise."""

_REFUSALS = (401, 403)


class Replayer:
    """One run against one service: the configured one, or else the embedded one.

    The embedded service answers for the pages in `tested` (paths relative to the project), and
    runs from here to `close`. Raises `ConfigError` for a service that cannot be.
    """

    def __init__(self, config: Config, tested: Sequence[str]) -> None:
        self.config = config
        self._store = FileStore(config.root)
        self._policy = rule_filter(config)
        self._strictnesses = ConfiguredStrictness(config)
        self._open = ExitStack()
        cases = _cases(config, tested)
        self._ids = {(case.page.path, case.name): case.id for case in cases}
        self._service = service_of(config, "" if config.base_url else self._embedded(cases))
        self._transport = RequestsTransport(config.timeout, config.max_response_bytes)
        self._values = Values(config.parameters, config.variables, config.docs)
        self._mask = Mask((*self._service.secrets, *self._values.secrets))
        self._reading: Reading | None = None

    def close(self) -> None:
        """Closes the connections, then ends the embedded service, which waits for them."""
        self._transport.close()
        self._open.close()

    def send(self, case: Case) -> Outcome:
        """What the service did with the case's request."""
        return replay(case, self._service, self._transport, self._values_of(case))

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """How the case ended, by all that its expectation claims; `fail_on` says what fails it.

        No secret that was configured is in the verdict. One with something to say has the id that
        the page gives the case, which a generated test does not know.
        """
        verdict = self._judged(case, outcome)
        if verdict.outcome == "failed" or verdict.findings:
            verdict = replace(verdict, id=self._id(case))
        return self._mask.verdict(verdict)

    def identified(self, case: Case) -> Case:
        """The case with the id that its page gives it, as far as pages were read."""
        known = self._ids.get((case.page.path, case.name))
        return replace(case, id=known) if known else case

    def _judged(self, case: Case, outcome: Outcome) -> Verdict:
        match outcome.result:
            case Skipped(reason=reason):
                return _verdict(case, outcome, "skipped", reason)
            case Unreachable(reason=reason):
                failed = _verdict(case, outcome, "failed", f"service unreachable: {reason}")
                return replace(failed, reproduce=self._curl(case, outcome), unreachable=True)
            case Answer() as answer:
                return self._compared(case, outcome, answer)

    def _compared(self, case: Case, outcome: Outcome, answer: Answer) -> Verdict:
        findings = self._findings(case, answer)
        if not findings:
            return _verdict(case, outcome, "passed")
        worst = max(findings, key=lambda finding: finding.severity)
        failed = worst.severity >= self.config.fail_on
        if failed and not self._service.embedded:
            other = self._given_instead(case, answer)
            if other:
                return _verdict(case, outcome, "skipped", other)
        verdict = _verdict(case, outcome, "failed" if failed else "passed", str(worst) * failed)
        return replace(
            verdict,
            findings=findings,
            reproduce=self._curl(case, outcome),
            messages=self._messages(case, outcome, answer),
            refused=failed and self._is_refusal(case, answer),
        )

    def _findings(self, case: Case, answer: Answer) -> tuple[Finding, ...]:
        """What is wrong with the answer; the page is read again only if something is."""
        findings = self._compare(case, case.expectation, answer)
        if not findings:
            return ()
        reading = self._read(case.page)
        expectation = exact(case.expectation, reading.exchanges if reading else ())
        if expectation != case.expectation:
            findings = self._compare(case, expectation, answer)
        if reading and _is_wrong(findings):
            found = self._by_alternative(case, answer, reading)
            findings = findings if found is None else found
        suppressions = reading.suppressions if reading else ()
        case_id = self.identified(case).id
        return self._policy.apply(findings, suppressions, lambda _: case_id).findings

    def _compare(self, case: Case, expectation: Expectation, answer: Answer) -> tuple[Finding, ...]:
        """Types are looked up in the resource pages, which are read when a claim names one."""
        catalogue = self._catalogue if expectation.shape.type else EMPTY
        return compare(
            expectation,
            answer,
            catalogue=catalogue,
            request=filled(case.request, self._values_of(case)),
            strictness=self._strictness(case),
        )

    def _by_alternative(
        self, case: Case, answer: Answer, reading: Reading
    ) -> tuple[Finding, ...] | None:
        """What there is to say by another response that the page documents, if that one fits."""
        if not accepts_alternatives(case.expectation, self._strictness(case)):
            return None
        others = documented(case, reading)
        found = (self._compare(case, other.expectation, answer) for other in others)
        return next((findings for findings in found if not _is_wrong(findings)), None)

    def _given_instead(self, case: Case, answer: Answer) -> str:
        """Why the answer says nothing of an alternative response, or `""` where it does.

        No service can give two answers to one request. So it is right where it gives another one
        that the page documents for the very request that was sent.
        """
        reading = self._read(case.page)
        known = documented(case, reading) if reading else ()
        own = next((other for other in known if is_at(other, case)), None)
        if own is None or own.paired_by != "alternative":
            return ""
        values = self._values_of(own)
        for other in known:
            if other is own or self._values_of(other) != values:
                continue
            if not _is_wrong(self._compare(case, other.expectation, answer)):
                return unreached(own, other)
        return ""

    def _is_refusal(self, case: Case, answer: Answer) -> bool:
        """Whether credentials were refused (RFC 9110 §15.5.2, §15.5.4).

        They were meant to be good where the page documents another class of status for the
        request. A documented 401 or 403 is a matter of its own.
        """
        own = case.expectation.status
        if answer.status not in _REFUSALS or own is None or own in _REFUSALS:
            return False
        reading = self._read(case.page) if own // 100 == 4 else None
        others = documented(case, reading) if reading else ()
        statuses = (own, *(other.expectation.status or own for other in others))
        return any(status // 100 != 4 for status in statuses)

    def _values_of(self, case: Case) -> Mapping[str, str]:
        return self._values.of(case.page.path, case.id)

    def _strictness(self, case: Case) -> Strictness:
        """How strictly the configuration wants the case compared."""
        return self._strictnesses.of(case.page.path, self.identified(case).id)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return describing.catalogue(self.config, self._store)

    def _read(self, page: PageId) -> Reading | None:
        """The page as it stands; None for a test that was written without one."""
        if self._reading is None or self._reading.page != page:
            try:
                self._reading = next(pages_flow.readings(self.config, [page], store=self._store))
            except PageUnreadable:
                return None
        return self._reading

    def _id(self, case: Case) -> str:
        reading = self._read(case.page)
        return id_of(case, reading) if reading else case.id

    def _target(self, case: Case) -> str:
        reading = self._read(case.page)
        return target_of(case, reading) if reading else ""

    def _messages(self, case: Case, outcome: Outcome, answer: Answer) -> str:
        if outcome.sent is None:
            return ""
        return messages(outcome.sent, answer, self._service.headers, self._target(case))

    def _curl(self, case: Case, outcome: Outcome) -> str:
        """How to ask again; the embedded service is gone by then, but `docreplay serve` is not."""
        sent = outcome.sent
        if sent is None:
            return ""
        if self._service.embedded:
            url = _SERVED + sent.url.removeprefix(self._service.base_url)
            sent = replace(sent, url=url)
        return curl(sent, self._service.headers, self._target(case))

    def _embedded(self, cases: Sequence[Case]) -> str:
        """Starts the embedded service: its base URL."""
        return self._open.enter_context(serving(application(Routes(cases))))


def _cases(config: Config, tested: Sequence[str]) -> tuple[Case, ...]:
    """The cases of the pages, read only where they are needed.

    The embedded service answers with them, and values may be configured for a case by its id.
    """
    by_id = any(
        "#" in name for name in (*config.parameters, *config.compare, *config.per_page_ignores)
    )
    if not tested or (config.base_url and not by_id):
        return ()
    found = pages_flow.page_cases(config, pages_flow.pages(config, tested))
    return tuple(case for item in found for case in item.cases)


def _is_wrong(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _verdict(case: Case, outcome: Outcome, how: CaseOutcome, reason: str = "") -> Verdict:
    return Verdict(
        id=case.id,
        location=case.location,
        title=case.title,
        outcome=how,
        reason=reason,
        elapsed=outcome.elapsed,
    )
