"""Find the content tabs of MkDocs: `=== "Title"`, and the lines that are indented below it.

Source: PyMdown Extensions, Tabbed. Tabs within tabs are not divided.
"""

import re
from collections.abc import Iterator

from docreplay.model.markup.zone import ZoneMark

_TAB = re.compile(r'^[ \t]*===(?P<sign>[!+]{0,2})[ \t]+"(?P<title>[^"\n]*)"[ \t]*$', re.MULTILINE)
_LINE = re.compile(r"^([ \t]*)[^ \t\n][^\n]*$", re.MULTILINE)
_OTHER = re.compile(r"[^\w.]")


def may_be_in(text: str) -> bool:
    """Return True if a text may have such tabs."""
    return "===" in text


def marks(plain: str, text: str) -> Iterator[ZoneMark]:
    """Yield where tabs begin, and where a group of them ends: at a line that is not indented.

    `plain` is the text without fences and comments, in which tabs are looked for.
    """
    first = _TAB.search(plain) if may_be_in(plain) else None
    group: int | None = None
    for line in _LINE.finditer(text, first.start()) if first else ():
        indent = len(line[1].expandtabs(4))
        if group is not None and indent > group:
            continue
        tab = _TAB.match(plain, line.start())
        if group is not None and (not tab or indent < group or "!" in tab["sign"]):
            yield ZoneMark("rule", line.start(), line.start())
        group = indent if tab else None
        if tab:
            name = _OTHER.sub("-", tab["title"]).lower()
            yield ZoneMark("tab", line.start(), line.end(), name, tab["title"])
    if group is not None:
        yield ZoneMark("rule", len(text), len(text))
