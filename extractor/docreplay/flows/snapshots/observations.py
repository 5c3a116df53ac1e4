"""Send the documented requests, and keep what their answers show, for record and regress."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, cast
from urllib.parse import parse_qsl

from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.captures.capturing import replayer_of
from docreplay.flows.captures.run_order import run_order
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import page_cases
from docreplay.flows.pages.select import CaseOf, Scope, refuse_unknown, scope_of
from docreplay.flows.replay.case_outcome import skipped, verdict_of
from docreplay.flows.replay.case_outcome import unanswered as without_response
from docreplay.flows.replay.followed_links import followed_links
from docreplay.flows.replay.replay import Replayer
from docreplay.model.api.operation import Operation
from docreplay.model.body.shape import Counts
from docreplay.model.case import Answer, Broken, Case, Outcome, Skipped, Unreachable, Unrecorded
from docreplay.model.http.http import FORM, Request, declared_type, is_xml
from docreplay.model.http.url_template import split
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, items_of
from docreplay.model.recordings.snapshot import Observation, RequestKey
from docreplay.model.run import Verdict
from docreplay.record.observe import Asked, observe
from docreplay.record.refusal import first_message
from docreplay.record.xml_value import xml_value
from docreplay.sources.store import PageStore

_LATENCIES = ((0.1, "below 0.1 s"), (1.0, "below 1 s"), (10.0, "below 10 s"))


class Observed(NamedTuple):
    """A documented request, its answer, and what that shows; None without an answer."""

    case: Case
    outcome: Outcome
    status: int = 0
    observation: Observation | None = None
    answer: Answer | None = None
    pages: "tuple[Observed, ...]" = ()
    """What further pages of a list show."""

    @property
    def all(self) -> "Iterator[Observed]":
        """What all responses to the request show: the first, and those of further pages."""
        yield self
        yield from self.pages

    @property
    def operation(self) -> Operation:
        """The operation of the request."""
        request = self.case.request
        return Operation(request.method.upper(), split(request.target).path)

    @property
    def key(self) -> RequestKey:
        """What identifies the request in a snapshot."""
        return RequestKey(self.operation.exact_key, self.case.name)


WithMessages = Callable[[Verdict, Observed], Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """What all selected requests were answered."""

    index: CaseIndex
    scope: Scope
    found: tuple[Observed, ...]
    selected: int = 0
    """Number of selected requests."""
    is_interrupted: bool = False
    """Whether Ctrl+C ended the run before all of them were sent."""
    with_messages: WithMessages = lambda verdict, _: verdict
    """Return the verdict on a request with its messages, without the secrets of the run."""


def observations(
    config: Config,
    store: PageStore,
    paths: Sequence[str] = (),
    *,
    extra: frozenset[str] = frozenset(),
    progress: Progress = quiet,
) -> Observations:
    """Send the selected requests, in order, and return what the answers show.

    `extra` names facts that take more than the responses: `latency`, and `link`, for which the
    links of responses are followed. Secrets of the run are masked before anything is kept. Ctrl+C
    ends the requests, and what was observed until then is returned. Raises
    `ConfigError` without a base URL, `NothingMatched` if no case is selected.
    """
    scope = scope_of(config, store, paths)
    # what is compared with a snapshot is what the service answers now
    config = replace(config, record_mode="off")
    index, cases = selected_cases(config, store, scope)
    found: list[Observed] = []
    is_interrupted = False
    with closing(replayer_of(index, ())) as replayer:
        try:
            for number, case in enumerate(cases, 1):
                found.append(_observed(replayer, case, extra))
                progress(number, len(cases))
        except KeyboardInterrupt:
            is_interrupted = True
    return Observations(
        index=index,
        scope=scope,
        found=tuple(found),
        selected=len(cases),
        is_interrupted=is_interrupted,
        with_messages=partial(_with_messages, replayer),
    )


def selected_cases(
    config: Config, store: PageStore, scope: Scope
) -> tuple[CaseIndex, tuple[Case, ...]]:
    """Return the selected cases in the order in which they are sent, and the index of their pages.

    Raises `ConfigError` without a base URL, `NothingMatched` if no case is selected.
    """
    if not config.base_url:
        hint = "use --base-url URL, or set `base-url` in the configuration"
        raise ConfigError("missing base URL of the service", hint=hint)
    index = CaseIndex(config, store)
    chosen: list[Case] = []
    known: list[CaseOf] = []
    found = page_cases(
        config, scope.taking_part, store=store, source=scope.source, on_reading=index.note
    )
    for item in found:
        index.note_cases(item)
        known += scope.named(item)
        chosen += [case for case in item.cases if scope.covers(item, case)]
    refuse_unknown(scope.cases, known)
    if not chosen:
        raise NothingMatched("no case is selected", hint="check the paths")
    return index, run_order(index, chosen)


def _observed(replayer: Replayer, case: Case, extra: frozenset[str]) -> Observed:
    outcome = replayer.send(case)
    answer = outcome.result
    if not isinstance(answer, Answer):
        return Observed(case, outcome)
    first = _of_answer(replayer, case, outcome)
    facts: dict[str, Counts] = {}
    if "latency" in extra:
        time = next((name for most, name in _LATENCIES if outcome.elapsed < most), "above 10 s")
        facts["latency"] = {time: 1}
    if "link" in extra:
        facts |= followed_links(replayer, case, answer, outcome.sent.url if outcome.sent else "")
    found = first.observation and _with_facts(first.observation, facts)
    further = outcome.pages.pages if outcome.pages else ()
    parts = (replace(outcome, result=page.answer, sent=page.sent) for page in further)
    pages = tuple(_of_answer(replayer, case, part) for part in parts)
    return first._replace(observation=found, pages=pages)


def _of_answer(replayer: Replayer, case: Case, outcome: Outcome) -> Observed:
    """Return what one response shows."""
    answer = outcome.result
    if not isinstance(answer, Answer):
        return Observed(case, outcome)
    asked = asked_of(case, outcome.sent.url if outcome.sent else "")
    most = replayer.config.max_response_values
    found = observe(answer, replace(asked, max_values=most), replayer.masked)
    return Observed(case, outcome, answer.status, found, answer)


def asked_of(case: Case, url: str) -> Asked:
    """Return what is known of the request of a case that was sent to a URL."""
    return Asked(
        target=case.request.target,
        url=url,
        inputs=frozenset(_inputs(case.request)),
        message=_documented_message(case),
    )


def _with_messages(replayer: Replayer, verdict: Verdict, item: Observed) -> Verdict:
    return replayer.with_messages(verdict, item.case, item.outcome)


def _with_facts(found: Observation, more: Mapping[str, Counts]) -> Observation:
    return replace(found, facts=dict(sorted({**found.facts, **more}.items())))


def _inputs(request: Request) -> Iterator[str]:
    """Yield the names of what a request sends: members, parameters and headers."""
    yield from (header.name for header in request.headers)
    yield from (
        name for name, _ in parse_qsl(request.target.partition("?")[2], keep_blank_values=True)
    )
    if request.body and declared_type(request.headers) == FORM:
        yield from (name for name, _ in parse_qsl(request.body.text, keep_blank_values=True))
        return
    yield from _names(_sent(request))


def _sent(request: Request) -> JSON:
    """Return the body of a request as JSON, also of one that is XML; None for others."""
    if request.body is None:
        return None
    if is_xml(declared_type(request.headers)):
        return cast("JSON", xml_value(request.body.text))
    try:
        return read_json(request.body.text).value
    except JsonError:
        return None


def _names(value: JSON) -> Iterator[str]:
    for name, item in items_of(value):
        if isinstance(name, str):
            yield name
        yield from _names(item)


def _documented_message(case: Case) -> str:
    """Return the error message that the page documents for a case, or `""`."""
    body = case.expectation.body
    if body is None or (case.expectation.status or 0) < 400:
        return ""
    try:
        return first_message(read_json(body.text).value)
    except JsonError:
        return ""


def unanswered(found: Iterable[Observed]) -> Iterator[Verdict]:
    """Yield the verdicts of the requests that were not sent, or got no response."""
    for item in found:
        case, outcome = item.case, item.outcome
        match outcome.result:
            case Skipped() as skip:
                yield skipped(case, outcome, skip)
            case Broken(reason=reason, kind=kind):
                yield replace(verdict_of(case, outcome, "failed", reason), kind=kind)
            case Unrecorded(reason=reason):
                yield verdict_of(case, outcome, "failed", reason)
            case Unreachable() as failure:
                yield without_response(case, outcome, failure)
