"""A place of a body in both observations, with what the page says about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

from docreplay.model.body.evidence import excludes
from docreplay.model.body.shape import (
    ELEMENT,
    ENTRY,
    NOTHING,
    Shape,
    merged_all,
    name_in,
    pattern,
    step_of,
)
from docreplay.model.body.stated import Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPlace:
    """One place of the bodies, such as `/value/*/manager`."""

    old: Shape
    new: Shape
    stated: Stated = field(default_factory=Stated)
    steps: tuple[str, ...] = ()
    status: int = 200
    old_of: int = 0
    """Number of the old objects that the member could be in."""
    new_of: int = 0
    expanded: frozenset[str] = frozenset()
    """Names of the members that the request expands."""
    around: "BodyPlace | None" = None
    next_links: tuple[int, int] = (0, 0)
    """Of the whole body: how many old and new responses link to a next page in a header."""

    @property
    def pattern(self) -> str:
        """The place as a pattern of JSON Pointers; `""` for the whole body."""
        return pattern(self.steps)

    @property
    def shown(self) -> str:
        """The place in a message."""
        return f"`{self.pattern}`" if self.steps else "the body"

    @property
    def name(self) -> str:
        """The name of the member, or `""` for elements, entries and the body."""
        last = self.steps[-1] if self.steps else ""
        return "" if last in ("", ELEMENT, ENTRY) else name_in(last)

    @property
    def is_error(self) -> bool:
        """True in the body of an error."""
        return self.status >= 400

    @property
    def in_both(self) -> bool:
        """True if both observations have values at the place."""
        return self.old.count > 0 and self.new.count > 0

    def settles(self, unlike: int, *, seen: int = 0) -> bool:
        """Return True if `unlike` new values cannot be chance, given the number of old ones."""
        return excludes(self.old.count, unlike, self.new.count, seen=seen)

    def below(self) -> Iterator[Self]:
        """Yield the places one step below; what the page says is an entry of a map is one."""
        old_map, new_map = (self._with_entries(shape) for shape in (self.old, self.new))
        if self.old.number("object") and self.new.number("object"):
            for name in sorted({*old_map.members, *new_map.members}):
                yield self.member(name)
        for step, old, new in (
            (ELEMENT, self.old.items, self.new.items),
            (ENTRY, old_map.entries, new_map.entries),
        ):
            if old is not None and new is not None:
                yield self._at(step, old, new)

    def _with_entries(self, shape: Shape) -> Shape:
        """Return a shape whose members are entries if the page says that of their names."""
        names = [name for name in shape.members if self.stated.is_entry(name)]
        if not names:
            return shape
        found = [shape.members[name] for name in names]
        entries = merged_all([*found, *([shape.entries] if shape.entries else [])])
        members = {name: part for name, part in shape.members.items() if name not in names}
        return replace(shape, members=members, entries=entries)

    def member(self, name: str) -> Self:
        """Return the place of a member."""
        old, new = (shape.members.get(name, NOTHING) for shape in (self.old, self.new))
        return self._at(step_of(name), old, new)

    def _at(self, step: str, old: Shape, new: Shape) -> Self:
        return type(self)(
            old=old,
            new=new,
            stated=self.stated.below(step),
            steps=(*self.steps, step),
            status=self.status,
            old_of=self.old.number("object"),
            new_of=self.new.number("object"),
            expanded=self.expanded,
            around=self,
        )
