"""Find words of a table that a translation left in English, and instructions that are links."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from docreplay.drift.align import CellPair, PagePair, Unit
from docreplay.drift.name_places import LINK, without_marker

_VERBS = (
    r"(?:Accept|Add|Approve|Assign|Cancel|Check|Clear|Copy|Create|Decline|Delete|Download|Follow"
    r"|Forward|Get|Invite|List|Move|Protect|Query|Remove|Renew|Replace|Reply|Retrieve|Search|Send"
    r"|Unfollow|Unprotect|Update|Upload|Validate)"
)
INSTRUCTION = re.compile(
    r"(?:Add|Assign|Create|Delete|Get|List|Remove|Retrieve|Update)"
    r"(?: (?:[a-z][A-Za-z0-9-]*|[A-Z][a-z0-9]+[A-Z]\w*)){1,8}"
)
"""A title such as `List contactFolders`: a verb, and words in lower case or names of types."""
_METHOD = re.compile(rf"{_VERBS}(?: [\w-]+){{0,8}}", re.ASCII)
"""The text of a link to a method: a verb, alone or with any words."""
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|//)[^\s#]")
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Za-z][a-z]+){0,3}")
_COMMON = re.compile(
    r"Descriptions?|Members?|Values?|Propert(?:y|ies)|Parameters?|Methods?|Types?|Return [Tt]ypes?"
    r"|Required|Default|Relationships?|Permission type|Possible values|Meaning|Examples?|Headers?"
)
"""Headers that are words in any API reference."""
_FILLERS = re.compile(
    r"(?:None|Yes|No|Required|Optional|Unlimited|Default|Nullable|Read-only"
    r"|Not (?:supported|applicable|available|required))\.?"
)
"""Contents of cells that are words for readers, whatever the column."""
_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u02ff\u1e00-\u1eff]")


def is_label(unit: Unit) -> bool:
    """Return True if a cell or list item is only a link whose text is an instruction."""
    text = unit.target.text.strip()
    if unit.kind == "text":
        item = without_marker(unit.target)
        if item.start == unit.target.start:
            return False
        text = item.text.strip()
    link = LINK.fullmatch(text) if unit.kind != "title" else None
    if not link:
        return False
    page = PurePosixPath(re.split(r"[#?]", link[2])[0]).stem
    is_resource = page.casefold() == link[1].casefold()
    is_method = _METHOD.fullmatch(link[1]) and _RELATIVE.match(link[2]) and not is_resource
    return bool(is_method or INSTRUCTION.fullmatch(link[1]))


def left_cells(pair: PagePair) -> Iterator[CellPair]:
    """Yield cells of words that are as in the source, and translated elsewhere on the page.

    These are headers, and words such as `None` below the same header. A header that a page in Latin
    script leaves at least as often as it translates it may be a word of its language. In other
    scripts a common header beside a translated one is enough.
    """
    tables = [[cell for cell in table if _is_word(cell)] for table in pair.cells]
    cells = [cell for table in tables for cell in table]
    translated = Counter(_key(cell) for cell in cells if cell.source.text != cell.target.text)
    if not translated:
        return
    counts = Counter(_key(cell) for cell in cells if cell.source.text == cell.target.text)
    is_latin = not any(_NOT_LATIN.search(cell.target.text) for cell in cells)
    for table in tables:
        has_translated = any(
            cell.row == 0 and _NOT_LATIN.search(cell.target.text) for cell in table
        )
        for cell in (cell for cell in table if cell.source.text == cell.target.text):
            key = _key(cell)
            least = counts[key] if is_latin and cell.row == 0 else 0
            is_common = cell.row == 0 and has_translated and _COMMON.fullmatch(cell.source.text)
            if is_common or translated[key] > least:
                yield cell


def _is_word(cell: CellPair) -> bool:
    if cell.row == 0:
        return _PLAIN.fullmatch(cell.source.text) is not None
    return cell.column > 0 and _FILLERS.fullmatch(cell.source.text) is not None


def _key(cell: CellPair) -> tuple[bool, str, str]:
    """Return the words of a cell, whether it is a header, and else the header above it."""
    is_header = cell.row == 0
    return is_header, "" if is_header else cell.header, cell.source.text
