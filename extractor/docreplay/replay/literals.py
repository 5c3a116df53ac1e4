"""Ids that a page writes out, as parameters of its request."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from docreplay.model.http.http import Request
from docreplay.model.http.literal_ids import LiteralId, literal_ids
from docreplay.model.http.placeholder import Placeholder
from docreplay.model.http.placeholder_values import PlaceholderValues

_ANY = Placeholder("*", ("*",))


def parameter_of(target: str, start: int, end: int, values: PlaceholderValues) -> tuple[str, str]:
    """Return the key of a value for the literal id in a range, and the value, or `""`.

    The key is such as `groups/*`, and the value the one that `values` has for it.
    """
    made = _Made(target, literal_ids(target, (target[start:end],)), values.reach)
    for index, item in enumerate(made.ids):
        found = values.fill(_ANY, *made.around(index))
        if item.start <= start and item.end >= end:
            return "/".join(item.name.split("/")[-2:]), found
        made.add(index, is_filled=bool(found))
    return "", ""


def with_parameters(
    request: Request,
    values: PlaceholderValues,
    *,
    samples: Collection[str] = (),
    shown: Collection[str] = frozenset(),
    every: bool = False,
) -> Request:
    """Return the request with placeholders such as `{groups/*}` in place of literal ids.

    Those are the ids that `values` has a value for at `groups/*`; with `every`, all of them, but a
    sample stays if nothing else fills it. `samples` are those of the annotation, `shown` the ids in
    the documented response.
    """
    made = _Made(request.target, literal_ids(request.target, samples, shown), values.reach)
    for index, item in enumerate(made.ids):
        own = Placeholder(item.name, (item.name,))
        is_one = bool(values.fill(own if every else _ANY, *made.around(index)))
        made.add(index, is_filled=is_one or (every and not item.is_sample))
    return replace(request, target=made.text) if made.text != request.target else request


class _Made:
    """A target whose literal ids become placeholders, from the first to the last.

    An id is looked up by what is around it: up to `near` other ids, as all of them, for each, would
    take a square.
    """

    def __init__(self, target: str, ids: Sequence[LiteralId], near: int) -> None:
        self._target, self.ids, self._near = target, ids, near
        self._pieces: list[str] = []
        self._at = 0

    @property
    def text(self) -> str:
        """The target with what was added."""
        return "".join([*self._pieces, self._target[self._at :]])

    def around(self, index: int) -> tuple[str, str]:
        """Return what is before an id, with placeholders, and what is after it."""
        item, last = self.ids[index], index + self._near
        if not self._near:
            return "", ""
        before = "".join([*self._pieces[-self._near :], self._target[self._at : item.start]])
        end = self.ids[last].end if last < len(self.ids) else len(self._target)
        return before, self._target[item.end : end]

    def add(self, index: int, *, is_filled: bool) -> None:
        """Add an id and what is before it; one that is filled as a placeholder."""
        item = self.ids[index]
        own = f"{{{item.name}}}" if is_filled else self._target[item.start : item.end]
        self._pieces.append(self._target[self._at : item.start] + own)
        self._at = item.end
