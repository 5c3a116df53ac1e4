"""The marker of a note, warning or include was changed.

## What it means
The source has a marker such as `[!NOTE]` or `[!INCLUDE`, or the kind of an admonition of VitePress
or Docusaurus (`::: tip`), MkDocs or reStructuredText (`.. note::`), and the translation does not.

## Why it matters
Publishing tools know only the English markers; a translated one is shown as text, and the content
of a broken include is missing.

## What it leaves alone
Markers in other capitals, the titles behind them, and markers that only the translation has.

    > [!note]

where the source says `> [!NOTE]`.

## Example
    > [!注意]

## Fix
Restore the marker of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import loses, missing_tokens
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI315", name="alert-type-changed")

_KINDS = (
    r"(?:abstract|admonition|attention|bug|caution|danger|deprecated|details|error|example|failure"
    r"|hint|important|info|note|question|quote|seealso|success|tip|todo|warning)(?![\w-])"
)
_START = r"^[ \t]*(?::{3,}[ \t]*|(?:!!!|\?\?\?\+?|\.\.)[ \t]+)"
"""What the line of an admonition begins with."""
_MARKER = re.compile(
    r"\[!(?:INCLUDE(?= ?\[)|(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING)\])"
    rf"|{_START}{_KINDS}",
    re.IGNORECASE | re.MULTILINE,
)
_PARTS = ("[!", ":::", "!!!", "???", ".. ", "..\t")
"""What each marker has a part of."""
_ANY_MARKER = re.compile(
    r"\[[!！](?:[^\]\[\s]{1,30}(?= ?\[)|[^\]\[\n]{1,30}\])"
    rf"|{_START}[^\W\d][\w-]*",
    re.MULTILINE,
)


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a marker."""
    text = unit.source.text
    return any(map(text.__contains__, _PARTS)) and loses(unit, _MARKER, key=_key)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield markers that the translation does not have; case is ignored."""
    for item in missing_tokens(pair, units, _MARKER, candidates=_ANY_MARKER, key=_key):
        marker = item.source.text.strip()
        message = f"marker `{marker}` {item.change}"
        yield Deviation(
            message, item.place, item.source.start, marker, item.actual, item.replacement
        )


def _key(marker: str) -> str:
    return "".join(marker.upper().split())


CHECK = UnitCheck(RULE, find, _may_report)
