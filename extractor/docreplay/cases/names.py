"""Names of cases: Python identifiers that are unique on a page and stay when others come and go."""

import keyword
import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
LIMIT = 72
"""Maximum length of a name: `def test_NAME(api):` fits in a line of 88 columns."""


def identifier(text: str) -> str:
    """Return a lower-case Python identifier for the text: `getMailTips` → `get_mail_tips`.

    Letters without an ASCII form are dropped; an empty name becomes `case`.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = [word for part in _WORD.findall(plain) for word in _HUMP.split(part)]
    name = "_".join(words).lower()[:LIMIT].strip("_") or "case"
    is_name = name.isidentifier() and not keyword.iskeyword(name)
    return name if is_name else f"case_{name}"[:LIMIT].rstrip("_")


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, with numbers appended to later ones that are the same."""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            suffix = f"_{number}"
            candidate = name[: LIMIT - len(suffix)].rstrip("_") + suffix
        taken.add(candidate)
        result.append(candidate)
    return tuple(result)
