"""Signs by which pages say that members of an object or elements of an array are omitted."""

import re

_DOTS = r"(?:\.{2,}+|…)"
_SNIP = r"(?:snip(?:ped)?|truncated|omitted|more)"
_WORDS = r"""[ \t]*+(?:\([ \t]*+)?(?:\d+[ \t]++)?[^\W\d][^\n"'{}\[\],:]{0,80}+(?=[\n,}\]])"""
ELISION = re.compile(
    rf"{_DOTS}(?:{_WORDS})?"
    rf"|<\s*(?:{_DOTS}|{_SNIP}\b[^<>\n]{{0,80}}?)\s*/?>|\(\s*{_DOTS}\s*\)"
    rf"|-{{2,}}\s*{_SNIP}\s*-{{2,}}|&lt;\s*(?:{_DOTS}|{_SNIP})\s*&gt;",
    re.IGNORECASE,
)
"""Anywhere: `...`, `... 9 more`, `... other fields`, `<snip>`, `(...)`, `--snip--`."""
BRACKETED_ELEMENTS = re.compile(rf"\[\s*(?:{_DOTS}|{_SNIP})\s*\]", re.IGNORECASE)
"""Between elements: `[...]`, which as the first one is an array that omits its elements."""
INSTEAD_OF_MEMBERS = re.compile(
    rf"\[\s*(?:{_DOTS}|{_SNIP}\b)[^\[\]\n]{{0,120}}+\]"
    rf'|"{_DOTS}"(?:\s*+:\s*+(?:"[^"\\\n]*+"|[\w.-]++|…|\{{\s*+\}}|\[\s*+\]))?(?=\s*[,}}])',
    re.IGNORECASE,
)
"""Between members, where no array and no string alone can be: `[... other fields]`, `"..."`, and
a member of that name: `"...": "..."`."""
NAMED_ELISION = re.compile(rf'"{_DOTS}"\s*+:')
"""The beginning of such a member, which strict JSON may have."""
