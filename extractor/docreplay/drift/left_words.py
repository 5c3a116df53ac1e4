"""Find words of a table that a translation left in English, and texts of links."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from docreplay.drift.align import CellPair, PagePair, Unit
from docreplay.drift.name_places import LINK, links, without_marker
from docreplay.model.markup.markup import Span

_VERBS = (
    r"(?:Accept|Add|Approve|Assign|Cancel|Check|Clear|Copy|Create|Decline|Delete|Download|Follow"
    r"|Forward|Get|Invite|List|Move|Protect|Query|Remove|Renew|Replace|Reply|Retrieve|Search|Send"
    r"|Unfollow|Unprotect|Update|Upload|Validate)"
)
INSTRUCTION = re.compile(
    r"(?:Activate|Add|Assign|Create|Delete|Get|List|Remove|Retrieve|Update)"
    r"(?:(?: (?:[a-z][A-Za-z0-9-]*|[A-Z][a-z0-9]+[A-Z]\w*)){1,8}| [A-Z][a-z]+)"
)
"""A title such as `List contactFolders` or `Create Contact`: a verb, and words or a name."""
_LED = re.compile(r"(Create|Delete|Get|List|Remove|Retrieve|Send) ([^\W\d_]+)(?![\w(.-])")
"""A verb that begins a text, and the word behind it."""
LEADING = ("Create ", "Delete ", "Get ", "List ", "Remove ", "Retrieve ", "Send ")
"""The same verbs: most texts begin with none."""
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
    r"(?:(?:`[^`|]+`|Bearer [{<][^{}<>|]+[}>]|[a-z]+/[\w.*+-]*[\w*])[.,;] )?"
    r"(?P<word>None|Yes|No|Required|Optional|Unlimited|Default|Nullable|Read-only"
    r"|Not (?:supported|applicable|available|required))\.?"
)
"""Contents of cells that are words for readers, whatever the column, also behind a token."""
_FOR_READERS = re.compile(r"Return(?:s| [Tt]ypes?)|Descriptions?|Required|Notes?|Remarks")
"""Headers of columns without literals, in which `None` and `Yes` are words for readers."""
_PERMISSION = re.compile(r"Application|Delegated \([A-Za-z ]+\)")
"""The first cells of tables of permissions."""
_FRENCH = re.compile(r"(?<!\w)(?:avec|aux|cette|une|vous)(?!\w)")
"""Words of French, in which the header `Description` is translated."""
_ENGLISH = re.compile(r"(?<![^ (])[a-z]{3,}(?![^ ,.:)])")
_GLUE = re.compile(r"and|for|from|in|not|of|on|or|the|to|via|with")
_NO_TITLE = re.compile(r"[`/{}$=<>\[\]\\]|\w\.\w|^[A-Z]{3,} ")
"""What the text of a link has that is code, a path, a request or the name of a file."""
_OF_FILE = re.compile(r"[\w-]+(?:\.[\w-]+)+ (?:files?|folder|class|sample)")
"""The name of a file and an English noun."""
_GLOSS = re.compile(r"\)[*_]{0,3} ?[(（]")
"""A bracket behind a link, in which its text is translated."""
NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u02ff\u1e00-\u1eff]")
"""A letter of another script than Latin."""


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


def left_verb(source: str, target: str) -> str:
    """Return the English verb that a translated text begins with, as its source does, or nothing.

    What follows it must be another word: `Get recién creado` for `Get newly created`.
    """
    if not target.startswith(LEADING):
        return ""
    one, other = _LED.match(source), _LED.match(target)
    if one is None or other is None or one[1] != other[1] or one[2] == other[2]:
        return ""
    return "" if one[2] == "resource" else one[1]


def left_links(unit: Unit) -> Iterator[Span]:
    """Yield texts of links to other pages of the site that a translated sentence has in English.

    Such a text has a word in lower case beside others. A translation in brackets behind the link
    explains it. Links to other sites may lead to a page that exists in English only, unless their
    text is a file and its noun.
    """
    for text, target in links(unit.target):
        if " " not in text.text or f"[{text.text}](" not in unit.source.text:
            continue
        if _OF_FILE.fullmatch(text.text):
            yield text
            continue
        if not _RELATIVE.match(target):
            continue
        words = [word for word in _ENGLISH.findall(text.text) if not _GLUE.fullmatch(word)]
        behind = unit.target.text[text.end + len(target) + 2 - unit.target.start :]
        if words and not _NO_TITLE.search(text.text) and not _GLOSS.match(behind):
            yield text


def left_cells(pair: PagePair) -> Iterator[CellPair]:
    """Yield cells of words that are as in the source, and translated elsewhere on the page.

    These are headers, and words such as `None` below the same header. A header that a page in Latin
    script leaves at least as often as it translates it may be a word of its language. In other
    scripts a common header beside a translated one is enough, and so are words for readers in
    columns that have no literals. `Description` among translated headers is one in every language
    in Latin script but French.
    """
    tables = [[cell for cell in table if _is_word(cell)] for table in pair.cells]
    cells = [cell for table in tables for cell in table]
    translated = Counter(_key(cell) for cell in cells if cell.source.text != cell.target.text)
    if not translated:
        return
    counts = Counter(_key(cell) for cell in cells if cell.source.text == cell.target.text)
    is_latin = not any(NOT_LATIN.search(cell.target.text) for cell in cells)
    for table in tables:
        heads = [cell for cell in table if cell.row == 0]
        for cell in (cell for cell in table if cell.source.text == cell.target.text):
            key = _key(cell)
            least = counts[key] if is_latin and cell.row == 0 else 0
            if translated[key] > least or _is_left(pair, cell, heads, is_latin=is_latin):
                yield cell


def _is_left(pair: PagePair, cell: CellPair, heads: Sequence[CellPair], *, is_latin: bool) -> bool:
    """Return True if a cell is a word for readers by what is beside it; `heads` are the headers."""
    text = cell.source.text
    if cell.row:
        is_column = _FOR_READERS.fullmatch(cell.header) or _PERMISSION.fullmatch(text)
        return not is_latin and is_column is not None
    if not is_latin:
        has_translated = any(NOT_LATIN.search(head.target.text) for head in heads)
        return has_translated and _COMMON.fullmatch(text) is not None
    others = [head for head in heads if head.source.text != text]
    is_alone = len(others) > 1 and all(head.source.text != head.target.text for head in others)
    return text == "Description" and is_alone and not _FRENCH.search(pair.target.plain)


def _is_word(cell: CellPair) -> bool:
    if cell.row == 0:
        return _PLAIN.fullmatch(cell.source.text) is not None
    if cell.column == 0:
        is_permission = cell.header == "Permission type"
        return is_permission and _PERMISSION.fullmatch(cell.source.text) is not None
    return _FILLERS.fullmatch(cell.source.text) is not None


def _key(cell: CellPair) -> tuple[bool, str, str]:
    """Return the words of a cell, whether it is a header, and else the header above it."""
    if cell.row == 0:
        return True, "", cell.source.text
    filler = _FILLERS.fullmatch(cell.source.text)
    return False, cell.header, filler["word"] if filler else cell.source.text
