"""Introductions of lists of values: `The possible values are:`, `can be`, `Mögliche Werte sind`."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_STRONG_INTRO = re.compile(
    r"\bfollowing\s++values\s++are\s++(?:possible|allowed|valid|supported|accepted|available)\s*+:?\s*+"
    r"|\b(?P<open>some|common|typical|usual|one)?\s*+"
    r"(?:possible|allowed|valid|supported|accepted|permitted|legal|available)\s++(?:\w+\s++)?values?"
    r"(?:\s++(?:for|of)\s++[^:.|<\n]{1,60}?)?"
    r"\s*+(?::|(?:are|is|can be|may be|being)\b(?:\s++(?:any of|one of|either))?"
    r"|(?P<more>include[sd]?|including)\b)"
    r"(?:\s++(?:the\s++)?(?:following|these)(?:\s++values?)?)?\s*+:?(?:\s*+one of\b)?\s*+",
    re.IGNORECASE,
)
"""An introduction that says that values follow."""
_WEAK_INTRO = re.compile(
    r"\b(?:(?:one|any)\s++of(?:\s++the\s++following|\s++these)?(?:\s++values?)?"
    r"|(?:can|may|must|should)\s++(?:only\s++)?(?:either\s++)?be(?:\s++set\s++to)?(?:\s++either)?"
    r"|(?:is|are)\s++either|either(?:\s++be)?)\s*+:?\s*+",
    re.IGNORECASE,
)
"""An introduction that other words may follow: only two or more marked values are a list."""
_TRANSLATED_VALUES = (
    r"(?:mögliche|zulässige|gültige|erlaubte|unterstützte|verfügbare)[nr]?\s++werte?"
    r"(?:\s++(?:für|von)\s++[^:.|<\n]{1,60}?)?\s*+(?::|sind\b|(?P<de>umfassen\b))",
    r"(?:posibles\s++valores|valores\s++(?:posibles|permitidos|admitidos|válidos|compatibles))"
    r"(?:\s++(?:para|de)\s++[^:.|<\n]{1,60}?)?\s*+(?::|son\b|(?P<es>incluyen\b))",
    r"valeurs\s++(?:possibles|autorisées|valides|acceptées|prises\s++en\s++charge)"
    r"(?:\s++(?:pour|de)\s++[^:.|<\n]{1,60}?)?\s*+(?::|sont\b|(?P<fr>incluent\b|comprennent\b))",
    r"valores\s++(?:possíveis|permitidos|válidos|aceit[oe]s)"
    r"(?:\s++(?:para|de)\s++[^:.|<\n]{1,60}?)?\s*+(?::|são\b|(?P<pt>incluem\b))",
    r"valori\s++(?:possibili|consentiti|validi|ammessi|supportati)\s*+"
    r"(?::|sono\b|(?P<it>includono\b))",
    r"(?:mogelijke|toegestane|geldige)\s++waarden\s*+(?::|zijn\b)",
    r"(?:możliwe|dozwolone|dopuszczalne)\s++wartości\s*+(?::|to\b)",
    r"(?:возможные|допустимые|разрешенные)\s++значения\s*+[:—–-]",
    r"(?:olası|geçerli|izin\s++verilen)\s++değerler\s*+:?",
    r"(?:可能|可用|可选|有效|允许|支持|可選|有效|允許)的?(?:取)?值\s*+(?:[:：]|为|是|有|為|(?P<zh>包括|包含))",
    r"可取值\s*+(?:[:：]|为|是|有|(?P<cn>包括|包含))",
    r"(?:可能な|有効な|使用できる|使用可能な|指定できる|許可される|サポートされる)値(?:は|には)",
    r"(?:가능한|허용되는|유효한)\s*+값(?:은|에는|\s*+:)",
)
"""Openings with which other languages say that values follow; those with a name leave it open."""
_TRANSLATED_INTRO = re.compile(
    rf"(?:{'|'.join(_TRANSLATED_VALUES)})\s*+[:：、]?\s*+",
    re.IGNORECASE,
)
_TRANSLATED_WORDS = re.compile("wert|valor|valeur|waarden|warto|знач|değer|值|値|값")
"""What every translated introduction contains, in lower case: most texts have none of them."""
_NEGATED = re.compile(
    r"(?:\bcannot|\b(?:can|must|may|should|is|are|does|do)(?: not|n't|n’t)|\bnever|\bcan't|\bcan’t"
    r"|\bother than)\b[^.;|<\n]{0,120}$",
    re.IGNORECASE,
)
"""The beginning of a sentence that lists what is not allowed."""
_BEFORE = 160
"""Number of characters before an introduction that are searched for a negation."""


class Introduction(NamedTuple):
    """Where words that introduce values start and end."""

    start: int
    end: int
    kind: Literal["strong", "weak", "translated"]
    """After `weak` ones, other words may follow; `translated` ones are not in English."""
    is_open: bool = False
    """True if the words say that there may be other values."""


def introductions(text: str) -> Iterator[Introduction]:
    """Yield the introductions of lists in a text; weak ones only without others."""
    found = False
    low = text.lower()
    for match in _STRONG_INTRO.finditer(text) if "value" in low else ():
        found = True
        yield Introduction(*match.span(), "strong", bool(match["open"] or match["more"]))
    for match in _TRANSLATED_INTRO.finditer(text) if _TRANSLATED_WORDS.search(low) else ():
        found = True
        yield Introduction(*match.span(), "translated", any(match.groupdict().values()))
    for match in () if found else _WEAK_INTRO.finditer(text):
        if not _is_negated(text, match.start()):
            yield Introduction(*match.span(), "weak")


def _is_negated(text: str, at: int) -> bool:
    """Return True if the sentence up to an offset says what must not be."""
    return _NEGATED.search(text, max(0, at - _BEFORE), at) is not None
