"""Where a page begins to be about something else, so that a response there is to something else.

A heading of the level of the last such one, or above it, begins a topic, and so does one about
a request. A heading about a response does not, wherever it is: `Response`, `200: OK`.
"""

from collections.abc import Sequence

from docreplay.model.markup.markup import Heading
from docreplay.read.message_words import is_of_request, is_of_response

_LOWEST = 7


class Topics:
    """The topics of a page, which is read from its beginning."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = headings
        self._next = 0
        self._level = _LOWEST
        self._topic = 0
        self._branch: tuple[tuple[int, int], ...] = ()

    def branch_at(self, offset: int) -> tuple[int, ...]:
        """Return the headings that an offset is below, by their order; not those of messages."""
        self.at(offset)
        return tuple(order for _, order in self._branch)

    def at(self, offset: int) -> int:
        """Return the number of the topic at an offset, which must not be before earlier ones."""
        while self._next < len(self._headings) and self._headings[self._next].start < offset:
            self._pass(self._headings[self._next], self._next)
            self._next += 1
        return self._topic

    def _pass(self, heading: Heading, order: int) -> None:
        section = (heading.anchor or heading.slug).lower()
        if is_of_response(section):
            return
        is_request = is_of_request(section)
        if not is_request:
            above = (item for item in self._branch if item[0] < heading.level)
            self._branch = (*above, (heading.level, order))
        if is_request or heading.level <= self._level:
            self._topic += 1
            self._level = self._level if is_request else heading.level
