"""What is in one folder, and what each name in it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docreplay.model.json.value import is_well_formed
from docreplay.model.page import PAGE_SUFFIXES

Kind = Literal["file", "folder", "outside", "missing", "special", "unreadable", "unnamed", "large"]
"""What is at a path. `outside` is a path or a link that leads out of the project, `special` a pipe,
a socket or a device, `unreadable` lacks permission, `unnamed` has a name that is not UTF-8, and
`large` is a page of more bytes than are read."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The content of one folder."""

    kinds: Mapping[str, Kind]
    """What each name leads to, links followed."""
    folders: tuple[str, ...] = ()
    """The names of folders to walk: neither links nor hidden."""
    otherwise: Kind = "missing"
    """What any other name leads to."""
    pages: tuple[str, ...] = field(init=False)
    """The names of the pages, sorted."""
    odd: tuple[tuple[str, Kind], ...] = field(init=False)
    """What is named like a page and is none, sorted, with what it is."""

    def __post_init__(self) -> None:
        named = sorted(
            item for item in self.kinds.items() if item[0].lower().endswith(PAGE_SUFFIXES)
        )
        pages = tuple(name for name, kind in named if kind == "file" and is_well_formed(name))
        odd = (
            (name, "unnamed" if kind == "file" else kind)
            for name, kind in named
            if kind != "file" or not is_well_formed(name)
        )
        object.__setattr__(self, "pages", pages)
        object.__setattr__(self, "odd", tuple(odd))
