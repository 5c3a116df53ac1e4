"""Changes of a source page, each with what `drift --sync` must copy to its translation."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import NamedTuple

_BLOCK = re.compile(
    r"^(?:<!--(?:(?!-->)[\s\S])*?-->[ \t]*\n)?(?P<fence>```[^\n`]*\n[\s\S]*?^```[ \t]*$)", re.M
)
_HEADING = re.compile(r"^(#{1,6}) [^\n]*$", re.M)
_ROW = re.compile(r"^\|[^\n]*[A-Za-z][^\n]*\|[ \t]*$", re.M)
_WORD = re.compile(r"^[A-Z][a-z]+ [a-z]+ [a-z]+ ", re.M)
_PROSE = re.compile(r"[A-Z][a-z]+ ")
_LINK = re.compile(r"(?<=\]\()[^()\s]+(?=\))")


class Added(NamedTuple):
    """A block that belongs into the translation."""

    text: str
    beside: int
    """The number of the old block that it is directly behind, or directly before."""
    is_behind: bool


class Changed(NamedTuple):
    """A changed source, and what of it belongs into the translation."""

    text: str
    blocks: frozenset[int] = frozenset()
    """The numbers of the code blocks to copy, with their annotations."""
    is_whole: bool = False
    """Whether nothing is left to a translator, so that the stamp is renewed."""
    entry: str = ""
    """The line of the front matter that changed, in the new version."""
    removed: frozenset[int] = frozenset()
    """The numbers of the blocks that the translation loses."""
    added: tuple[Added, ...] = ()

    def new_number(self, old: int) -> int:
        """Return the number that a block of the old version has in the new one."""
        before = sum(item.beside + item.is_behind <= old for item in self.added)
        return old + before - sum(number < old for number in self.removed)


Edit = Callable[[str, Random], Changed | None]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    """Register a change by its name."""
    EDITS[function.__name__] = function
    return function


def blocks(text: str) -> list[re.Match[str]]:
    """Return the code blocks of a page, each with the comment right above it."""
    return list(_BLOCK.finditer(text))


class _Section(NamedTuple):
    """A heading and what is below it."""

    level: int
    start: int
    end: int


def _sections(text: str) -> list[_Section]:
    """Return the sections of a page, each with those below it."""
    code = [item.span() for item in blocks(text)]
    found = [
        match
        for match in _HEADING.finditer(text)
        if not any(start <= match.start() < end for start, end in code)
    ]
    return [
        _Section(
            len(head[1]),
            head.start(),
            next(
                (other.start() for other in found[at + 1 :] if len(other[1]) <= len(head[1])),
                len(text),
            ),
        )
        for at, head in enumerate(found)
    ]


def _swappable(text: str) -> list[tuple[_Section, _Section]]:
    """Return the neighbours of one level that have code blocks each, and other ones."""
    sections = _sections(text)
    return [
        (one, other)
        for one in sections
        for other in sections
        if one.end == other.start and one.level == other.level and _differ(text, one, other)
    ]


def _differ(text: str, one: _Section, other: _Section) -> bool:
    first, second = (
        [block[0] for block in blocks(text[part.start : part.end])] for part in (one, other)
    )
    return bool(first and second and first != second)


def _code(text: str, chance: Random) -> tuple[str, int] | None:
    """Return the text with a changed line in a code block, and the number of that block."""
    found = blocks(text)
    if not found:
        return None
    at = chance.randrange(len(found))
    first, *lines, last = found[at]["fence"].split("\n")
    if not lines:
        return None
    number = chance.randrange(len(lines))
    lines[number] += "9"
    if chance.random() < 0.5:  # each second time
        lines.insert(number, "X-Added: 1")
    start = found[at].start("fence")
    return text[:start] + "\n".join([first, *lines, last]) + text[found[at].end() :], at


def _with_code(name: str, change: Callable[[str, Random], str | None]) -> None:
    """Register a change of a page's text together with one of its code."""

    def both(text: str, chance: Random) -> Changed | None:
        changed = _code(text, chance)
        after = changed and change(changed[0], chance)
        return Changed(after, frozenset({changed[1]})) if changed and after else None

    EDITS[f"code_and_{name}"] = both


def _row(text: str, chance: Random) -> str | None:
    found = list(_ROW.finditer(text))
    if not found:
        return None
    at = chance.choice(found)
    cells = at[0].count("|") - 1
    return text[: at.end()] + "\n|" + "added|" * cells + text[at.end() :]


def _word(text: str, chance: Random) -> str | None:
    found = list(_WORD.finditer(text))
    return _put(text, chance.choice(found).end(), "usually ") if found else None


def _link(text: str, chance: Random) -> str | None:
    found = list(_LINK.finditer(text))
    return _put(text, chance.choice(found).end(), "-moved") if found else None


def _heading(text: str, chance: Random) -> str | None:
    found = [match for match in _HEADING.finditer(text) if len(match[1]) > 1]
    return _put(text, chance.choice(found).end(), " of the service") if found else None


def _put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


_with_code("row", _row)
_with_code("word", _word)
_with_code("link", _link)
_with_code("heading", _heading)


@edit
def code_changed(text: str, chance: Random) -> Changed | None:
    """Change a line of code."""
    done = _code(text, chance)
    return done and Changed(done[0], frozenset({done[1]}), is_whole=True)


@edit
def annotation_changed(text: str, chance: Random) -> Changed | None:
    """Add a key to an annotation."""
    found = [at for at, block in enumerate(blocks(text)) if "{" in block[0].split("-->")[0][:9]]
    if not found:
        return None
    at = chance.choice(found)
    start = text.index("{", blocks(text)[at].start()) + 1
    return Changed(_put(text, start, ' "truncated": true,'), frozenset({at}), is_whole=True)


@edit
def blank_line_added(text: str, chance: Random) -> Changed | None:
    """Add a blank line between two sections."""
    found = _sections(text)
    return Changed(_put(text, chance.choice(found).start, "\n"), is_whole=True) if found else None


@edit
def metadata_changed(text: str, chance: Random) -> Changed | None:
    """Change an entry of the front matter that is not for readers."""
    found = list(re.finditer(r"(?m)^(?:ms\.prod|author|localization_priority|weight): .+$", text))
    if not found or not text.startswith("---"):
        return None
    at = chance.choice(found)
    line = f"{at[0].split(':')[0]}: another"
    return Changed(text[: at.start()] + line + text[at.end() :], is_whole=True, entry=line)


@edit
def row_added(text: str, chance: Random) -> Changed | None:
    """Add a row to a table."""
    done = _row(text, chance)
    return Changed(done) if done else None


@edit
def sections_swapped(text: str, chance: Random) -> Changed | None:
    """Swap two sections that have code."""
    found = _swappable(text)
    if not found:
        return None
    one, other = chance.choice(found)
    first, second = text[one.start : one.end], text[other.start : other.end]
    if not first.endswith("\n") or not second.endswith("\n"):
        first, second = f"{first.rstrip()}\n\n", f"{second.rstrip()}\n\n"
    return Changed(text[: one.start] + second + first + text[other.end :])


@edit
def sections_swapped_with_new_code(text: str, chance: Random) -> Changed | None:
    """Swap two sections, and change a line of code on the page."""
    swapped = sections_swapped(text, chance)
    done = swapped and _code(swapped.text, chance)
    return Changed(done[0]) if done else None


@edit
def examples_swapped(text: str, chance: Random) -> Changed | None:
    """Swap two blocks with the paragraphs above them, below one heading."""
    found = blocks(text)
    heads = [match.start() for match in _HEADING.finditer(text)]
    pairs = [
        (lead, one, other)
        for one, other in pairwise(found)
        if not any(one.start() < head < other.start() for head in heads) and one[0] != other[0]
        if (lead := text.rfind("\n\n", 0, one.start() - 2) + 2) not in heads
        if _PROSE.match(text, lead) and _PROSE.match(text[one.end() : other.start()].lstrip())
        if text[lead : one.start()].strip() != text[one.end() : other.start()].strip()
    ]
    if not pairs:
        return None
    lead, one, other = chance.choice(pairs)
    first, second = text[lead : one.end()], text[one.end() : other.end()]
    return Changed(f"{text[:lead]}{second.lstrip()}\n\n{first}{text[other.end() :]}")


@edit
def section_replaced(text: str, chance: Random) -> Changed | None:
    """Replace a section with code by a different one, with different code."""
    found = [part for part in _sections(text) if blocks(text[part.start : part.end])]
    found = [part for part in found if part.level > 1]
    if not found:
        return None
    part = chance.choice(found)
    new = f"{'#' * part.level} Cancel a job\n\nStops what was begun.\n\n"
    number = len(blocks(text[part.start : part.end]))
    code = "".join(f"```http\nPOST /jobs/{at}/cancel\n```\n\n" for at in range(number))
    return Changed(text[: part.start] + new + code + text[part.end :])


@edit
def block_added(text: str, chance: Random) -> Changed | None:
    """Add a code block at the end of a section."""
    found = _sections(text)
    if not found or not blocks(text):
        return None
    at = chance.choice(found).start
    return Changed(_put(text, at, "```http\nGET /added\n```\n\n"))


@edit
def block_removed(text: str, chance: Random) -> Changed | None:
    """Remove a code block that the page has once."""
    found = [at for at in _single(text) if not _is_apart(text, at)]
    if not found:
        return None
    at = chance.choice(found)
    start, end = blocks(text)[at].span()
    return Changed(text[:start] + text[end:], is_whole=True, removed=frozenset({at}))


@edit
def block_removed_with_new_code(text: str, chance: Random) -> Changed | None:
    """Remove a code block, and change a line of the first block of another section."""
    done = block_removed(text, chance)
    others = done and [at for at in _single(text) if _alone(text, at) and at not in done.removed]
    if not (done and others):
        return None
    at = chance.choice(others)
    fence = blocks(done.text)[done.new_number(at)]["fence"]
    first, _, rest = fence.partition("\n")
    return done._replace(
        text=done.text.replace(fence, f"{first}\nX-Added: 1\n{rest}", 1), blocks=frozenset({at})
    )


@edit
def block_removed_twice_there(text: str, chance: Random) -> Changed | None:
    """Remove a code block that its section has twice."""
    found = blocks(text)
    twice = [
        block
        for block, other in pairwise(found)
        if block[0] == other[0] and not _HEADING.search(text, block.end(), other.start())
    ]
    if not twice:
        return block_added(text, chance)
    start, end = chance.choice(twice).span()
    return Changed(text[:start] + text[end:])


def _single(text: str) -> list[int]:
    """Return the numbers of the blocks that are on the page once, code and annotation."""
    found = blocks(text)
    return [at for at, block in enumerate(found) if text.count(block["fence"]) == 1]


def _alone(text: str, at: int) -> bool:
    """Return True if a block has the only code of its section, so that nothing else may be it."""
    found = blocks(text)
    heads = [match.start() for match in _HEADING.finditer(text)]
    sections = [sum(head < block.start() for head in heads) for block in found]
    return sections.count(sections[at]) == 1


def _neighbours(text: str) -> list[int]:
    """Return the numbers of blocks with a different one behind them, below the same heading."""
    found = blocks(text)
    return [
        at
        for at, (one, other) in enumerate(pairwise(found))
        if one[0] != other[0] and not _HEADING.search(text, one.end(), other.start())
    ]


def _is_apart(text: str, at: int) -> bool:
    """Return True if a block has a comment above it that a blank line divides from it."""
    return text[: blocks(text)[at].start()].rstrip().endswith("-->")


_NEW = '<!-- {{ "blockType": "ignored", "name": "added{0}" }} -->\n```http\nGET /added/{0}\n```'


@edit
def block_added_behind(text: str, chance: Random) -> Changed | None:
    """Add an annotated block directly behind one that has a different one behind it."""
    return _added_beside(text, chance, is_behind=True)


@edit
def block_added_before(text: str, chance: Random) -> Changed | None:
    """Add an annotated block directly before one that has a different one before it."""
    return _added_beside(text, chance, is_behind=False)


def _added_beside(text: str, chance: Random, *, is_behind: bool) -> Changed | None:
    once = {*_single(text)}
    found = [at for at in _neighbours(text) if {at, at + 1} <= once and not _is_apart(text, at + 1)]
    if not found:
        return None
    at = chance.choice(found)
    block = _NEW.format(chance.randrange(9))
    if is_behind:
        after = _put(text, blocks(text)[at].end(), f"\n\n{block}")
    else:
        at += 1
        after = _put(text, blocks(text)[at].start(), f"{block}\n\n")
    return Changed(after, is_whole=True, added=(Added(block, at, is_behind),))


@edit
def block_added_and_word(text: str, chance: Random) -> Changed | None:
    """Add an annotated block beside one, and a word somewhere else."""
    done = block_added_behind(text, chance)
    after = done and _word(done.text, chance)
    return done._replace(text=after, is_whole=False) if done and after else None


@edit
def block_added_within_text(text: str, chance: Random) -> Changed | None:
    """Add an annotated block with a paragraph on both sides."""
    found = [at for at in _neighbours(text) if blocks(text)[at].end() + 1 < len(text)]
    if not found:
        return None
    at = chance.choice(found)
    block = _NEW.format(chance.randrange(9))
    end = blocks(text)[at].end()
    return Changed(_put(text, end, f"\n\nAnother example.\n\n{block}\n\nThat was it."))


@edit
def block_added_at_end(text: str, chance: Random) -> Changed | None:
    """Add an annotated block at the end of the page."""
    block = _NEW.format(chance.randrange(9))
    return Changed(f"{text.rstrip()}\n\n{block}\n") if blocks(text) else None


@edit
def section_added_with_new_code(text: str, chance: Random) -> Changed | None:
    """Add a section without code, and change a line of code."""
    found, done = _sections(text), _code(text, chance)
    if not found or not done:
        return None
    start = chance.choice(_sections(done[0])).start
    level = next(part.level for part in _sections(done[0]) if part.start == start)
    limits = f"{'#' * max(2, level)} Limits\n\nA few requests a day.\n\n"
    return Changed(_put(done[0], start, limits), frozenset({done[1]}))


def names() -> Sequence[str]:
    """Return the names of all changes."""
    return tuple(EDITS)
