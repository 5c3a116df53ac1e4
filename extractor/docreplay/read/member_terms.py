"""What a term and its definition say about a member: its name, type, whether it is required."""

import re
from typing import NamedTuple

from docreplay.read.term_lists import DefinedTerm

_TAG = re.compile(r"<[^<>]*>")
_MARKED = re.compile(r"</?(?:code|strong|b|em|i|tt|var)(?:\s[^<>]*)?>", re.IGNORECASE)
_NOTED = re.compile(r"[(\[:,;–—`*_-]|$")
"""What may follow a name that is not marked as one; a word does not."""
_SHORTCODE = re.compile(r"\{\{[<%]\s*(/?[a-z]+)[^{}]{0,80}[>%]\}\}")
"""A shortcode of Hugo, such as `{{<required>}}`."""
_NAME = re.compile(
    r"(?P<mark>[*_`]{1,3})?(?P<name>[@$]?[A-Za-z_][\w.$@-]*(?:\[\w*\])*)\??"
    r"(?(mark)[*_`]{1,3})\s*(?P<notes>.*)",
    re.DOTALL,
)
_SIGN = re.compile(r"^[\s:,;=–—-]+|[\s:,;=–—-]+$")
_FLAG = re.compile(
    r"\b(?P<not>not |non-?)?(?P<word>required|mandatory|optional|nullable|deprecated|read-?only"
    r"|write-?only)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[,;·•|/]|\band\b")
_TYPE = re.compile(
    r"(?:(?:array|list|collection|map|set) (?:of )?)?[A-Za-z][\w.<>\[\]()-]*"
    r"(?: (?:or|object|array|collection|enum|id|date|string|integer|number) ?[\w.<>\[\]()-]*){0,2}",
    re.IGNORECASE,
)
"""A type of few words: `integer`, `array of strings`, `Integer or String`."""
_WORDS = (
    r"(?:array of |list of )?(?:string|integer|int|int32|int64|long|number|float|double|boolean"
    r"|bool|object|array|hash|date|datetime|timestamp|uuid|file|enum)s?"
    r"(?: or (?:string|integer|number|null|array|object))?"
)
_LEADING = re.compile(
    r"(?:[*_`]{1,3}(?P<marked>[A-Za-z][\w.\[\]<> ]{0,40})[*_`]{1,3}"
    rf"|\((?P<noted>[^()\n]{{1,80}})\)|(?P<bare>{_WORDS})(?=[.,:;]|\s+[–—-]\s))\s*[.,:;–—-]*\s*",
    re.IGNORECASE,
)
"""What a definition begins with, if it begins with a type."""
_STATED = re.compile(
    r"(?:^|(?<=[\n.]))[ \t]*[*_]*(?P<key>type|required)[*_]*[ \t]*:"
    r"[*_]*[ \t]*[*_`]*(?P<value>[^\n.*`]{1,60})",
    re.IGNORECASE,
)
"""`Type: integer` and `Required: Yes` in a definition."""
_LONGEST = 100
_YES = frozenset({"yes", "true", "required", "always"})


class DefinedMember(NamedTuple):
    """A member, and what its definition says besides."""

    name: str
    type: str
    is_required: bool | None
    """None if only the text may say it."""
    text: str
    has_notes: bool
    """Whether the page says of what type it is, or whether it is required."""


def member_of(term: DefinedTerm) -> DefinedMember | None:
    """Return the member that a term names, or None: it may be a word of a glossary."""
    head = _SHORTCODE.sub(r"(\1)", _TAG.sub(" ", _MARKED.sub("`", term.head))).strip()
    named = _NAME.fullmatch(head) if len(head) <= _LONGEST else None
    if named is None or not (named["mark"] or _NOTED.match(named["notes"])):
        return None
    own = _notes(named["notes"])
    if own is None:
        return None
    text = _TAG.sub(" ", _SHORTCODE.sub(r"(\1) ", term.text)).strip()
    stated = {found["key"].lower(): found["value"].strip() for found in _STATED.finditer(text)}
    kind, flags = own
    if not kind:
        text, kind, more = _leading(text)
        flags = [*flags, *more]
    kind = kind or stated.get("type", "")
    is_required = _is_required(flags, stated.get("required", ""))
    notes = [flag for flag in flags if flag.lower() not in ("required", "mandatory", "optional")]
    words = " ".join(" ".join([*(f"{flag}." for flag in notes), text]).split())
    return DefinedMember(named["name"], kind, is_required, words, bool(kind or flags or stated))


def _is_required(flags: list[str], stated: str) -> bool | None:
    words = {flag.lower() for flag in flags}
    if words & {"required", "mandatory"}:
        return True
    if "optional" in words or stated:
        return stated.lower() in _YES
    return None


def _notes(text: str) -> tuple[str, list[str]] | None:
    """Return the type and the flags behind a name; None if there are other words."""
    bare = _SIGN.sub("", re.sub(r"[*_`()\\]", " ", text).strip())
    flags = [found[0] for found in _FLAG.finditer(bare)]
    rest = _SIGN.sub("", " ".join(_FLAG.sub(" ", bare).split()))
    parts = [part.strip() for part in _PART.split(rest) if part.strip()]
    if not parts:
        return "", flags
    return (parts[0], flags) if _TYPE.fullmatch(parts[0]) and len(parts) < 4 else None


def _leading(text: str) -> tuple[str, str, list[str]]:
    """Return a definition without the type that it begins with, the type, and flags beside it."""
    kind, flags = "", list[str]()
    while found := _LEADING.match(text):
        noted = _notes(found["marked"] or found["noted"] or found["bare"])
        if noted is None or (noted[0] and kind):
            break
        kind, flags, text = noted[0] or kind, [*flags, *noted[1]], text[found.end() :]
    return text, kind, flags
