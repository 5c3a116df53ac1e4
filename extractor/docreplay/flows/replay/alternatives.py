"""Other responses that a page documents for a request, one of which a service may give instead."""

from collections.abc import Callable, Mapping

from docreplay.flows.pages.case_index import CaseIndex, why_not_reached
from docreplay.flows.pages.page_record import PageRecord
from docreplay.flows.pages.same_request import SameRequests
from docreplay.flows.replay.case_outcome import is_wrong
from docreplay.model.case import Case, Expectation
from docreplay.model.finding import Finding
from docreplay.model.http.placeholder_values import PlaceholderValues

Judge = Callable[[Expectation], tuple[Finding, ...]]
"""Returns how a response to a case differs from a documented one."""
ValuesOf = Callable[[Case, Mapping[str, str], Case], PlaceholderValues]
"""Returns the values of the placeholders of a case, with what hooks gave the last one."""


class Alternatives:
    """The other documented responses of the cases of a run.

    `judge` compares the response to a case with a documented one.
    """

    def __init__(self, index: CaseIndex, values_of: ValuesOf) -> None:
        self._index, self._values_of = index, values_of
        self._same = SameRequests(index)

    def of(self, case: Case) -> tuple[Case, ...]:
        """Return all cases with the documented request of a case, this one included."""
        record = self._index.record(case.page)
        return record.siblings(case) if record else ()

    def fitting(self, case: Case, record: PageRecord, judge: Judge) -> tuple[Finding, ...] | None:
        """Return the findings by another documented response that fits; None if none fits."""
        found = (judge(other.expectation) for other in record.siblings(case))
        return next((findings for findings in found if not is_wrong(findings)), None)

    def given_instead(self, case: Case, captured: Mapping[str, str], judge: Judge) -> str:
        """Return why an alternative response could not be tested, or `""` if it was.

        A service gives one response to a request. So it conforms if it gives a different response
        that a page documents for the request that was sent.
        """
        own, others = self._same.alternatives(case, self.of(case))
        for other in others:
            if self._values_of(other, captured, case) != self._values_of(own, captured, case):
                continue
            if not is_wrong(judge(other.expectation)):
                return why_not_reached(own, other)
        return ""
