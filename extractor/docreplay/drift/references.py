"""Find reference links, footnotes and their definitions (CommonMark §4.7, §6.3)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docreplay.model.markup.markup import Span

_DEFINITION = re.compile(
    r"^[ \t>]{0,12}\[((?:[^\[\]\\\n]|\\.){1,200})\]:[ \t]*(?:\n[ \t]*)?(\S+)", re.MULTILINE
)
_REFERENCE = re.compile(
    r"(?<![\]\\])\[((?:[^\[\]\\\n]|\\.|\n(?!\n)){1,200})\](?![(:])(?:\[([^\[\]\n]{0,200})\])?"
)
_CODE = re.compile(r"(?<![`\\])(`++)[^\n]{1,1000}?(?<!`)\1(?!`)")
_BLANKS = re.compile(r"\s+")


class Definition(NamedTuple):
    """The definition of a label."""

    label: Span
    target: str


class Reference(NamedTuple):
    """A reference link or footnote: the label as it is compared, the text, and its place."""

    key: str
    text: str
    label: str | None
    """The label behind the text, possibly empty; None without brackets for one."""
    place: Span

    @property
    def is_footnote(self) -> bool:
        """True for `[^1]`."""
        return self.key.startswith("^")

    @property
    def name(self) -> str:
        """The label as written."""
        return self.label or self.text


def definitions(text: str) -> dict[str, Definition]:
    """Return the definitions of a page's text by their labels as compared."""
    return {
        label_key(match[1]): Definition(Span(match[1], *match.span(1)), match[2])
        for match in _DEFINITION.finditer(text)
    }


def references(part: Span) -> Iterator[Reference]:
    """Yield what may be references in a text, without those in code spans."""
    text = part.text
    if "[" not in text:
        return
    masked = _CODE.sub(lambda code: "\0" * len(code[0]), text)
    for match in _REFERENCE.finditer(masked):
        (start, end), (low, high) = match.span(), match.span(1)
        label = None if match[2] is None else text[slice(*match.span(2))]
        place = Span(text[start:end], part.start + start, part.start + end)
        yield Reference(label_key(label or text[low:high]), text[low:high], label, place)


def label_key(label: str) -> str:
    """Return a label as it is compared: case and blanks do not count (CommonMark §4.7)."""
    return _BLANKS.sub(" ", label.strip()).casefold()
