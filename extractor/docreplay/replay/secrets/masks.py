"""Masks: what replaces secrets in recordings, with a number for each secret of a case.

Two masks with the same number replace the same secret. The numbers follow the places of the secrets
in the messages, so they say nothing about a secret but where it is again.
"""

import re
from collections.abc import Callable, Iterable
from itertools import chain, zip_longest
from urllib.parse import quote, unquote_plus

from docreplay.model.recordings.cassette import RecordedRequest, RecordedResponse
from docreplay.replay.secrets.redact import HIDDEN

MASK = re.compile(r"\*\*\*([0-9]{0,6})")
"""A mask; those of earlier versions have no number, and replace any secret."""
Hide = Callable[[str], str]
"""Returns the mask of a secret."""
_LETTERS = "\ue0a0\ue0a1\ue0a2\ue0a3"
_LENGTH = 10
_TEMPORARY = re.compile(rf"\*\*\*([{_LETTERS}]{{{_LENGTH}}})(?=([0-9]?))")
"""A mask without its number, in characters for private use (Unicode §23.5): no secret has them, so
none is found in it while others are searched for."""
_SCHEME = re.compile(r"(?:basic|bearer|digest|negotiate|token)\s+", re.IGNORECASE)


class Masks:
    """The masks of one case. `taken` is the highest number that its recordings have.

    Secrets are in memory, to compare them; nothing prints them.
    """

    def __init__(self, taken: int = 0) -> None:
        self._taken = taken
        self._tokens: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._secrets: dict[int, str] = {}
        self._replayed: set[int] = set()
        self._bound: dict[int, str] = {}

    def hide(self, secret: str) -> str:
        """Return a temporary mask; what is a mask of this case already stays as it is."""
        key = _SCHEME.sub("", secret.strip(), count=1)
        if key == HIDDEN or self._is_replayed(key) or key in self._keys:
            return key
        token = self._tokens.setdefault(key, HIDDEN + _letters(len(self._tokens)))
        self._keys[token] = key
        return token

    def final(self, text: str) -> str:
        """Return the text with numbers: new secrets get the next ones in order of their places."""
        return _TEMPORARY.sub(self._numbered, text) if HIDDEN in text else text

    def resolved(self, text: str) -> str:
        """Return a text of this run with its secrets, to be compared and not to be shown."""
        return MASK.sub(lambda mask: self._secrets.get(int(mask[1] or 0), mask[0]), text)

    def fits(self, number: int, text: str, bound: dict[int, str]) -> bool:
        """Return True if a text may be what the mask of a recording replaces; add it to `bound`.

        A mask that a recording of the case gave is that mask. Everything else may be the secret, as
        long as it is the same at all places of that mask. `***` is a secret that is not known.
        """
        if text == HIDDEN:
            return True
        if self._is_replayed(text):
            return int(text.removeprefix(HIDDEN)) == number
        secret = unquote_plus(self.resolved(text), errors="replace")
        return bound.setdefault(number, self._bound.get(number, secret)) == secret

    def keep(self, bound: dict[int, str], response: RecordedResponse) -> None:
        """Remember what the masks of a request replace, and those that its response gives."""
        self._bound.update(bound)
        self._replayed.update(numbers_of(response))

    def _is_replayed(self, text: str) -> bool:
        found = MASK.fullmatch(text)
        return found is not None and found[1] != "" and int(found[1]) in self._replayed

    def _numbered(self, match: re.Match[str]) -> str:
        token = HIDDEN + match[1]
        if token not in self._keys:
            return match[0]
        if token not in self._numbers:
            number = self._taken + len(self._numbers) + 1
            self._numbers[token] = number
            self._secrets[number] = self._keys[token]
        # a digit that follows would be read as one of the number
        return HIDDEN if match[2] else f"{HIDDEN}{self._numbers[token]}"


def quoted(text: str) -> str:
    """Return a redacted text percent-encoded, with its masks as they are."""
    pieces = re.split(rf"(\*\*\*[{_LETTERS}]{{{_LENGTH}}})", text)
    quotes = (quote(piece, safe="*", errors="surrogateescape") for piece in pieces[::2])
    return "".join(chain.from_iterable(zip_longest(quotes, pieces[1::2], fillvalue="")))


def numbers_of(*messages: RecordedRequest | RecordedResponse) -> set[int]:
    """Return the numbers of all masks in messages."""
    texts = (text for item in messages for text in _texts(item))
    return {int(found) for text in texts for found in MASK.findall(text) if found}


def _texts(message: RecordedRequest | RecordedResponse) -> Iterable[str]:
    if isinstance(message, RecordedRequest):
        yield message.target
    yield from (value for _, value in message.headers)
    if message.body and message.body.data:
        yield message.body.data.decode("utf-8", "replace")


def _letters(number: int) -> str:
    """Return a number in a few letters, always of the same length."""
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_LETTERS))
        digits.append(_LETTERS[digit])
    return "".join(reversed(digits))
