"""The values that a run would take from responses, as far as they are known without a service."""

from collections.abc import Mapping
from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.flows.captures.captured_request import Prepared, filled_with
from docreplay.flows.captures.capturing import capture_plan
from docreplay.flows.captures.required import Requirements
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.stories.capture_plan import CapturePlan
from docreplay.replay.values import Values

_VALUE = "captured"
"""Stands for a value that a response gives."""


class ExpectedCaptures:
    """What annotations (`capture`) and the plan of `captures = "infer"` fill in requests.

    Requests that may change data count as sent: what is missing without consent is consent.
    """

    def __init__(self, config: Config, index: CaseIndex, values: Values) -> None:
        self._requirements = Requirements(index)
        self._plan = CapturePlan()
        if config.captures == "infer":
            consenting = CaseIndex(replace(config, unsafe_methods=True), index.store)
            self._plan = capture_plan(consenting, values)

    def of(self, case: Case) -> Prepared:
        """Return the case with the values that responses give, and those of its placeholders."""
        documented = self._requirements.documented(case)
        giving = self._requirements.giving(documented) if documented else ()
        named: Mapping[str, str] = {given.name: _VALUE for given in giving}
        planned = self._plan.of(case)
        if planned is None:
            return Prepared(case, named)
        values = [(capture, _VALUE) for capture in planned.captures]
        found = filled_with(case, values, planned.case.request.body)
        return Prepared(found.case, {**found.captured, **named})
