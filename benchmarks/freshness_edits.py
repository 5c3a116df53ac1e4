"""Changes of a source page, each of one class: what they ask of a translator."""

import re
from collections.abc import Callable, Iterator
from random import Random

from docreplay.model.markup.markup import Markup, Span
from docreplay.model.translation import Freshness

Edit = Callable[[Markup, Random], str | None]
"""Gets the outline of a page; its text with one change, or None where the page does not suit."""
EDITS: dict[str, tuple[Freshness, Edit]] = {}

_WORD = re.compile(r"(?<![\w`/.<>\[\]({#&-])[a-z]{6,}(?![\w`/.<>\](){}&=-])")
_WEIGHTY = re.compile(
    r"en?able|disable|include|exclude|before|should|within|without|cannot|nothing"
)


def edit(kind: Freshness) -> Callable[[Edit], Edit]:
    """Register an edit by its name, with the class that it belongs to."""

    def register(function: Edit) -> Edit:
        EDITS[function.__name__] = (kind, function)
        return function

    return register


def _put(page: Markup, start: int, end: int, text: str) -> str:
    return page.text[:start] + text + page.text[end:]


def _word(page: Markup, chance: Random) -> Span | None:
    """Choose a plain word of a paragraph."""
    found = [
        Span(match[0], part.start + match.start(), part.start + match.end())
        for part in page.paragraphs
        for match in _WORD.finditer(part.text)
        if not _WEIGHTY.match(match[0])
    ]
    return chance.choice(found) if found else None


def _sentence(page: Markup, chance: Random) -> int | None:
    """Return the end of a paragraph of at least one sentence."""
    found = [part.end for part in page.paragraphs if part.text.rstrip().endswith(".")]
    return chance.choice(found) if found else None


def _fence_line(page: Markup, chance: Random) -> tuple[int, int] | None:
    """Return the start and the end of a line of code."""
    found = [
        (fence.body.start + match.start(), fence.body.start + match.end())
        for fence in page.fences
        if fence.is_exact
        for match in re.finditer(r"[^\n]*\S[^\n]*", fence.body.text)
    ]
    return chance.choice(found) if found else None


@edit("code")
def code_value_changed(page: Markup, chance: Random) -> str | None:
    """Change the character at the end of a line of code."""
    place = _fence_line(page, chance)
    return place and _put(page, place[1], place[1], "9")


@edit("code")
def code_line_added(page: Markup, chance: Random) -> str | None:
    """Repeat a line of code."""
    place = _fence_line(page, chance)
    return place and _put(page, place[1], place[1], "\n" + page.text[slice(*place)])


@edit("code")
def code_line_dropped(page: Markup, chance: Random) -> str | None:
    """Drop a line of code."""
    place = _fence_line(page, chance)
    return place and _put(page, place[0], place[1] + 1, "")


@edit("code")
def language_changed(page: Markup, chance: Random) -> str | None:
    """Change an info string."""
    found = [fence for fence in page.fences if fence.info and fence.is_exact]
    if not found:
        return None
    fence = chance.choice(found)
    start = page.text.index(fence.info, fence.start)
    return _put(page, start, start + len(fence.info), "jsonc")


@edit("code")
def annotation_changed(page: Markup, chance: Random) -> str | None:
    """Add a key to an annotation."""
    found = [fence.annotation for fence in page.fences if fence.annotation]
    if not found:
        return None
    start = page.text.index("{", chance.choice(found).start) + 1
    return _put(page, start, start, ' "truncated": true,')


@edit("code")
def annotation_dropped(page: Markup, chance: Random) -> str | None:
    """Drop the annotation of a code block."""
    found = [fence for fence in page.fences if fence.annotation and fence.is_exact]
    if not found:
        return None
    fence = chance.choice(found)
    assert fence.annotation
    return _put(page, fence.annotation.start, fence.start, "")


@edit("code")
def metadata_changed(page: Markup, chance: Random) -> str | None:
    """Change a value in the front matter."""
    found = [entry for entry in page.front_matter if entry.key not in ("title", "description")]
    if not found:
        return None
    entry = chance.choice(found)
    return _put(page, entry.value.start, entry.value.end, "another")


@edit("code")
def metadata_added(page: Markup, _: Random) -> str | None:
    """Add an entry to the front matter."""
    end = page.front_matter[-1].value.end if page.front_matter else 0
    return _put(page, end, end, "\nms.reviewer: nobody") if end else None


@edit("markup")
def link_moved(page: Markup, chance: Random) -> str | None:
    """Change the target of a link."""
    found = [match.end() for match in re.finditer(r"\]\([^()\s]+(?=\))", page.prose)]
    return _put(page, at := chance.choice(found), at, "-moved") if found else None


@edit("markup")
def word_made_bold(page: Markup, chance: Random) -> str | None:
    """Put asterisks around a word."""
    word = _word(page, chance)
    return word and _put(page, word.start, word.end, f"**{word.text}**")


@edit("markup")
def word_made_code(page: Markup, chance: Random) -> str | None:
    """Put back-ticks around a word."""
    word = _word(page, chance)
    return word and _put(page, word.start, word.end, f"`{word.text}`")


@edit("markup")
def heading_lowered(page: Markup, chance: Random) -> str | None:
    """Lower a heading by one level."""
    found = [heading.start for heading in page.headings if heading.level < 6]
    return _put(page, at := chance.choice(found), at, "#") if found else None


@edit("markup")
def column_aligned(page: Markup, chance: Random) -> str | None:
    """Align the columns of a table in another way."""
    found = list(re.finditer(r"^\|:?-+", page.plain, re.MULTILINE))
    if not found:
        return None
    match = chance.choice(found)
    return _put(page, match.start(), match.end(), "|-----:")


def _slip(page: Markup, chance: Random, change: Callable[[str, int], str]) -> str | None:
    word = _word(page, chance)
    if not word:
        return None
    at = chance.randrange(1, len(word.text) - 2)
    text = change(word.text, at)
    return None if text == word.text else _put(page, word.start, word.end, text)


@edit("typo")
def letter_dropped(page: Markup, chance: Random) -> str | None:
    """Drop a letter of a word."""
    return _slip(page, chance, lambda word, at: word[:at] + word[at + 1 :])


@edit("typo")
def letter_doubled(page: Markup, chance: Random) -> str | None:
    """Double a letter."""
    return _slip(page, chance, lambda word, at: word[: at + 1] + word[at:])


@edit("typo")
def letters_swapped(page: Markup, chance: Random) -> str | None:
    """Swap two letters."""
    return _slip(page, chance, lambda w, at: w[:at] + w[at + 1] + w[at] + w[at + 2 :])


@edit("prose")
def word_added(page: Markup, chance: Random) -> str | None:
    """Add a word."""
    word = _word(page, chance)
    return word and _put(page, word.start, word.start, "preferred ")


@edit("prose")
def word_denied(page: Markup, chance: Random) -> str | None:
    """Add a `not`."""
    word = _word(page, chance)
    return word and _put(page, word.start, word.start, "not ")


@edit("prose")
def word_replaced(page: Markup, chance: Random) -> str | None:
    """Replace a word."""
    word = _word(page, chance)
    return word and _put(page, word.start, word.end, "photograph")


@edit("prose")
def word_dropped(page: Markup, chance: Random) -> str | None:
    """Drop a word."""
    word = _word(page, chance)
    return word and _put(page, word.start, word.end, "")


@edit("prose")
def sentence_added(page: Markup, chance: Random) -> str | None:
    """Add a sentence."""
    at = _sentence(page, chance)
    return _put(page, at, at, " Only administrators see it.") if at else None


@edit("prose")
def digit_changed(page: Markup, chance: Random) -> str | None:
    """Change a number in a sentence."""
    found = list(re.finditer(r"(?<![\w/.(\]-])\d+(?![\w/)\]-])", page.prose))
    if not found:
        return None
    match = chance.choice(found)
    return _put(page, match.start(), match.end(), str(int(match[0]) + 1))


@edit("prose")
def title_changed(page: Markup, _: Random) -> str | None:
    """Change the title in the front matter."""
    entry = next((entry for entry in page.front_matter if entry.key == "title"), None)
    return entry and _put(page, entry.value.start, entry.value.end, '"Something else entirely"')


@edit("prose")
def cell_changed(page: Markup, chance: Random) -> str | None:
    """Add a word to a cell of a table."""
    found = [row[-1] for table in page.tables for row in table.rows[1:] if row and row[-1].text]
    return _put(page, at := chance.choice(found).end, at, " Deprecated") if found else None


@edit("current")
def lines_wrapped(page: Markup, chance: Random) -> str | None:
    """Wrap a paragraph on more lines."""
    found = [m.start() for part in page.paragraphs for m in _blanks(part) if "|" not in part.text]
    return _put(page, at := chance.choice(found), at + 1, "\n") if found else None


def _blanks(part: Span) -> Iterator[re.Match[str]]:
    """Yield blanks that can become line ends without beginning a block."""
    pattern = re.compile(r"(?<=[a-z,]) (?=[a-z])")
    return pattern.finditer(" " * part.start + part.text, part.start)


@edit("current")
def blanks_added(page: Markup, chance: Random) -> str | None:
    """Add a blank line."""
    found = [part.end for part in page.paragraphs]
    return _put(page, at := chance.choice(found), at, "\n") if found else None


@edit("current")
def tabs_expanded(page: Markup, _: Random) -> str | None:
    """Replace each tab by four blanks."""
    return page.text.replace("\t", "    ") if "\t" in page.text else None
