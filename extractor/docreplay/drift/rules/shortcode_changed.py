"""A shortcode of the site generator was changed.

## What it means
The source has a shortcode, macro or tag such as `{{< youtube iEEIabOha8U >}}` (Hugo),
`{{HTTPHeader("Accept")}}` (MDN) or `{% include note.md %}` (Liquid), and the translation has none
with that name and these arguments.

## Why it matters
The site shows something else, or cannot be built: names and arguments are code.

## What it leaves alone
Arguments for readers: those named `title`, `alt`, `caption` and the like, and quoted ones with
blanks or with letters beyond ASCII.

    {{< figure src="/img/a.png" title="Das Bild" >}}

where the source says `title="The image"`.

## Example
    {{< youtube XXXXXXXX >}}

where the source says `{{< youtube iEEIabOha8U >}}`.

## Fix
Restore the shortcode of the source; `docreplay drift --fix` does if exactly one replaced it.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.missing_tokens import loses, missing_tokens
from docreplay.drift.normalize import strip_invisible
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI319", name="shortcode-changed")

_SHORTCODE = re.compile(
    r"\{\{(?:[^{}\n]|\n(?!\n)){1,1000}\}\}|\{%(?:[^%\n]|%(?!\})|\n(?!\n)){1,1000}%\}"
)
_PART = re.compile(r"""(?:([\w-]+)\s*=\s*)?("[^"\n]*"|'[^'\n]*'|[^\s"'=]+|=)""")
_FOR_READERS = re.compile(
    r"(?:title|alt|caption|text|label|summary|description|header|name|heading|attr\w*)",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?>[\"'].*?(?:[^\x00-\x7f]|\s)).*[\"']|[\"']?[A-Z][a-z]+[\"']?", re.DOTALL)
"""Text for readers: several quoted words, a capitalized one, or one of another script."""
_LABEL = re.compile(r"\{\{[%<]\s*tab\s")


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a shortcode."""
    text = unit.source.text
    return ("{{" in text or "{%" in text) and loses(unit, _SHORTCODE, key=_key)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield shortcodes that the translation does not have."""
    for item in missing_tokens(pair, units, _SHORTCODE, key=_key):
        code = item.source.text
        message = f"shortcode `{_name(code)}` {item.change}"
        yield Deviation(message, item.place, item.source.start, code, item.actual, item.replacement)


def _key(code: str) -> str:
    """Return the parts without those for readers."""
    is_macro = "(" in code
    parts = []
    for match in _PART.finditer(strip_invisible(code)):
        name, value = match[1] or "", match[2]
        is_text = _FOR_READERS.fullmatch(name) or (not name and _PHRASE.fullmatch(value))
        parts.append(f"{name}=" if is_text and not is_macro else f"{name}={value}")
    return " ".join(parts[:2] if _LABEL.match(code) else parts)


def _name(code: str) -> str:
    """Return the name of a shortcode, for the message."""
    found = re.search(r"[A-Za-z][\w./-]*", code)
    return found[0] if found else code


CHECK = UnitCheck(RULE, find, _may_report)
