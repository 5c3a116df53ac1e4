"""Replay with values that the run takes from earlier responses (`captures = "infer"`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from docreplay.cases.capture_candidates import Known
from docreplay.cases.captures import plan_captures
from docreplay.cases.locales import by_key
from docreplay.cases.order_groups import order_pairs
from docreplay.cases.run_order import with_places
from docreplay.errors import PageUnreadable
from docreplay.flows.captures.captured_values import CapturedValues, example_reason
from docreplay.flows.captures.created_objects import CreatedObjects
from docreplay.flows.captures.required import Requirements
from docreplay.flows.captures.requiring import RequiringReplayer
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.replay.replay import Replayer
from docreplay.flows.sending.recorded import Changes
from docreplay.flows.sending.run_hooks import NO_HOOKS, RunHooks
from docreplay.flows.story_runs.created_notes import CreatedNotes
from docreplay.flows.story_runs.story_requester import StoryRequester
from docreplay.model.case import Case, Outcome, Skipped
from docreplay.model.http.placeholder import PLACEHOLDER, placeholder_of
from docreplay.model.http.placeholder_values import PlaceholderValues
from docreplay.model.http.url_template import fill_text
from docreplay.model.run import Verdict
from docreplay.model.stories.capture_plan import CapturePlan, PlannedCapture
from docreplay.replay.accounts.credentials import Use
from docreplay.replay.accounts.tokens import TokenSource
from docreplay.replay.guard import SAFE_METHODS
from docreplay.replay.literals import parameter_of
from docreplay.replay.transport.ledger import Changeable
from docreplay.replay.values import HOOK, Values


def replayer_of(
    index: CaseIndex,
    tested: Sequence[str],
    *,
    recorded: Iterable[str] | None = None,
    changes: Changes = lambda *_: (),
    tokens: TokenSource | None = None,
    ledger_state: Changeable | None = None,
    hooks: RunHooks = NO_HOOKS,
) -> Replayer:
    """Return the replayer that the configuration asks for. Raises `ConfigError` as it does.

    The embedded service answers each request as it is documented, so nothing is captured from it.
    """
    infers = index.config.captures == "infer"
    real = CapturingReplayer if infers else RequiringReplayer
    kind = real if index.config.base_url else Replayer
    made = kind(
        index,
        tested,
        recorded=recorded,
        changes=changes,
        tokens=tokens,
        ledger_state=ledger_state,
        hooks=hooks,
    )
    if isinstance(made, CapturingReplayer):
        made.is_one_of_several = ledger_state is not None
    return made


def capture_plan(index: CaseIndex, values: Values) -> CapturePlan:
    """Return where the cases of all pages get their values from; all pages are read for it."""
    for group in by_key(index.tree):
        try:
            index.load(group)
        except PageUnreadable:  # the run reports it
            continue

    def known(case: Case, start: int, end: int) -> Known:
        if _value(case, values.fixed(case.page.path, case.id), start, end):
            return "fixed"
        return "fallback" if _value(case, _values_of(values, case), start, end) else "no"

    def listed(case: Case) -> Iterable[str]:
        record = index.record(case.page)
        return record.paths if record else ()

    unsafe = index.config.unsafe_methods
    plan = plan_captures(index.all_tested(), known, lambda case: unsafe or is_safe(case), listed)
    return plan.with_examples() if index.config.literal_ids == "keep" else plan


def page_links(index: CaseIndex) -> Iterator[tuple[str, str]]:
    """Yield the paths of two pages that one process must send.

    One must be sent before the other, or takes a value from an object that the other creates.
    """
    requirements = Requirements(index)
    for case in tuple(index.all_tested()):
        required = requirements.before(case) if case.requires else ()
        yield from ((case.page.path, other.page.path) for other in required)
    if index.config.captures != "infer":
        yield from order_pairs(tuple(index.all_tested()))
        return
    plan = capture_plan(index, Values.of_config(index.config))
    yield from order_pairs(tuple(with_places(plan, index.all_tested())))
    for item in plan.cases.values():
        for capture in item.captures:
            first = capture.sources[0].case
            if not is_safe(first):
                yield item.case.page.path, first.page.path


def has_fallback(known: Values, case: Case, capture: PlannedCapture) -> bool:
    """Return True if the configuration has a value for a place that no response gives."""
    values = _values_of(known, case)
    if capture.place == "body":
        return not fill_text(capture.written, values).missing
    return bool(_value(case, values, capture.start, capture.end))


def is_safe(case: Case) -> bool:
    """Return True if the request of a case changes nothing (RFC 9110 §9.2.1)."""
    return case.request.method in SAFE_METHODS


def _values_of(values: Values, case: Case) -> PlaceholderValues:
    return values.of(case.page.path, case.id)


def _value(case: Case, values: PlaceholderValues, start: int, end: int) -> str:
    """Return the value of the placeholder in a range of the target, or `""`."""
    target = case.request.target
    match = PLACEHOLDER.fullmatch(target, start, end)
    if match:
        return values.fill(placeholder_of(match), target[:start], target[end:])
    return parameter_of(target, start, end, values)[1]


class CapturingReplayer(RequiringReplayer):
    """A replayer that fills requests from the responses to earlier ones."""

    _captures: CapturedValues | None = None
    _created: CreatedObjects | None = None
    is_one_of_several = False
    """Whether other processes of the run use what this one creates, as they share its limits."""

    def send_filled(self, case: Case, given: Mapping[str, str]) -> Outcome:
        """Send the request of a case with planned values where no annotation gives one."""
        if stopped := self.asked(case):
            return stopped
        planned = self._planned()
        if example := self._example(case, given):
            return Outcome(result=example, sent=None)
        prepared = planned.prepare(case, lambda place: self._is_given(case, place, given))
        if isinstance(prepared, Skipped):
            return Outcome(result=prepared, sent=None)
        outcome = self._send_noted(prepared.case, {**prepared.captured, **given})
        planned.note(prepared, outcome)
        return replace(outcome, request=prepared.case.request)

    def _example(self, case: Case, given: Mapping[str, str]) -> Skipped | None:
        """Return that an id of a case exists in its example only, or None if none does."""
        target = case.request.target
        values = self._values_of(case, given)
        for item in self._planned().examples_of(case):
            key, value = parameter_of(target, item.start, item.end, values)
            if not value or item.header:
                return Skipped(kind="capture", reason=example_reason(item, key))
        return None

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        """Judge a case by the request that was sent."""
        own = replace(case, request=outcome.request) if outcome.request else case
        return super().judge(own, outcome)

    def needs_result(self, case: Case) -> bool:
        """Return True if the plan, or an annotation, takes a value from the response to a case."""
        return self._planned().gives_values(case) or super().needs_result(case)

    def _planned(self) -> CapturedValues:
        """Return the captured values of the run; all pages are read for the first request."""
        if self._captures is None:
            plan = capture_plan(self._index, self._values)
            self._captures = CapturedValues(
                plan, self._send_noted, self._has_value, self.config.base_url
            )
        return self._captures

    def close(self) -> None:
        """Remove what the run created, then close the connections."""
        if self._created:
            self._created.close()
        super().close()

    def _send_noted(self, case: Case, given: Mapping[str, str]) -> Outcome:
        """Send a request; note what it creates."""
        outcome = super().send_filled(case, given)
        config, sent = self.config, outcome.sent
        if config.keep_created or config.record_mode != "off" or sent is None:
            return outcome
        if self._created is None and sent.method not in SAFE_METHODS:
            notes = CreatedNotes(config.root, self.base_url)
            remove = StoryRequester(self, notes).remove
            tested = tuple(self._index.all_tested())
            self._created = CreatedObjects(
                tested, notes, remove, is_one_of_several=self.is_one_of_several
            )
        if self._created:
            use = self.accounts.of(case)
            page = self._index.documented(case) or case
            self._created.note(page, outcome, use.account.name if isinstance(use, Use) else "")
        return outcome

    def _has_value(self, case: Case, capture: PlannedCapture) -> bool:
        """Return True if the configuration has a value for a place that no response gives."""
        return has_fallback(self._values, case, capture)

    def _is_given(self, case: Case, place: PlannedCapture, given: Mapping[str, str]) -> bool:
        """Return True if an annotation, a hook, or for a body the user, gives the value."""
        target = case.request.target
        if place.place == "body":
            fixed = self._values.fixed(case.page.path, case.id)
            known = {**self.hooked.given(case), **fixed, **given}
            return place.is_placeholder and not fill_text(place.written, known).missing
        match = PLACEHOLDER.fullmatch(target, place.start, place.end)
        if place.place != "path" or not match:
            return False
        values = self._values_of(case, given)
        before, after = target[: place.start], target[place.end :]
        return values.source(placeholder_of(match), before, after) in ("captures", HOOK)
