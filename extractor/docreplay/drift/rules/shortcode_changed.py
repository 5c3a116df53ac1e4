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
Restore the shortcode of the source; `docreplay drift --fix` does if exactly one without translated
arguments replaced it.
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
    r"(?:title|alt|caption|text|label|summary|description|header|name|heading|tabName|attr\w*)",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?>[\"'].*?(?:[^\x00-\x7f]|\s)).*[\"']|[\"']?[A-Z][a-z]+[\"']?", re.DOTALL)
"""Text for readers: several quoted words, a capitalized one, or one of another script."""
_TAB = re.compile(r"\{\{[%<]\s*tab\s")


def _may_report(unit: Unit) -> bool:
    """Return True if the translation lacks a shortcode."""
    text = unit.source.text
    return ("{{" in text or "{%" in text) and loses(unit, _SHORTCODE, key=_key)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield shortcodes that the translation does not have."""
    for item in missing_tokens(pair, units, _SHORTCODE, key=_key):
        code = item.source.text
        message = f"shortcode `{_name(code)}` {item.change}"
        is_exact = _texts(code) == _texts(item.actual)
        yield Deviation(
            message,
            item.place,
            item.source.start,
            code,
            item.actual,
            item.replacement,
            "safe" if is_exact else "unsafe",  # a translated title would be lost
        )


def _key(code: str) -> str:
    """Return the parts without those for readers."""
    return " ".join(f"{name}{'' if is_text else value}" for name, value, is_text in _parts(code))


def _texts(code: str) -> list[str]:
    """Return the parts for readers."""
    return [value for _, value, is_text in _parts(code) if is_text]


def _parts(code: str) -> Iterator[tuple[str, str, bool]]:
    """Yield name, value and whether it is for readers, of each part; a macro has none for readers.

    A tab has a label for readers without a name.
    """
    is_macro, is_tab = "(" in code, bool(_TAB.match(code))
    for index, match in enumerate(_PART.finditer(strip_invisible(code))):
        name, value = match[1] or "", match[2]
        is_phrase = not name and (_PHRASE.fullmatch(value) or (is_tab and index > 1))
        is_text = bool(_FOR_READERS.fullmatch(name) or is_phrase)
        yield f"{name}=", value, is_text and not is_macro


def _name(code: str) -> str:
    """Return the name of a shortcode, for the message."""
    found = re.search(r"[A-Za-z][\w./-]*", code)
    return found[0] if found else code


CHECK = UnitCheck(RULE, find, _may_report)
