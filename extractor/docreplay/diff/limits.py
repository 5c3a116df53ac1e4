"""Limits and default values of which the two versions state different ones."""

import re
from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffSubject
from docreplay.diff.classes import Effect, Side
from docreplay.diff.member_rules import made
from docreplay.diff.members import MemberChange
from docreplay.diff.subject import PagePair
from docreplay.model.api.api_change import ApiChange, Owner
from docreplay.model.api.documented_member import Member
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.types.documented_rows import DocumentedRow, title_of
from docreplay.model.types.stated_defaults import is_same_default, stated_default
from docreplay.model.types.stated_limits import (
    StatedLimit,
    counted,
    differing_limits,
    stated_limits,
)

_TITLE = re.compile(r"(?:default|min(?:imum)?|max(?:imum)?|limit|range)(?: (?:value|length|size))?")
"""Titles of columns whose cells contain only the limit or default."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_SENTENCE = re.compile(r"(?:[.!?:;]\s|\n\s*\n|\n\s*[-*>|#])")
_ROW = re.compile(r"^[ \t]*(?:\||#).*$", re.MULTILINE)
_SAME_SENTENCE = 0.5
"""Part of the words of the shorter sentence that the other one has, if both state one limit."""


def limit_changes(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the limits of members that differ, then those that the prose of a page states."""
    for change in subject.kept:
        said = _texts(change)
        for before, after in differing_limits(*map(stated_limits, said)) if said else ():
            effect = _effect(_side(change), before, after)
            message = f"{before.end} of {change.title} changed from {before.words} to {after.words}"
            texts = (before.words, after.words)
            yield made(change, "changed", effect, message, texts=texts)
    for endpoint in subject.pair.endpoints:
        yield from _of_prose(endpoint[:2], endpoint.owner)
    for pair in subject.pair.pairs:
        if not all(page.operations for page in pair):
            page = pair[1]
            yield from _of_prose(pair, Owner("type", page.title, page.path, page.version))


def default_changes(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members with a different default value."""
    for change in subject.kept:
        said = _texts(change)
        before, after = map(stated_default, said) if said else (None, None)
        if before is None or after is None or is_same_default(before, after):
            continue
        message = f"default of {change.title} changed from `{before}` to `{after}`"
        effect = Effect("breaking", "requests that leave it out have a different effect")
        if change.side == "response":
            effect = Effect("unknown", "clients may rely on the old one")
        yield made(change, "changed", effect, message, texts=(before, after))


def _texts(change: MemberChange) -> tuple[str, str] | None:
    """Return what both versions say about a member, or None if that is the same."""
    old, new = _text(change.old), _text(change.new)
    return None if old == new else (old, new)


def _text(member: Member | None) -> str:
    """Return what a row says beside its name, each short cell with the title of its column."""
    if not isinstance(member, DocumentedRow):
        return ""
    titles = [title_of(cell) for cell in member.table.header]
    cells = zip(titles, member.cells, strict=False)
    named = [
        f"{title}: {cell.content}" if _TITLE.fullmatch(title) else cell.content
        for title, cell in cells
        if cell is not member.named
    ]
    return " | ".join(named)


def _side(change: MemberChange) -> Side:
    """Return whom a limit binds: what a page of a type says is about what requests may set."""
    return "response" if change.side == "response" else "request"


def _effect(side: Side, before: StatedLimit, after: StatedLimit) -> Effect:
    is_more = (after.amount > before.amount) == (before.end == "maximum")
    return classes.widened(side) if is_more else classes.narrowed(side)


def _of_prose(pair: PagePair, owner: Owner) -> Iterator[ApiChange]:
    """Yield the limits in sentences that both versions of a page have, with different numbers."""
    if _is_same_count(*(page.prose.text for page in pair)):
        return
    before, after = (_limits(page) for page in pair)
    for one in before:
        same = [
            other
            for other in after
            if one[:2] == other[:2] and _alike(pair, one, other) >= _SAME_SENTENCE
        ]
        if any(one.amount == other.amount for other in same):
            continue
        known = {other.amount for other in before if other[:2] == one[:2]}
        fresh = [other for other in same if other.amount not in known]
        if fresh:
            best = max(fresh, key=lambda item: _alike(pair, one, item))
            yield _prose_change(pair, owner, one, best)


def _is_same_count(old: str, new: str) -> bool:
    """Return True if the lines that differ have the same numbers, so that no limit changed."""
    lines = old.split("\n"), new.split("\n")
    common = frozenset(lines[0]) & frozenset(lines[1])
    texts = ("\n".join(line for line in side if line not in common) for side in lines)
    before, after = map(counted, texts)
    return before == after


def _limits(page: DocumentedPage) -> tuple[StatedLimit, ...]:
    text = _ROW.sub(_blank, page.prose.text)
    for table in (item.table for item in page.tables):  # those of lists have no pipes
        if table.places is page.prose.places:
            text = text[: table.start] + " " * (table.end - table.start) + text[table.end :]
    return stated_limits(text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _alike(pair: PagePair, one: StatedLimit, other: StatedLimit) -> float:
    """Return how many of the words around a limit are around the other one, too."""
    words = [
        frozenset(_WORD.findall(_sentence(page.prose.text, item.start).lower()))
        for page, item in zip(pair, (one, other), strict=True)
    ]
    fewer = min(map(len, words))
    return len(words[0] & words[1]) / fewer if fewer > 1 else 0.0


def _sentence(text: str, at: int) -> str:
    begin = max(
        (match.end() for match in _SENTENCE.finditer(text, max(0, at - 400), at)), default=0
    )
    end = _SENTENCE.search(text, at)
    return text[max(begin, at - 400) : end.start() if end else at + 400]


def _prose_change(
    pair: PagePair, owner: Owner, before: StatedLimit, after: StatedLimit
) -> ApiChange:
    old, new = pair
    effect = _effect("request", before, after)
    message = f"{before.end} in the text about `{owner.name}` changed"
    message += f" from {before.words} to {after.words}"
    was = old.prose.range(before.start, before.start + len(before.words)).start
    return ApiChange(
        kind="limit", action="changed", names=(before.end,), owner=owner,
        change_class=effect.change_class, message=effect.after(message),
        place=new.prose.range(after.start, after.start + len(after.words)),
        was=was, before=before.words, after=after.words,
    )  # fmt: skip
