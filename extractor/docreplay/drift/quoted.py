"""Find the quoted words of a source that are sent or returned as they are."""

import re
from collections.abc import Collection, Iterator

from docreplay.model.markup.markup import Span

_QUOTED = re.compile(
    r"(?<![\w\"=`])\"(?=\S)([^\"`\n|<>]{1,60}?)(?<=\S)\"(?![\w\"`])"
    r"|“(?=\S)([^“”`\n|<>]{1,60}?)(?<=\S)”"
    r"|(?<![\w'=`’])'(?=\S)([^'`\n|<>]{1,60}?)(?<=\S)'(?![\w'`])"
    r"|‘(?=\S)([^‘’`\n|<>]{1,60}?)(?<=\S)’(?!\w)"
)
_ANY = re.compile(
    r"[\"“”„](?=\S)([^\"“”„`\n|<>]{1,60}?)(?<=\S)[\"“”]|(?<!\w)['‘‚](?=\S)([^'‘’‚`\n|<>]{1,60}?)['’‘](?!\w)"
    r"|«\s?([^«»`\n|<>]{1,60}?)\s?»|「([^「」`\n|<>]{1,60}?)」|『([^『』`\n|<>]{1,60}?)』"
)
_NAME = re.compile(r"[@$]?[A-Za-z][\w.:/@-]*")
_WORD = re.compile(r"[a-z]+")
_LOWER = re.compile(r"[a-z][a-z0-9_-]*")
_NOUN = (
    r"(?:property|parameter|attribute|header|facet|relationship|segment|claim|scope|permission"
    r"|function|method|operation|member|collection|annotation|node|(?:body |form |MIME )?part)s?"
)
_BEHIND = re.compile(rf"[,.]?\s+{_NOUN}\b")
_BEFORE = re.compile(
    rf"(?:\b{_NOUN}|\bset (?:it )?to|\bset (?:\S+ ){{1,6}}to|\bnamed|\bequals)\s*[:=]?\s*$"
)
_STATE = re.compile(
    r"\b(?:status|state)\b[^.\"“]{0,60}\b(?:is|be|to|from|in|as|see if it's|see whether it is) $"
    r"|\b(?:the following )?error messages?:? $|\b(?:message|MIME)? headers? \($"
    r"|\bstring values? [^.\"“]{0,80}, such as $"
)
"""What is before the value of a state, a message that is returned, or a name of a list."""
_OF_LIST = re.compile(r"\b(?:[Pp]ossible|[Vv]alid|[Aa]llowed|[Ss]upported) values\b")
_ITEM = re.compile(r"(?:[:,(]|<br ?/?>|\b(?:or|and|are|is))[ ]*$")
_AND = re.compile(r"(?:,? ?(?:or|and|to)|,) ?")
_BEFORE_NAME = re.compile(r" (?:or|and) [\"“'‘][a-z]+[A-Z][A-Za-z]*[\"”'’]")
"""What is behind a quoted text that is one of two names."""
_SAMPLE = re.compile(
    r"(?:For example|E\.g\.),? (?:[\"“][^\"“”|]+[\"”](?:,? (?:or|and) |, )?)+\.?"
    r"(?: (?:Read-only|Nullable|Not nullable|Required)\.?)*\s*"
)
"""A description that only has samples of the value."""
_NEAR = 60
"""Number of characters before a quotation that are looked at."""


def quoted(
    part: Span, names: Collection[str], values: Collection[str]
) -> Iterator[tuple[Span, bool]]:
    """Yield quoted names and values, and whether they are certain to be such.

    The page has them, or they are next to a noun. A plain word (`"tags"`) that only is a member of
    the page's JSON needs a noun, too.

    `"commands"` in `the "commands" part` is a name even if no code shows it. A word with a capital
    may be a label of a user interface, so only its noun or the page shows that it is a name.
    """
    if not any(mark in part.text for mark in "\"'“‘"):
        return
    end_of_last = -1
    is_sample = _SAMPLE.fullmatch(part.text) is not None
    first_list = _OF_LIST.search(part.text)
    list_end = first_list.end() if first_list else len(part.text)
    for match in _QUOTED.finditer(part.text):
        group = match.lastindex or 0
        text, (start, end) = match[group], match.span(group)
        is_known = text in values or (_NAME.fullmatch(text) is not None and text in names)
        has_noun = _NAME.fullmatch(text) is not None and _has_noun(part.text, match)
        is_listed = end_of_last >= 0 and _AND.fullmatch(part.text[end_of_last : match.start()])
        is_listed = is_listed or _BEFORE_NAME.match(part.text, match.end())
        if is_known or has_noun or is_sample or is_listed or _is_value(part.text, match, list_end):
            is_sure = text in values or (is_known and (has_noun or not _WORD.fullmatch(text)))
            yield Span(text, part.start + start, part.start + end), is_sure
            end_of_last = match.end()


def _is_value(text: str, match: re.Match[str], list_end: int) -> bool:
    """Return True if what is before a quotation shows that it is sent or returned so.

    `list_end` is the end of the first words that announce a list, or of the text: they are searched
    once, because a long paragraph may have thousands of quotations.
    """
    start = match.start()
    before = text[max(0, start - 2 * _NEAR) : start]
    if _STATE.search(before):
        return True
    return list_end <= start and _ITEM.search(before[-_NEAR:]) is not None


def quotations(part: Span) -> Iterator[Span]:
    """Yield the quoted texts of a translation, in the marks of its language."""
    for match in _ANY.finditer(part.text):
        group = match.lastindex or 0
        start, end = match.span(group)
        yield Span(match[group], part.start + start, part.start + end)


def _has_noun(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return bool(_BEHIND.match(text, match.end()) or _BEFORE.search(before))
