"""A part of a sentence is not translated.

## What it means
The translation contains six or more English words in a row, including a stop word, that the source
has as well; in other scripts three words in lower case are enough. Names, code, quotations, links
and bold text are ignored. A verb such as `Get` before translated words is enough as well.

## Why it matters
Readers who need the translation understand only half of it.

## What it leaves alone
Fewer words in a row, headings, and words in code, quotations, links and bold text.

    Wählen Sie **Use the photo of the user**.

## Example
    如果请求成功，this method returns the photo of the user.

## Fix
Translate the rest.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.left_words import left_verb
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI343", name="sentence-half-translated", severity=Severity.WARNING)

_FOREIGN = re.compile(
    "[\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_MASKED = re.compile(
    r"`(?=\S)[^`]*`|!?\[[^\[\]]*\](?:\((?:[^)\]]|\](?!\())*+\))?|<[^<>]*>|\*\*[^*]*\*\*|https?://\S+"
    r"|\"[^\"]*\"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|（[^）]*）|\([^)]*\)"
)
_WORDS = "the of and to is are that this for with from be can not it if an as in which"
_STOP_WORD = re.compile(rf"(?:^| )(?:{_WORDS.replace(' ', '|')})(?=[ :]|$)")
_ENGLISH_ONLY = re.compile(
    r"(?:^| )(?:the|of|and|to|are|that|this|for|with|from|be|not|if|which)(?=[ :]|$)"
)
"""Stop words that are rare in other languages in Latin script."""
_OTHER = "\u00ff"
"""A letter that is a word of its own, and of no English text."""
_DOTTED = re.compile(r"\S+ \S+\.\S+")
"""A word and a name with a full stop, such as `with socket.io`."""
_JOINED = re.compile(r"(?<!`)(`[^`\n]{1,200}`) (and|or) (?=(`[^`\n]{1,200}`)(?!`))")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIZE, _MIN_LOWER = 6, 3
_SIZE_FOREIGN, _MIN_LOWER_FOREIGN = 3, 3
"""Numbers of words in a row, and of those in lower case; the latter in other scripts."""
_STOP_WORDS = (*(f"{word} " for word in _WORDS.split()), "are:")
_LOWER = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")


def _may_report(unit: Unit) -> bool:
    """Return True if a text has English words, whether its page is in another script or not."""
    if left_verb(unit.source.text, unit.target.text) or next(_joined(unit), None):
        return True
    is_foreign = _FOREIGN.search(unit.target.text) is not None
    if next(_runs(unit, is_foreign=True), None):
        return True
    return not is_foreign and next(_runs(unit, is_foreign=False), None) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield runs of English words in texts that are not English."""
    if not units:
        return
    yield from _conjunctions(pair, units)
    yield from _verbs(units)
    is_checked = _FOREIGN.search(pair.target.plain) is not None or pair.is_translated
    is_page_foreign = any(_FOREIGN.search(head.title.text) for head in pair.target.headings)
    for unit in units if is_checked else ():
        is_foreign = is_page_foreign or _FOREIGN.search(unit.target.text) is not None
        for run, start, origin in _runs(unit, is_foreign=is_foreign):
            at = unit.target.start + start
            place, message = Span(run, at, at + len(run)), "part of the sentence is not translated"
            yield Deviation(message, place, unit.source.start + origin, "a translation", run)


def _runs(unit: Unit, *, is_foreign: bool) -> Iterator[tuple[str, int, int]]:
    """Yield the runs of English words, with the offsets in the translation and the source."""
    text = unit.target.text
    if unit.kind == "title" or text == unit.source.text or not _may_have_stop_word(text):
        return
    masked = _MASKED.sub(lambda found: "\0" * len(found[0]), text)
    if is_foreign:  # a letter of another script ends a run
        masked = _FOREIGN.sub(_OTHER, masked)
    stop_word = _STOP_WORD if is_foreign else _ENGLISH_ONLY
    size, least = (_SIZE_FOREIGN, _MIN_LOWER_FOREIGN) if is_foreign else (_SIZE, _MIN_LOWER)
    for run, start, origin in _shared(masked, unit.source.text, size):
        if "\0" in run or not stop_word.search(run) or _DOTTED.fullmatch(run):
            continue
        if len(_LOWER.findall(run)) >= least:
            yield run, start, origin


def _verbs(units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield the English verbs that translated texts begin with."""
    for unit in units:
        if verb := left_verb(unit.source.text, unit.target.text):
            place = Span(verb, unit.target.start, unit.target.start + len(verb))
            message = f"`{verb}` is not translated"
            yield Deviation(message, place, unit.source.start, "a translation", verb)


def _conjunctions(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield the words between two pieces of code that are English in a text that is not."""
    for unit in units:
        for found, origin in _joined(unit):
            if not pair.is_translated:
                return
            at = unit.target.start + found.start(2)
            place = Span(found[2], at, at + len(found[2]))
            start, message = unit.source.start + origin, f"`{found[2]}` is not translated"
            yield Deviation(message, place, start, "a translation", found[2])


def _joined(unit: Unit) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the pieces of code that are joined as in the source, with the offsets there."""
    text = unit.target.text
    if text == unit.source.text or ("` and `" not in text and "` or `" not in text):
        return
    every = reversed([*_JOINED.finditer(unit.source.text)])
    joined = {found.groups(): found.start() for found in every}  # the first of equal ones
    for found in _JOINED.finditer(text) if joined and _has_words(text) else ():
        if found.groups() in joined:
            yield found, joined[found.groups()]


def _may_have_stop_word(text: str) -> bool:
    """Return True if a text has a stop word and a blank, also at the end of another word."""
    return any(map(text.__contains__, _STOP_WORDS))


def _has_words(text: str) -> bool:
    """Return True if a text has words beside its code and conjunctions."""
    rest = _MASKED.sub(" ", text)
    return any(word[0] not in ("and", "or") for word in _LETTERS.finditer(rest))


def _shared(masked: str, source: str, size: int) -> Iterator[tuple[str, int, int]]:
    """Yield the runs of words that the source has too, with both offsets."""
    source_words = list(_WORD.finditer(source))
    names = [match[0].lower() for match in source_words]
    places = {tuple(names[at : at + size]): at for at in range(len(names) - size + 1)}
    if not places:
        return
    target_words = list(_WORD.finditer(masked))
    words = [match[0].lower() for match in target_words]
    at = 0
    while at <= len(words) - size:
        origin, end = places.get(tuple(words[at : at + size])), at + size
        if origin is None:
            at += 1
            continue
        while tuple(words[end - size + 1 : end + 1]) in places and end < len(words):
            end += 1
        start, run = (
            target_words[at].start(),
            masked[target_words[at].start() : target_words[end - 1].end()],
        )
        yield run, start, source_words[origin].start()
        at = end


CHECK = UnitCheck(RULE, find, _may_report)
