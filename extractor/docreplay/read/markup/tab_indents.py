"""Find tabs that end where their indentation ends.

Those of MkDocs (`=== "Title"`), and those of Sphinx (`.. tab-item:: Title`). Sources: PyMdown
Extensions, Tabbed; sphinx-design; sphinx-tabs; sphinx-inline-tabs.
"""

import re
from collections.abc import Iterator

from docreplay.model.markup.zone import ZoneMark
from docreplay.read.markup.tab_labels import item

_MKDOCS = re.compile(
    r'^[ \t]*===(?P<sign>[!+]{0,2})[ \t]+(?P<label>"[^"\n]*")(?P<group>(?!))?[ \t]*$', re.MULTILINE
)
_SPHINX = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:(?P<group>tabs|tab-set|tab-set-code)::"
    r"|(?:tab|tab-item|group-tab|code-tab)::(?P<sign>)[ \t]+(?P<label>[^\n]+?))[ \t]*$",
    re.MULTILINE,
)
_LINE = re.compile(r"^([ \t]*)[^ \t\n][^\n]*$", re.MULTILINE)
_FORM = "indented"


def may_be_in(text: str) -> bool:
    """Return True if a text in Markdown may have such tabs."""
    return "===" in text


def marks(plain: str, text: str) -> Iterator[ZoneMark]:
    """Yield where groups and items of MkDocs begin and end.

    `plain` is the text without fences and comments, in which they are looked for.
    """
    if may_be_in(plain):
        yield from _marks(plain, text, _MKDOCS)


def sphinx_marks(plain: str, text: str) -> Iterator[ZoneMark]:
    """Yield where groups and items of Sphinx begin and end."""
    if "tab" in plain:
        yield from _marks(plain, text, _SPHINX)


def _marks(plain: str, text: str, pattern: re.Pattern[str]) -> Iterator[ZoneMark]:
    first = pattern.search(plain)
    nesting = _Nesting()
    for line in _LINE.finditer(text, first.start()) if first else ():
        depth = len(line[1].expandtabs(4))
        mark = pattern.match(plain, line.start())
        if not mark and nesting.contains(depth):
            continue
        goes_on = mark is not None and mark["label"] is not None and "!" not in mark["sign"]
        yield from nesting.ended(depth, line.start(), goes_on=goes_on)
        if mark and mark["label"]:
            yield from nesting.item(depth, mark)
        elif mark:
            nesting.open.append((depth, "group"))
            yield ZoneMark("group", *line.span(), form=_FORM)
    yield from nesting.ended(-1, len(text), goes_on=False)


class _Nesting:
    """The groups and items that are open, with their indentation, from the outermost one inwards.

    A group that nothing opens is `implied` by its first item, and has the indentation of that.
    """

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []

    def contains(self, depth: int) -> bool:
        """Return True if a line with an indentation ends nothing."""
        return not self.open or depth > self.open[-1][0]

    def ended(self, depth: int, at: int, *, goes_on: bool) -> Iterator[ZoneMark]:
        """Yield what ends at a line; a line that is an item goes on with the group beside it."""
        while self.open and self.open[-1][0] >= depth:
            inner, kind = self.open[-1]
            if kind == "implied" and inner == depth and goes_on:
                return
            self.open.pop()
            yield ZoneMark("item-end" if kind == "item" else "group-end", at, at, form=_FORM)

    def item(self, depth: int, mark: re.Match[str]) -> Iterator[ZoneMark]:
        """Yield an item, and its group if nothing opened one."""
        if not self.open or self.open[-1][1] == "item":
            self.open.append((depth, "implied"))
            yield ZoneMark("group", mark.start(), mark.start(), form=_FORM)
        self.open.append((depth, "item"))
        yield item(*mark.span(), mark["label"], _FORM)
