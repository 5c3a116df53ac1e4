"""Why a run will not send the request of a case, as far as that is known before."""

from docreplay.flows.captures.capturing import has_fallback, is_safe
from docreplay.flows.captures.case_lister import CaseLister
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.excluded_cases import ExcludedCases
from docreplay.model.case import Case
from docreplay.model.stories.capture_plan import CapturedFrom, CapturePlan, CasePlan, is_placeholder
from docreplay.replay.values import Values


class Unsent:
    """What requests lack: values, those of the requests that would give them, and their hosts."""

    def __init__(self, index: CaseIndex, plan: CapturePlan, excluded: ExcludedCases) -> None:
        self._plan, self._excluded = plan, excluded
        self._config = index.config
        self._values = Values.of_config(index.config)
        self._lister = CaseLister(index.config, index)
        self._known: dict[str, str] = {}

    def of(self, plan: CasePlan) -> str:
        """Return why a case that may be sent lacks something, or `""`."""
        id_ = plan.case.id
        if id_ not in self._known:
            self._known[id_] = ""  # asked for again on the way: a cycle ends here
            self._known[id_] = self._found(plan)
        return self._known[id_]

    def _found(self, plan: CasePlan) -> str:
        open_ = [item.written for item in plan.examples]
        open_ += filter(is_placeholder, plan.unfilled)
        if open_:
            return f"{open_[0]} has no value"
        for item in plan.captures:
            if item.is_needed and not has_fallback(self._values, plan.case, item):
                reasons = [self._source(source) for source in item.sources]
                if all(reasons):
                    return f"`{item.written}` comes from {item.sources[0]}: {reasons[0]}"
        skipped = self._lister.listed(plan.case, ()).skipped
        return skipped.reason if skipped and skipped.kind != "unsafe-method" else ""

    def _source(self, source: CapturedFrom) -> str:
        """Return why the request is not sent that would give a value, or `""`."""
        case: Case = source.case
        if excluded := self._excluded.of(case):
            return excluded.reason
        if not self._config.unsafe_methods and not is_safe(case):
            return f"{case.request.method} may change data"
        return self.of(self._plan.of(case) or CasePlan(case=case))
