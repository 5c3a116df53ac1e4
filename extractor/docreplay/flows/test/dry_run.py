"""`docreplay test --dry-run`: what a run would send, in which order, and with which values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.flows.captures.capturing import capture_plan, is_safe
from docreplay.flows.captures.required import Requirements
from docreplay.flows.captures.run_order import run_order
from docreplay.flows.captures.unsent import Unsent
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import page_cases
from docreplay.flows.pages.select import CaseOf, Scope, refuse_unknown, scope_of
from docreplay.flows.replay.excluded_cases import ExcludedCases
from docreplay.model.case import Case
from docreplay.model.json.value import JSON
from docreplay.model.stories.capture_plan import (
    CapturePlan,
    CasePlan,
    PlannedCapture,
    is_placeholder,
)
from docreplay.replay.values import Values
from docreplay.sources.pages import files_of


class DryRun(NamedTuple):
    """The cases of a run in their order, with where their values come from."""

    cases: tuple[CasePlan, ...]
    unsafe: bool
    """Whether methods that may change data are sent."""
    excluded: ExcludedCases
    requirements: Requirements
    unsent: Mapping[str, str]
    """Why a case that may be sent will not be, by ids."""

    def is_allowed(self, plan: CasePlan) -> bool:
        """Return True if the request of a case may be sent."""
        return not self.excluded.of(plan.case) and (self.unsafe or is_safe(plan.case))

    def is_sent(self, plan: CasePlan) -> bool:
        """Return True if the request of a case will be sent: it may be, and lacks nothing."""
        return self.is_allowed(plan) and plan.case.id not in self.unsent


def dry_run(config: Config, paths: Sequence[str] = ()) -> DryRun:
    """Plan a run against a real service; nothing is sent and no file is written.

    Raises `NothingMatched` and `ConfigError` as a run does.
    """
    store = files_of(config)
    scope = scope_of(config, store, paths)
    index = CaseIndex(config, store, scope.tree)
    requirements = Requirements(index)
    ordered = tuple(_with_required(_selected(config, scope, index), requirements))
    values = Values.of_config(config)
    plan = capture_plan(index, values)
    found = (plan.of(case) or CasePlan(case=case) for case in ordered)
    infers = config.captures == "infer"
    cases = tuple(item if infers else _without_captures(item) for item in found)
    excluded = ExcludedCases(config)
    reasons = Unsent(index, plan if infers else CapturePlan(), excluded)
    unsent = {item.case.id: why for item in cases if (why := reasons.of(item))}
    return DryRun(cases, config.unsafe_methods, excluded, requirements, unsent)


def _selected(config: Config, scope: Scope, index: CaseIndex) -> Iterator[Case]:
    """Yield the selected cases in the order in which they are sent."""
    chosen: dict[int, list[Case]] = {}
    known: list[CaseOf] = []
    found = page_cases(
        config,
        scope.taking_part,
        store=index.store,
        source=scope.source,
        on_reading=index.note,
    )
    for item in found:
        index.note_cases(item)
        known += scope.named(item)
        for case in item.cases:
            rank = scope.rank(item, case)
            if rank is not None:
                chosen.setdefault(rank, []).append(case)
    refuse_unknown(scope.cases, known)
    for _, cases in sorted(chosen.items()):
        yield from run_order(index, cases)


def _with_required(cases: Iterable[Case], requirements: Requirements) -> Iterator[Case]:
    """Yield cases behind what they require, each once."""
    seen: set[str] = set()
    for case in cases:
        for item in (*requirements.before(case), case):
            if item.id not in seen:
                seen.add(item.id)
                yield item


def _without_captures(plan: CasePlan) -> CasePlan:
    """Return the plan of a run that infers nothing: it sends written identifiers as they are."""
    open_ = [item.written for item in plan.captures if item.place == "path"]
    unfilled = tuple(item for item in (*open_, *plan.unfilled) if is_placeholder(item))
    return replace(plan, captures=(), unfilled=unfilled, examples=())


def as_text(run: DryRun) -> str:
    """Return the plan for a terminal: each case, below it where each value comes from."""
    lines = [line for plan in run.cases for line in _lines(run, plan)]
    return "\n".join([*lines, _summary(run)]) + "\n"


def _lines(run: DryRun, plan: CasePlan) -> Iterator[str]:
    yield f"{plan.case.title} ({plan.case.id})"
    if excluded := run.excluded.of(plan.case):
        yield f"  not sent: {excluded.reason}"
        return
    if not run.is_allowed(plan):
        yield f"  not sent: {plan.case.request.method} may change data (use --unsafe-methods)"
        return
    for other in run.requirements.of(plan.case):
        yield f"  requires {other.id}" if isinstance(other, Case) else f"  {other}"
    yield from (f"  `{item.name}` from {item}" for item in run.requirements.giving(plan.case))
    yield from (f"  {_place(item)} from {item.sources[0]}" for item in plan.captures)
    if plan.case.id in run.unsent and not _lacks(plan):
        yield f"  not sent: {run.unsent[plan.case.id]}"
    missing = {item.written for item in plan.examples}
    for written in plan.unfilled:
        has_none = written in missing or is_placeholder(written)
        yield f"  {written} {'has no value' if has_none else 'is sent as written'}"


def _lacks(plan: CasePlan) -> bool:
    return bool(plan.examples) or any(map(is_placeholder, plan.unfilled))


def _place(item: PlannedCapture) -> str:
    if item.place in ("path", "body"):
        return f"{item.template} ({item.written})"
    return item.template if item.place == "header" else f"URL ({item.template})"


def _summary(run: DryRun) -> str:
    sent = [plan for plan in run.cases if run.is_sent(plan)]
    captured = sum(bool(plan.captures) for plan in sent)
    without = sum(run.is_allowed(plan) and not run.is_sent(plan) for plan in run.cases)
    number = len(run.cases)
    return (
        f"{number} case{'s' * (number != 1)}, {len(sent)} to send: {captured} with values from"
        f" responses; {without} not sent for missing values"
    )


def as_json(run: DryRun) -> JSON:
    """Return the plan for programs."""
    return {"version": 1, "cases": [_entry(run, plan) for plan in run.cases]}


def _entry(run: DryRun, plan: CasePlan) -> JSON:
    return {
        "case": plan.case.id,
        "request": plan.case.title,
        "path": plan.case.location.path,
        "line": plan.case.location.line,
        "sent": run.is_sent(plan),
        "reason": run.unsent.get(plan.case.id, ""),
        "requires": [item.id for item in run.requirements.of(plan.case) if isinstance(item, Case)],
        "values": [_value(item) for item in plan.captures],
        "unfilled": list(plan.unfilled),
    }


def _value(item: PlannedCapture) -> JSON:
    return {
        "place": item.place,
        "written": item.written,
        "for": item.template,
        "from": [
            {"case": source.case.id, "request": source.case.title, "value": source.value}
            for source in item.sources
        ],
    }
