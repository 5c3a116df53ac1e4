"""What the cases of a run created on a service: removed at its end, unless `keep-created`."""

from collections.abc import Callable, Iterable

from docreplay.cases.target_ids import ANY, target_ids
from docreplay.flows.story_runs.created_notes import CreatedNotes
from docreplay.model.case import Answer, Case, Outcome
from docreplay.story.created import created_by, is_below, is_removed, without_query

Remove = Callable[[str, str], Outcome]
"""Sends a DELETE to a URL with an account."""


class CreatedObjects:
    """Objects that requests of a run created, of which the pages document how to remove them.

    In one of several processes of a run they stay, as others may use them: the main process removes
    them when all have ended, by the notes.
    """

    def __init__(
        self, cases: Iterable[Case], notes: CreatedNotes, remove: Remove, *, is_one_of_several: bool
    ) -> None:
        self._notes, self._remove = notes, remove
        self._is_one_of_several = is_one_of_several
        self._known: dict[str, str] = {}
        """Accounts by the URLs of what exists, in the order of their creation."""
        self._removable = {
            target_ids(case.request.target).template
            for case in cases
            if case.request.method == "DELETE" and (case.expectation.status or 200) < 400
        }

    def note(self, case: Case, outcome: Outcome, account: str) -> None:
        """Note what the request of a case created, or removed."""
        sent, answer = outcome.sent, outcome.result
        if sent is None or not isinstance(answer, Answer):
            return
        if sent.method == "DELETE" and is_removed(answer):
            self._forget(without_query(sent.url))
        url = created_by(sent, answer)
        if url and self._is_removable(case):
            self._known[url] = account
            self._notes.add(url, account)

    def close(self) -> None:
        """Remove what exists, the last first; what cannot be removed stays in the notes."""
        if self._is_one_of_several:
            for url, account in self._known.items():
                self._notes.release(url, account)
            return
        for url, account in reversed(self._known.copy().items()):
            if url in self._known:
                answer = self._remove(url, account).result
                if isinstance(answer, Answer) and is_removed(answer):
                    self._forget(url)

    def _is_removable(self, case: Case) -> bool:
        template = target_ids(case.request.target).template
        made = template if case.request.method == "PUT" else f"{template}/{ANY}"
        return made in self._removable

    def _forget(self, removed: str) -> None:
        for url in [url for url in self._known if is_below(url, removed)]:
            del self._known[url]
            self._notes.drop(url)
