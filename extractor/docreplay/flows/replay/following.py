"""Replay that follows what responses lead to: operations to their end, lists to the last page."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from docreplay.config.page_patterns import PatternTable
from docreplay.flows.replay.followed_findings import followed_findings, with_followed
from docreplay.flows.replay.page_mismatches import PageMismatches
from docreplay.flows.replay.replay import Replayer
from docreplay.flows.sending.step_sending import PLAIN, StepSending
from docreplay.model.case import (
    Answer,
    Case,
    Expectation,
    FollowedPages,
    Outcome,
    SentRequest,
    Skipped,
)
from docreplay.model.finding import Finding
from docreplay.model.run import Verdict
from docreplay.replay.links.answer_links import monitor_of
from docreplay.replay.links.link_sending import Ask, Linked, Waiting
from docreplay.replay.links.monitoring import Monitoring, PollLimits
from docreplay.replay.links.next_page import NextPage, documented_next_page, documented_parameters
from docreplay.replay.links.paging import PageLimits, Paging
from docreplay.replay.prepare import prepare_link


class FollowingReplayer(Replayer):
    """A replayer that polls accepted operations and reads further pages, as the settings say.

    The embedded service has neither: it responds as documented.
    """

    _followed: PatternTable[bool] | None = None
    _polled: PatternTable[str] | None = None
    sleep: Callable[[float], object] = staticmethod(time.sleep)

    def needs_result(self, case: Case) -> bool:
        """Return True if a later case needs what the operation of a case makes."""
        del case
        return False

    def _sent(self, case: Case, values: Mapping[str, str], step: StepSending = PLAIN) -> Outcome:
        outcome = super()._sent(case, values, step)
        answer, sent = outcome.result, outcome.sent
        if self._service.embedded or not step.follows:
            return outcome
        if not isinstance(answer, Answer) or sent is None:
            return outcome
        if answer.status == 202 and monitor_of(answer) and self._polls(case, step):
            ask = self._ask(case, values, step, outcome)
            operation = self._monitoring(ask, step).followed(
                sent, answer, is_recorded=outcome.is_recorded
            )
            return self._verified(case, replace(outcome, operation=operation))
        if 200 <= answer.status < 300 and self._reads_pages(case):
            ask = self._ask(case, values, step, outcome)
            pages = self._pages(case, ask, sent, answer)
            return self._verified(case, replace(outcome, pages=pages))
        return outcome

    def _verified(self, case: Case, outcome: Outcome) -> Outcome:
        """Return the outcome with the recordings of links, which `verify` does not compare."""
        if not self._recordings or self.config.record_mode != "verify":
            return outcome
        own = self._recordings.all_of(case)
        if outcome.operation:
            return replace(outcome, operation=replace(outcome.operation, recordings=own))
        return replace(outcome, pages=outcome.pages and replace(outcome.pages, recordings=own))

    def _polls(self, case: Case, step: StepSending) -> bool:
        mode = step.poll or self._poll_of(case) or self.config.poll
        is_needed = mode == "needed" and (step.needs_result or self.needs_result(case))
        return is_needed or mode == "always"

    def _poll_of(self, case: Case) -> str:
        """Return what the configuration says about the page or the case, or `""`."""
        if not self.config.poll_pages:
            return ""
        if self._polled is None:
            self._polled = PatternTable(self.config.poll_pages, self.config.docs)
        found = self._polled.matching(case.page.path, self.identified(case).id)
        return found[-1] if found else ""

    def _reads_pages(self, case: Case) -> bool:
        if not self.config.follow_pages:
            return False
        if self._followed is None:
            patterns = dict.fromkeys(self.config.follow_pages, True)
            self._followed = PatternTable(patterns, self.config.docs)
        return bool(self._followed.matching(case.page.path, self.identified(case).id))

    def _monitoring(self, ask: Ask, step: StepSending) -> Monitoring:
        seconds = min(self.config.poll_timeout, step.seconds or self.config.poll_timeout)
        limits = PollLimits(seconds, self.config.max_polls)
        return Monitoring(ask, limits, Waiting(time.monotonic, self._wait), self.base_url)

    def _pages(self, case: Case, ask: Ask, sent: SentRequest, answer: Answer) -> FollowedPages:
        limits = PageLimits(self.config.max_pages, self.config.max_response_bytes)
        return Paging(ask, limits, self._next_page(case)).followed(sent, answer)

    def _next_page(self, case: Case) -> NextPage:
        """Return how the list that a case documents names its next page."""
        known = self._index.documented(case) or case
        parameters = documented_parameters(self._index.text(case.page))
        return documented_next_page(known.expectation, known.request.target, parameters)

    def _wait(self, seconds: float) -> bool:
        """Wait; return False at once if the run has not so much time left."""
        if seconds > self.within.time_left():
            return False
        if seconds > 0:
            self.sleep(seconds)
        return True

    def _ask(
        self, case: Case, values: Mapping[str, str], step: StepSending, outcome: Outcome
    ) -> Ask:
        """Return what asks for links in the response to a case, as the case was sent."""
        ready = self._ready(case, values, replace(step, content=None))
        if isinstance(ready, Skipped):
            return lambda _: Linked(ready)
        service, sender = ready
        if self._recordings:
            return partial(
                self._recordings.follow,
                case,
                service,
                values,
                sender=sender,
                secrets=self._secrets,
                is_recorded=outcome.is_recorded,
            )

        def ask(link: str) -> Linked:
            request = prepare_link(case.request, link, service, values)
            if isinstance(request, Skipped):
                return Linked(request)
            result, _ = sender.send(request, lambda _: False)
            return Linked(result, request)

        return ask

    def _noted(self, case: Case, outcome: Outcome) -> Iterable[Finding]:
        yield from super()._noted(case, outcome)
        yield from followed_findings(case, outcome)

    def _mismatches(
        self, case: Case, outcome: Outcome, answer: Answer, expectation: Expectation
    ) -> tuple[Finding, ...]:
        first = super()._mismatches(case, outcome, answer, expectation)
        if outcome.pages is None:
            return first
        compare = partial(self.compare, case, captured=outcome.captured)
        places = self._next_page(case).places
        pages = PageMismatches(expectation, outcome.pages, self._strictness(case), places)
        return pages.of(first, compare)

    def _compared(self, case: Case, outcome: Outcome, answer: Answer) -> Verdict:
        verdict = super()._compared(case, outcome, answer)
        shown = with_followed(verdict, outcome)
        page = PageMismatches.wrong_page(verdict, outcome)
        if page is None:
            return shown
        other = replace(outcome, result=page.answer, sent=page.sent)
        return self._reproduced(self._with_kind(shown, case, page.answer), case, other)
