"""Follow a list from page to page."""

from typing import NamedTuple

from docreplay.model.case import (
    Answer,
    FollowedPages,
    FurtherPage,
    PagesEnd,
    SentRequest,
    Skipped,
)
from docreplay.model.json.value import Steps
from docreplay.replay.answer_links import next_link
from docreplay.replay.link_sending import Ask, Linked


class PageLimits(NamedTuple):
    """How far a list is followed."""

    pages: int = 100
    """Number of pages with the first one; 0 for no limit."""
    size: int = 50_000_000
    """Number of bytes that all pages may have together."""


class Paging:
    """Follows the lists of a run. `documented` are the places of links in a documented body."""

    def __init__(self, ask: Ask, limits: PageLimits, documented: tuple[Steps, ...]) -> None:
        self._ask, self._limits, self._documented = ask, limits, documented
        self._pages: list[FurtherPage] = []
        self._recordings: list[str] = []

    def followed(self, sent: SentRequest, answer: Answer) -> FollowedPages:
        """Return the pages after the first one, which is the response to a request."""
        seen, size, at = {sent.url}, len(answer.body), sent.url
        while True:
            link = next_link(answer, at, self._documented)
            if not link:
                return self._ended("last", "")
            if end := self._must_end(link, seen, size):
                return end
            linked = self._ask(link)
            asked = linked.sent.url if linked.sent else link
            if end := self._without_page(linked) or self._asked_twice(asked, seen):
                return end
            seen |= {link, asked}
            at, answer = link, self._taken(linked)
            size += len(answer.body)
            if not 200 <= answer.status < 300:
                return self._ended("last", "")

    def _must_end(self, link: str, seen: set[str], size: int) -> FollowedPages | None:
        if link in seen:
            return self._ended("repeated", "")
        most = self._limits.pages
        if most and self._number >= most:
            return self._ended("limited", f"more than {most} pages (`max-pages`)")
        if size > self._limits.size:
            reason = f"more than {self._limits.size} bytes in all pages (`max-response-bytes`)"
            return self._ended("limited", reason)
        return None

    def _asked_twice(self, url: str, seen: set[str]) -> FollowedPages | None:
        """Return the end if a link to another host is one to an earlier page of the base URL."""
        return self._ended("repeated", "") if url in seen else None

    def _without_page(self, linked: Linked) -> FollowedPages | None:
        """Return the end if the request got none."""
        match linked.result:
            case Answer():
                return None
            case Skipped(kind="stopped", reason=reason):
                return self._ended("limited", reason)
            case Skipped(reason=reason):
                return self._ended("refused", reason)
            case failure:
                return self._ended("unanswered", failure.reason)

    def _taken(self, linked: Linked) -> Answer:
        """Keep a page, and return its response."""
        if not isinstance(linked.result, Answer) or linked.sent is None:
            raise ValueError("a page without a response")
        self._pages.append(FurtherPage(self._number + 1, linked.sent, linked.result))
        self._recordings += [linked.recording] if linked.recording else []
        return linked.result

    @property
    def _number(self) -> int:
        """The number of the last page with a response."""
        return len(self._pages) + 1

    def _ended(self, end: PagesEnd, reason: str) -> FollowedPages:
        return FollowedPages(
            pages=tuple(self._pages),
            end=end,
            reason=reason,
            recordings=tuple(self._recordings),
        )
