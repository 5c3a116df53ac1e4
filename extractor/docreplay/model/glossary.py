"""Agreed translations of terms, and where a text has such terms.

A glossary may come with a pull request from anybody: nothing in it is a regular expression, and the
time to find terms in a text does not depend on their number.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docreplay.model.markup.markup import Span

_WORD = re.compile(r"(?<![\w@$/\\#&%=?<{])(?<!\w[.-])[^\W_]++(?![\w@/\\(=}>]|[.-]\w)")
"""A word of prose. Parts of paths, of dotted or hyphenated names, and of calls are not."""
_ANY_WORD = re.compile(r"[^\W_]+")
LONGEST = 8
"""Maximum number of words of a term."""
_STEM = 6
"""Minimum number of letters of a word whose last two may be an ending: `учётная`, `учётной`."""


class Term(NamedTuple):
    """A term of the source and its translation."""

    text: str
    translation: str

    @property
    def is_kept(self) -> bool:
        """True if the term stays as it is."""
        return self.text == self.translation


@dataclass(frozen=True)
class Terms:
    """The terms of one locale, by their words."""

    by_words: Mapping[tuple[str, ...], Term] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return True if there are terms."""
        return bool(self.by_words)

    def found(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """Yield each term in a text with its start and end; of overlapping terms the longest.

        Case is ignored, and so is a plural ending of the term's last word. Code and links must
        have been blanked.
        """
        words = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in words]
        at = 0
        while at < len(words):
            term, size = self._longest(text, words, folded, at)
            if term:
                yield term, words[at].start(), words[at + size - 1].end()
            at += size

    def _longest(
        self, text: str, words: Sequence[re.Match[str]], folded: Sequence[str], at: int
    ) -> tuple[Term | None, int]:
        """Return the longest term that begins with a word, and the number of its words."""
        last = at + 1
        while last < min(len(words), at + LONGEST) and _are_joined(text, words, last):
            last += 1
        for end in range(last, at, -1):
            key = tuple(folded[at:end])
            for form in (key, (*key[:-1], _singular(key[-1]))):
                if term := self.by_words.get(form):
                    return term, end - at
        return None, 1


NO_TERMS = Terms()


def terms_of(translations: Mapping[str, str]) -> Terms:
    """Return the terms with their translations in one locale."""
    found = {}
    for text, translation in translations.items():
        words = tuple(fold(word) for word in _ANY_WORD.findall(text))
        found[words] = Term(text, translation)
    return Terms(found)


def words_in(text: str) -> int:
    """Return the number of words of a term."""
    return len(_ANY_WORD.findall(text))


def has_translation(folded: str, term: Term) -> bool:
    """Return True if a text, as `fold` gives it, has the translation of a term in any form.

    It may be a part of a longer word (`Mandantenverwaltung`), and words may have other endings.
    """
    wanted = fold(term.translation)
    if wanted in folded:
        return True
    stems = (_stem(word) for word in _ANY_WORD.findall(wanted))
    return all(stem in folded for stem in stems)


def fold(text: str) -> str:
    """Return a text without its case, accents and hyphens between words."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return bare.replace("-", " ").replace("\u2010", " ")


def _are_joined(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """Return True if only one blank or line break is between a word and the one before it."""
    between = text[words[index - 1].end() : words[index].start()]
    return between in (" ", "\n")


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _stem(word: str) -> str:
    return word[:-2] if len(word) >= _STEM else word


def blanked(part: Span, marks: re.Pattern[str]) -> str:
    """Return the text of a span with blanks in place of what matches; offsets stay."""
    return marks.sub(lambda found: " " * len(found[0]), part.text)
