"""Values that a row of a table lists without words that introduce them.

Such are `` `open`, `closed` ``, ``The order: `asc` or `desc`.`` and a column "Values". Whether they
are all of them is not said, so no response is judged by them; two versions of a list can be
compared.
"""

import re

from docreplay.model.types.declared_values import FUTURE, AllowedValues
from docreplay.model.types.documented_rows import DocumentedRow, title_of

_COLUMN = re.compile(r"(?:(?:allowed|possible|valid|accepted|supported) )?(?:values?|enum|options)")
"""Titles of columns with nothing but values, where another column has the description."""
_ITEM = r"(?:`[\w.+-]+`|\"[\w.+-]+\"|“[\w.+-]+”|'[\w.+-]+')"
_NOTE = r"(?:\s*\([^()|]{0,80}\))?"
_RUN = re.compile(
    rf"{_ITEM}{_NOTE}(?:\s*(?:,\s*(?:and|or)?|/|;|\||\band\b|\bor\b|<br\s*/?>|•)\s*{_ITEM}{_NOTE})+",
    re.IGNORECASE,
)
_LINES = re.compile(
    rf"(?:<br\s*/?>\s*(?:[-*•]\s*)?{_ITEM}{_NOTE}\s*(?:(?:[-–—:=]|is\b)\s?[^<|]*)?(?=<|\||$)){{2,}}",
    re.IGNORECASE,
)
"""Values on lines of their own, with or without what each of them means."""
_OTHERWISE = re.compile(
    r"\b(?:support\w*|e\.g|examples?|such as|see|like|format|inherit\w*|propert\w+|parameters?"
    r"|fields?|scopes?|permissions?|unless|when|with|not)\b[^.|]{0,60}$",
    re.IGNORECASE,
)
"""Words before a list of something that is not a value of the member."""
_MARKED = re.compile(_ITEM)
_FIRST = re.compile(rf"<br\s*/?>\s*(?:[-*•]\s*)?({_ITEM})", re.IGNORECASE)
_BARE = re.compile(r"[\w.+-]+(?:\s*(?:,|/|\||<br\s*/?>|\bor\b)\s*[\w.+-]+)+")
_BETWEEN = re.compile(r"\s*(?:,|/|\||<br\s*/?>|\bor\b)\s*")


def unintroduced_values(row: DocumentedRow) -> AllowedValues | None:
    """Return the values of the first list in a row, or None if there is none."""
    values = _of_column(row) or _of_text(row.text)
    return AllowedValues(values, FUTURE in values) if values else None


def _of_column(row: DocumentedRow) -> tuple[str, ...]:
    titles = [title_of(cell) for cell in row.table.header]
    if not any("description" in title for title in titles):
        return ()
    for title, cell in zip(titles, row.cells, strict=False):
        if _COLUMN.fullmatch(title):
            content = cell.content.replace("`", "").strip()
            return tuple(_BETWEEN.split(content)) if _BARE.fullmatch(content) else ()
    return ()


def _of_text(text: str) -> tuple[str, ...]:
    for run in (*_LINES.finditer(text), *_RUN.finditer(text)):
        if not _OTHERWISE.search(text, max(0, run.start() - 90), run.start()):
            marked = (_FIRST if run.re is _LINES else _MARKED).findall(run[0])
            found = (item.strip("`\"“”'") for item in marked)
            return tuple(dict.fromkeys(found))
    return ()
