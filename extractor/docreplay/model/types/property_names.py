"""The name of a property in the first column of a table."""

import re

_MARKS = "[`*_~ \t\u00a0"
_TAGS = re.compile(r"\s*(?:</?[A-Za-z][^<>]*>\s*)+")
_NOTE = re.compile("[(\uff08<\\[?\u00b9\u00b2\u00b3\u2020\u2021]")
"""The start of a note behind the name: `(deprecated)`, `?`, a tag, the mark of a footnote."""


def property_name(cell: str) -> str:
    """Return the name without markup, link and notes: `a` for `**a** (deprecated)`.

    Tags around it, such as those of an anchor or of a text that is struck out, are not part of it.
    """
    tags = _TAGS.match(cell)
    bare = cell[tags.end() if tags else 0 :].partition("]")[0].lstrip(_MARKS)
    return _NOTE.split(bare, maxsplit=1)[0].rstrip(f"{_MARKS}\\").replace("\\_", "_")
