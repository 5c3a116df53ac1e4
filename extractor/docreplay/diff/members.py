"""Members of types and messages that were added, removed, renamed or kept."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from docreplay.diff.classes import Side
from docreplay.diff.examples import body_members, body_text, is_whole, names_shown, path_parameters
from docreplay.diff.renamed import renamed_headers, renamed_members
from docreplay.diff.subject import ApiPair, EndpointPair, TypePair
from docreplay.model.api.api_change import Owner
from docreplay.model.api.documented_api import DocumentedType
from docreplay.model.api.documented_member import Member, ShownMember
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.location import Range

MemberKind = Literal[
    "property", "relationship", "parameter", "request header", "request property",
    "response header", "response property",
]  # fmt: skip
_IN_REQUESTS: tuple[MemberKind, ...] = ("parameter", "request header", "request property")
_IN_RESPONSES: tuple[MemberKind, ...] = ("response header", "response property")
_BODIES: tuple[MemberKind, ...] = ("request property", "response property")
_ROLES = {kind: kind.replace(" ", "-") for kind in (*_IN_REQUESTS, *_IN_RESPONSES)}
_UNTOLD = frozenset({"authorization", "content-type", "content-length", "accept"})
"""Request headers that pages mention or leave out, though the service expects the same."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MemberChange:
    """A member of a type or message in the old version, in the new one, or in both."""

    kind: MemberKind
    owner: Owner
    old: Member | None
    new: Member | None
    side: Side
    absent_at: Range
    """Where the new page would document it."""

    @property
    def name(self) -> str:
        """The name, if it has one: the new one of a renamed member."""
        member = self.new or self.old
        return member.name if member else ""

    @property
    def place(self) -> Range:
        """Where the new page documents it, or would."""
        return self.new.range if self.new else self.absent_at

    @property
    def is_renamed(self) -> bool:
        """True if it has a new name; a different spelling by case only is one."""
        return bool(self.old and self.new and self.old.name != self.new.name)

    @property
    def title(self) -> str:
        """The member in a sentence: property `a` of `b`."""
        return f"{self.kind} `{self.name}` of `{self.owner.name}`"


class _Tests(NamedTuple):
    """Which members of one version are gone or new in the other, and which are renamed."""

    is_gone: Callable[[str], bool]
    is_new: Callable[[str], bool]
    renamed: Callable[
        [list[str], list[str], Mapping[str, Member], Mapping[str, Member]], dict[str, str]
    ] = renamed_members


def member_changes(pair: ApiPair) -> Iterator[MemberChange]:
    """Yield the members of all types and operations whose documentation differs."""
    for item in pair.types:
        if not _is_same(item):
            yield from _of_type(pair, item)
    for endpoint in pair.endpoints:
        yield from _of_endpoint(endpoint)
        for kind in _BODIES:
            yield from _of_examples(pair, endpoint, kind)


def _is_same(item: TypePair) -> bool:
    """Return True if both pages say the same of the members of a type, and of its base types."""
    old, new = (
        (
            description.page.text_of("property", "relationship"),
            description.bases,
            description.resource and description.resource.block.text.text,
        )
        for description in (item.old, item.new)
    )
    return old == new


def _of_type(pair: ApiPair, item: TypePair) -> Iterator[MemberChange]:
    old, new = item.old, item.new
    before, after = pair.old.described_elsewhere(old), pair.new.described_elsewhere(new)

    def is_gone(name: str) -> bool:
        is_shown = isinstance(old.members[name], ShownMember) and name in new.shown
        return name not in after and not is_shown

    def is_new(name: str) -> bool:
        return name not in before and name not in old.shown

    def make(one: Member | None, two: Member | None) -> MemberChange:
        member = two or one
        name = member.name.lower() if member else ""
        related = name in (new if two else old).relationships
        return MemberChange(
            kind="relationship" if related else "property",
            owner=item.owner, old=one, new=two, side=_side(member),
            absent_at=_table_place(new.page, "relationship" if related else "property", new.range),
        )  # fmt: skip

    yield from _paired(*_comparable(old, new), _Tests(is_gone, is_new), make)


def _comparable(
    old: DocumentedType, new: DocumentedType
) -> tuple[dict[str, Member], dict[str, Member]]:
    """Return the members of both versions that say enough to be compared.

    JSON shows no more than a name and a type: it says nothing else about a member that was in a
    table. A relationship that is only in the JSON is gone if the others are still in a table.
    """
    one, two = dict(old.members), dict(new.members)
    for name in old.members.keys() & new.members.keys():
        is_shown = [isinstance(found[name], ShownMember) for found in (one, two)]
        if is_shown[0] == is_shown[1]:
            continue
        if not (name in old.relationships and new.relationships):
            del one[name]
        del two[name]
    return one, two


def _of_endpoint(item: EndpointPair) -> Iterator[MemberChange]:
    for kinds in (_IN_REQUESTS, _IN_RESPONSES):
        roles = [_ROLES[kind] for kind in kinds]
        if item.old.text_of(*roles) == item.new.text_of(*roles):  # type: ignore[arg-type]
            continue
        befores = {kind: item.old.rows(_ROLES[kind]) for kind in kinds}  # type: ignore[arg-type]
        afters = {kind: item.new.rows(_ROLES[kind]) for kind in kinds}  # type: ignore[arg-type]
        everything = (_all(befores), _all(afters))
        for kind in kinds:
            yield from _of_kind(item, kind, (befores[kind], afters[kind]), everything)


def _of_examples(pair: ApiPair, item: EndpointPair, kind: MemberKind) -> Iterator[MemberChange]:
    """Yield the members of bodies that no table lists, and whose type has no page."""
    if body_text(item.old, kind) == body_text(item.new, kind):
        return
    old, new = body_members(item.old, kind, pair.old), body_members(item.new, kind, pair.new)
    shown = old, new
    if any(True for page in item[:2] for _ in page.tables_of(_ROLES[kind])):  # type: ignore[arg-type]
        listed = {name for page in item[:2] for name in page.rows(_ROLES[kind])}  # type: ignore[arg-type]
        old, new = (_below_listed(found, listed) for found in (old, new))
    if not old or not new:
        return

    def is_gone(name: str) -> bool:
        above = name.rpartition("/")[0]
        return is_whole(item.new, kind) and (not above or above in shown[1])

    def is_new(name: str) -> bool:
        above = name.rpartition("/")[0]
        return is_whole(item.old, kind) and (not above or above in shown[0])

    def make(one: Member | None, two: Member | None) -> MemberChange:
        side: Side = "request" if kind in _IN_REQUESTS else "response"
        place = item.new.operations[0].range
        return MemberChange(
            kind=kind, owner=item.owner, old=one, new=two, side=side, absent_at=place
        )

    yield from _paired(old, new, _Tests(is_gone, is_new), make)


def _below_listed(found: Mapping[str, Member], listed: Set[str]) -> dict[str, Member]:
    """Return the members of objects in a body of which a table lists the outer members only."""
    names = {part for name in listed for part in name.lower().replace("/", ".").split(".")}
    return {path: item for path, item in found.items() if "/" in path and _last(path) not in names}


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _of_kind(
    item: EndpointPair,
    kind: MemberKind,
    rows: tuple[Mapping[str, Member], Mapping[str, Member]],
    everything: tuple[frozenset[str], frozenset[str]],
) -> Iterator[MemberChange]:
    """Yield the members of a kind; a table below a different heading has the same members."""
    known = [
        names
        | names_shown(page, kind)
        | (page.shown_names if "header" not in kind else frozenset())
        for names, page in zip(everything, (item.old, item.new), strict=True)
    ]
    side: Side = "request" if kind in _IN_REQUESTS else "response"

    def is_gone(name: str) -> bool:
        return name not in everything[1] and (bool(rows[1]) or name not in known[1])

    def is_new(name: str) -> bool:
        return name not in everything[0] and (bool(rows[0]) or name not in known[0])

    def make(one: Member | None, two: Member | None) -> MemberChange:
        place = _table_place(item.new, _ROLES[kind], item.new.title_range)
        return MemberChange(
            kind=kind, owner=item.owner, old=one, new=two, side=side, absent_at=place
        )

    untold = _UNTOLD if kind == "request header" else frozenset()
    if kind == "parameter" and not all(rows):  # the paths say it, whether there is a table or not
        untold = path_parameters(item.old) | path_parameters(item.new)

    def told(found: Mapping[str, Member]) -> dict[str, Member]:
        return {name: row for name, row in found.items() if name not in untold}

    tests = _Tests(is_gone, is_new, renamed_headers if "header" in kind else renamed_members)
    yield from _paired(told(rows[0]), told(rows[1]), tests, make)


def _all(rows: Mapping[MemberKind, Mapping[str, Member]]) -> frozenset[str]:
    return frozenset(name for found in rows.values() for name in found)


def _paired(
    old: Mapping[str, Member],
    new: Mapping[str, Member],
    tests: _Tests,
    make: Callable[[Member | None, Member | None], MemberChange],
) -> Iterator[MemberChange]:
    """Yield the members that differ, in the order of the new page, then those that are gone."""
    gone = [name for name in old if name not in new and tests.is_gone(name)]
    fresh = [name for name in new if name not in old and tests.is_new(name)]
    renamed = tests.renamed(gone, fresh, old, new)
    for name, member in new.items():
        was = old.get(name) or old.get(renamed.get(name, ""))
        if was is not None and was.raw != member.raw:
            yield make(was, member)
        elif was is None and name in fresh:
            yield make(None, member)
    for name in gone:
        if name not in renamed.values():
            yield make(old[name], None)


def _side(member: Member | None) -> Side:
    access = member.access if member else ""
    return {"read-only": "response", "write-only": "request"}.get(access, "both")  # type: ignore[return-value]


def _table_place(page: DocumentedPage, role: str, otherwise: Range) -> Range:
    """Return the header of the first table of a role, which lacks a row that is gone."""
    for table in page.tables_of(role):  # type: ignore[arg-type]
        return table.table.range(table.table.header[0])
    return otherwise
