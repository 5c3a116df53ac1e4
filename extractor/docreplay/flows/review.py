"""`docreplay review`: let pages document what the service answers, one change at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256

from docreplay.cases.build import build_cases
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.errors import PageUnreadable
from docreplay.flows.captures.capturing import replayer_of
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import PageReader
from docreplay.flows.pages.select import scope_of
from docreplay.flows.snapshots.observations import selected_cases
from docreplay.model.case import Answer, Case, Outcome
from docreplay.model.finding import Edit, Finding
from docreplay.model.markup.text_fixes import applied
from docreplay.model.page import Page, PageId, normalized
from docreplay.model.run import Verdict
from docreplay.model.translation import ChangedPage
from docreplay.review.edits import Subject, edits_of
from docreplay.review.example_text import Masked, NoExample
from docreplay.review.intent import Intent, intent_of
from docreplay.sources.overlay import OverlayStore
from docreplay.sources.pages import files_of, find_pages
from docreplay.sources.store import PageStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of pages that lets them document what the service answered."""

    id: str
    """Does not depend on lines: of the case, the rule and the pointer."""
    intent: Intent
    finding: Finding
    pages: tuple[PageId, ...]
    """The page of the case, and the translations that document the same."""
    case: Case
    answer: Answer = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A finding for which no page is changed, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The pages with the accepted changes, what was left, and the cases that still fail."""

    pages: tuple[ChangedPage, ...]
    left: tuple[Unresolved, ...]
    failing: tuple[Verdict, ...]


class Review:
    """The answers of a service, and the changes that they propose. Nothing is written.

    Raises `ConfigError` without a base URL, `NothingMatched` if no case is selected.
    """

    def __init__(
        self,
        config: Config,
        paths: Sequence[str] = (),
        *,
        store: PageStore | None = None,
        progress: Progress = quiet,
    ) -> None:
        # pages document what the service answers now, and of a list the first page
        config = replace(config, record_mode="off", follow_pages=())
        self._config, self._store = config, store or files_of(config)
        scope = scope_of(config, self._store, paths)
        self._index, cases = selected_cases(config, self._store, scope)
        self._ids = {page.path: page for page in find_pages(config, self._store)}
        self._outcomes: dict[str, tuple[Case, Outcome]] = {}
        self.verdicts: dict[str, Verdict] = {}
        """The verdicts on the pages as they are, by the ids of the cases."""
        found: list[Proposal] = []
        with closing(replayer_of(self._index, ())) as replayer:
            self._masked: Masked = replayer.masked
            for number, case in enumerate(cases, 1):
                outcome = replayer.send(case)
                verdict = replayer.judge(case, outcome)
                self.verdicts[case.id] = verdict
                self._outcomes[case.id] = case, outcome
                if isinstance(outcome.result, Answer):
                    found += self._proposals(case, outcome.result, verdict)
                progress(number, len(cases))
        self.proposals = tuple(found)
        """All changes that are possible, in the order of the cases."""

    def changed(self, accepted: Iterable[Proposal]) -> Changed:
        """Return the pages with the accepted changes, judged anew by the same answers.

        A change that cannot be made on one of its pages is made on none of them.
        """
        texts: dict[str, str] = {}
        numbers: dict[str, int] = {}
        left: list[Unresolved] = []
        cases: dict[str, None] = {}
        for proposal in accepted:
            cases[proposal.case.id] = None
            try:
                new = self._with(proposal, texts)
            except NoExample as reason:
                left.append(Unresolved(finding=proposal.finding, reason=str(reason)))
                continue
            for path in new:
                numbers[path] = numbers.get(path, 0) + 1
            texts |= new
        pages = (
            ChangedPage(path=path, before=self._store.text(path), after=text, fixes=numbers[path])
            for path, text in sorted(texts.items())
        )
        failing = tuple(self._still_failing(cases, texts))
        return Changed(pages=tuple(pages), left=tuple(left), failing=failing)

    def _proposals(self, case: Case, answer: Answer, verdict: Verdict) -> Iterator[Proposal]:
        found = [(item, intent_of(item)) for item in verdict.findings]
        status = [pair for pair in found if pair[0].name == "status-differs"]
        places = {case.page.path, *(place.path for place in case.also_on)}
        pages = tuple(self._ids[path] for path in sorted(places) if path in self._ids)
        # the body of another status documents another response
        for finding, intent in status or found:
            if intent:
                key = "\0".join((case.id, finding.code, finding.pointer or finding.message))
                yield Proposal(
                    id=sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12],
                    intent=intent,
                    finding=finding,
                    pages=pages,
                    case=case,
                    answer=answer,
                )

    def _with(self, proposal: Proposal, known: Mapping[str, str]) -> dict[str, str]:
        """Return the pages that a proposal changes. Raises `NoExample`."""
        store = OverlayStore(self._store, known)
        reader = PageReader(self._config, store)
        edits: dict[str, set[Edit]] = {}
        for page in proposal.pages:
            for edit in self._edits(proposal, page, store, reader):
                edits.setdefault(edit.start.path, set()).add(edit)
        texts = {path: applied(store.text(path), found) for path, found in edits.items()}
        if all(text == store.text(path) for path, text in texts.items()):
            if known.keys() & texts.keys():
                return {}  # a change before this one was about the same value
            raise NoExample("the page has the value of the response")
        if broken := self._broken(proposal, known, {**known, **texts}):
            raise NoExample(f"`{broken}` has the same documented response, and would fail")
        return texts

    def _broken(
        self, proposal: Proposal, before: Mapping[str, str], after: Mapping[str, str]
    ) -> str:
        """Return the name of a case with the same response block that a change lets fail, or ""."""
        place = proposal.case.expectation.status_at
        shared = {
            id: case.name
            for id, (case, _) in self._outcomes.items()
            if place and id != proposal.case.id and case.expectation.status_at == place
        }
        if not shared:
            return ""
        failed = {verdict.id for verdict in self._still_failing(shared, before)}
        found = (verdict.id for verdict in self._still_failing(shared, after))
        return next((shared[id] for id in found if id not in failed), "")

    def _edits(
        self, proposal: Proposal, page: PageId, store: PageStore, reader: PageReader
    ) -> tuple[Edit, ...]:
        try:
            text = store.text(page.path)
        except PageUnreadable as error:
            raise NoExample(str(error)) from error
        cases = build_cases(reader.read(Page(id=page, text=text)).exchanges)
        same = [case for case in cases if case.name == proposal.case.name]
        if not same:
            raise NoExample(f"{page.path} has no case of that name")
        at = same[0].expectation.status_at or same[0].location
        text = store.text(at.path)
        if "\ufffd" in text:
            raise NoExample(f"{at.path} is not valid UTF-8")
        subject = Subject(
            case=same[0],
            lines=normalized(text).split("\n"),
            answer=proposal.answer,
            masked=self._masked,
        )
        return edits_of(proposal.finding, subject)

    def _still_failing(self, ids: Iterable[str], texts: Mapping[str, str]) -> Iterator[Verdict]:
        """Yield the verdicts of changed cases that fail by the pages as they are changed."""
        index = CaseIndex(self._config, OverlayStore(self._store, texts))
        with closing(replayer_of(index, ())) as replayer:
            for id in ids:
                case, outcome = self._outcomes[id]
                record = index.record(case.page)
                now = record.named(case.name) if record else None
                verdict = replayer.judge(now, outcome) if now else self.verdicts[id]
                if verdict.outcome == "failed":
                    yield replace(verdict, id=id)
