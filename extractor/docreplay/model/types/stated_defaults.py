"""Default values that the text about a member states: `Default: 10`, `If omitted, 10 is used`.

They are read from cells of tables, in English, to compare two versions of a page.
"""

import re
from collections.abc import Iterator

from docreplay.model.types.stated_limits import NUMBER, UNIT, WORDS, limit_of

_WORD_VALUE = (
    r"(?:true|false|null|none|enabled|disabled)\b"
    r"|[A-Za-z][\w-]*(?:\.\w+)*(?=[*_]*\s{0,4}(?:[.;,)|(]|$))"
)
_MARKED = r"`[^`\n|]+`|\*\*[^*\n|]+\*\*|\"[^\"\n|]+\"|“[^”\n|]+”|'[^'\n|]+'"
_OF_NUMBER = r"(?:[ -]?(?!(?:is|are|was|will|if|when|unless|where|by|and|or|for|in|of)\b)[a-z%]+)?"
"""The unit of a number, which is not one of the words that may follow it."""
_PLAIN = rf"(?<![\w.]){NUMBER}(?![\w.]*\d){_OF_NUMBER}"
_DEFAULT = re.compile(
    r"(?<!no )(?<!non-)(?<!by )(?<![A-Za-z`])default(?:s|ed)?"
    r"(?:[ -](?:value|setting|page size|size|limit|order|number|sort order))?"
    r"(?:\s{1,4}(?:for|of)\s{1,4}(?:this|the)\s{1,4}[\w-]+(?:\s[a-z]+)?)?"
    r"(?P<link>[*_]*\s{0,4}(?:[:=]|\b(?:is|are|to|of|value|being)\b))*"
    rf"[*_]*\s{{0,4}}(?P<lead>(?:the|a)\s{{1,4}}(?:[a-z]+\s{{1,4}}){{0,2}})?(?P<value>{_MARKED}|{_PLAIN}|{_WORD_VALUE})",
    re.IGNORECASE,
)
_BY_DEFAULT = re.compile(
    rf"(?P<before>{_MARKED}|{_PLAIN}|\b(?:true|false|null|none))\s{{0,4}}"
    r"(?:,\s{0,4})?(?:\(?by default\b|\((?:the )?default\)|(?:is|as) the default\b)"
    rf"|\bby default,?\s{{1,4}}(?:(?:it|this|the value)\s{{1,4}})?(?:(?:is|uses|returns)\s{{1,4}})?"
    rf"(?P<after>{_MARKED}|{_PLAIN})",
    re.IGNORECASE,
)
_UNSET = (
    r"(?:omitted|unspecified|undefined|unset|absent|missing|left\s(?:out|empty|blank|unset)"
    r"|not\s(?:explicitly\s)?(?:specified|set|given|provided|supplied|present|included|passed|defined))"
)
_WITHOUT = (
    r"(?:if|when|where)\s{1,4}"
    rf"(?:(?:(?:it|this|they|the\s[a-z]+|`?[\w.$-]+`?)\s)?(?:(?:is|are)\s)?{_UNSET}"
    r"|(?:no\s(?:[a-z]+\s)?(?:value|[a-z]+)|nothing|none)\s(?:is\s)?"
    r"(?:specified|set|given|provided|supplied|passed))"
)
"""The condition that a client does not send a member."""
_USED = r"\s{1,4}(?:is|are|will\sbe)\s(?:used|assumed|applied|returned|taken|chosen)\b"
_ELSE = r"(?:specified|set|given|provided|supplied|stated|overridden|configured|requested)\b"
_UNLESS = rf"unless\s{{1,4}}(?:(?:otherwise|(?:it|this|something\selse)\sis)\s)?{_ELSE}"
_INSTEAD = re.compile(
    rf"\b(?:{_WITHOUT}|{_UNLESS}),?\s{{1,4}}(?:then\s)?(?:"
    r"(?:(?:it|this|the\s[a-z]+)\s)?(?:is(?:\sset\sto)?|uses|will\sbe|becomes|assumes|returns)"
    rf"\s{{1,4}}(?:the\svalue\s)?(?P<said>{_MARKED}|{_PLAIN}|(?:true|false|null)\b)"
    rf"|(?:the\svalue\s)?(?P<used>{_MARKED}|{_PLAIN}|(?:true|false|null)\b){_USED})"
    rf"|\bfall(?:s|ing)?[ -]?backs?(?:\s(?:value|to|is)|:){{1,2}}\s{{1,4}}(?:the\svalue\s)?"
    rf"(?P<back>{_MARKED}|{_PLAIN}|{_WORD_VALUE})"
    rf"|(?P<unless>{_MARKED}|{_PLAIN}|\b(?:true|false|null)\b)"
    rf"(?:,|{_USED})?\s{{1,4}}(?:{_UNLESS}|{_WITHOUT})",
    re.IGNORECASE,
)
"""A value that takes the place of one that is not sent, without the word "default"."""
_MAY_STATE = re.compile(r"default|omit|unless|fall|(?:un|not )(?:set|spec|def)|(?:if|when|where) ")
_NOT_VALUES = frozenset(
    {"the", "a", "an", "value", "values", "is", "and", "or", "unless", "if", "when", "behavior"}
    | {"behaviour", "set", "settings", "properties", "order", "calendar", "mailbox", "page"}
)
"""Words after "default" that are not a value."""


def stated_default(text: str) -> str | None:
    """Return the default value that a text states, or None if it states none, or several."""
    if not _MAY_STATE.search(text.lower()):
        return None
    found = {_folded(value): value for value in _defaults(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def _defaults(text: str) -> Iterator[str]:
    for match in _DEFAULT.finditer(text):
        value = match["value"]
        is_word = value[0].isalpha()
        is_weak = is_word or match["lead"]
        if is_weak and (not match["link"] or value.lower() in _NOT_VALUES):
            continue
        if match["lead"] and value[0] not in "`*\"“'":
            continue
        yield value.strip("`*\"“”'_ ")
    for match in _BY_DEFAULT.finditer(text):
        yield (match["before"] or match["after"]).strip("`*\"“”'_ ")
    for match in _INSTEAD.finditer(text):
        yield next(filter(None, match.groups())).strip("`*\"“”'_ ")


def is_same_default(one: str, other: str) -> bool:
    """Return True if two defaults are the same value: `10`, `10.0` and `TRUE` and `true` are."""
    return _folded(one) == _folded(other)


def _folded(value: str) -> str:
    text = value.strip().lower()
    text = WORDS.get(text, text)
    number = re.fullmatch(rf"({NUMBER})({UNIT})", text)
    if number is None:
        return text
    limit = limit_of("maximum", number[1], number[2], 0)
    return f"{limit.amount} {limit.dimension}"
