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
from docreplay.replay.links.link_sending import Ask, Linked
from docreplay.replay.links.next_page import NextPage

_BEYOND = (400, 404, 416)
"""Statuses of pages after the last one, of services that count them."""


class PageLimits(NamedTuple):
    """How far a list is followed."""

    pages: int = 100
    """Number of pages with the first one; 0 for no limit."""
    size: int = 50_000_000
    """Number of bytes that all pages may have together."""


class Paging:
    """Follows the lists of a run. `next_page` is how the documented list names its next page."""

    def __init__(self, ask: Ask, limits: PageLimits, next_page: NextPage) -> None:
        self._ask, self._limits, self._next = ask, limits, next_page
        self._pages: list[FurtherPage] = []
        self._recordings: list[str] = []

    def followed(self, sent: SentRequest, answer: Answer) -> FollowedPages:
        """Return the pages after the first one, which is the response to a request."""
        seen, size, at = {sent.url}, len(answer.body), sent.url
        while True:
            link = self._next.of(answer, at)
            if not link:
                return self._ended("last", "")
            if end := self._must_end(link, seen, size):
                return end
            linked = self._ask(link)
            asked = linked.sent.url if linked.sent else link
            if end := self._without_page(linked) or self._asked_twice(asked, seen):
                return end
            if self._next.is_counted(answer) and (end := self._no_further(linked, answer)):
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

    def _no_further(self, linked: Linked, before: Answer) -> FollowedPages | None:
        """Return the end if a page that was counted does not exist, or is the one before it."""
        answer = linked.result
        if not isinstance(answer, Answer):
            return None
        self._recordings += [linked.recording] if linked.recording else []
        if answer.status in _BEYOND:
            return self._ended("last", "")
        if answer.body != before.body:
            return None
        reason = f"the service ignores `{self._next.counts}`: page {self._number + 1} is the same"
        return self._ended("repeated", f"{reason} as page {self._number}")

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
        if linked.recording and linked.recording not in self._recordings:
            self._recordings.append(linked.recording)
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
