"""The slow, tolerant reader behind `tolerant_reader`: it records every place and every repair."""

import html
import json
import re
from collections.abc import Callable

from docreplay.model.json.elisions import BRACKETED_ELEMENTS, ELISION, INSTEAD_OF_MEMBERS
from docreplay.model.json.places import DEPTH, JsonError, Place, Repair, RepairKind, Scan
from docreplay.model.json.value import JSON, Steps, is_well_formed, items_of, pointer

_BLANK = re.compile(r"[ \t\n\r]*")
_COMMENT = re.compile(r"(?://|#)[^\n]*|/\*.*?\*/", re.DOTALL)
_TRIPLE = re.compile(r'"""(.*?)"""(?!")', re.DOTALL)
"""A string as the console of OpenSearch writes it: all between the quotes stands for itself."""
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_QUOTE_ENTITY = r"&(?:quot|#0*34|#[xX]0*22);"
_SINGLE_ENTITY = r"&(?:apos|#0*39|#[xX]0*27);"
_ENTITY_STRING = re.compile(
    rf"""{_QUOTE_ENTITY}((?:(?!{_QUOTE_ENTITY})[^"\n])*)(?:{_QUOTE_ENTITY}|")"""
)
_HALF_ENTITY_STRING = re.compile(
    rf""""((?:(?!{_QUOTE_ENTITY})[^"\\\n])*){_QUOTE_ENTITY}(?=\s*[:,}}\]])"""
)
_ENTITY_SINGLE = re.compile(
    rf"""{_SINGLE_ENTITY}((?:(?!{_SINGLE_ENTITY})[^'\n])*)(?:{_SINGLE_ENTITY}|')"""
)
_SINGLE = re.compile(r"'((?:[^'\\\n]|\\.)*)'")
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_BARE = re.compile(r"[A-Za-z_$@][\w$@.-]*")
_CONTROL = re.compile(r"[\x00-\x1f]")
_ODD_BLANK = re.compile("[\u00a0\u202f\u2007\u200b\ufeff\u3000]|&(?:nbsp|#0*160|#[xX]0*[aA]0);")
_WORDS: dict[str, JSON] = {"true": True, "false": False, "null": None}


def scan(text: str) -> Scan:
    """Read a JSON text with its repairs and places. Raises `JsonError` if that is impossible."""
    reader = _Reader(text)
    try:
        value = reader.value(())
    except JsonError as error:
        raise _unclosed(reader, error) or error from None
    reader.blank()
    if reader.at < len(text):
        raise JsonError("there is text after the end of the value", reader.at)
    return Scan(value, tuple(reader.repairs), reader.places, frozenset(reader.elided))


def _unclosed(reader: "_Reader", error: JsonError) -> JsonError | None:
    """Return the error at an unclosed string that runs on to the line of the error, or None."""
    for kind, offset in reversed(reader.repairs):
        if kind == "control-character":
            end = reader.text.find('"', offset + 1)
            ran_on = "\n" in reader.text[offset:end] and "\n" not in reader.text[end : error.offset]
            return (
                JsonError("the string that starts here is not closed", offset) if ran_on else None
            )
    return None


class _Reader:
    """A cursor over the text; each method reads one construct and moves on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.repairs: list[Repair] = []
        self.places: dict[str, Place] = {}
        self.elided: set[str] = set()

    def repair(self, kind: RepairKind, offset: int) -> None:
        """Record a repair."""
        self.repairs.append(Repair(kind, offset))

    def blank(self) -> None:
        """Skip white space, unusual spaces and comments."""
        while True:
            match = _BLANK.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if odd := _ODD_BLANK.match(self.text, self.at):
                self.repair("no-break-space", self.at)
                self.at = odd.end()
            elif comment := _COMMENT.match(self.text, self.at):
                self.repair("comment", self.at)
                self.at = comment.end()
            else:
                return

    def value(self, path: Steps, key: int | None = None) -> JSON:
        """Read the value at the cursor."""
        self.blank()
        start = self.at
        where = pointer(path)
        self.places[where] = Place(start if key is None else key, start, start)
        found = self._value(path)
        self.places[where] = Place(start if key is None else key, start, self.at)
        return found

    def _value(self, path: Steps) -> JSON:
        opening = self.text[self.at : self.at + 1]
        if len(path) > DEPTH and opening in ("{", "["):
            raise JsonError("the value is nested too deeply", self.at)
        if opening == "{":
            return self._object(path)
        if opening == "[":
            return self._array(path)
        string = self.string(",]}")
        return self._scalar() if string is None else string

    def _scalar(self) -> JSON:
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return self._number(number)
        word = _BARE.match(self.text, self.at)
        if word and word.group() in _WORDS:
            self.at = word.end()
            return _WORDS[word.group()]
        raise JsonError("a value is missing here", self.at)

    def _number(self, match: re.Match[str]) -> JSON:
        try:
            return json.loads(match.group())  # type: ignore[no-any-return]  # a number it is
        except ValueError as error:
            raise JsonError("the number has too many digits", match.start()) from error

    def string(self, followers: str) -> str | None:
        """Read the string at the cursor; None if it is not at a string.

        A strict string that is followed by one of the `followers`, or by the end of the text, is
        not searched for entities.
        """
        if triple := _TRIPLE.match(self.text, self.at):
            self.repair("triple-quotes", self.at)
            self.at = triple.end()
            return triple[1]
        if self.text.startswith('"""', self.at):
            raise JsonError("the string that starts here is not closed", self.at)
        plain = _STRING.match(self.text, self.at)
        if plain and self._after(plain.end()) in followers:
            self.at = plain.end()
            return self._unescape(plain)
        for pattern, kind in _STRINGS:
            match = pattern.match(self.text, self.at)
            if match:
                if kind:
                    self.repair(kind, self.at)
                self.at = match.end()
                return self._unescape(match)
        return None

    def _after(self, at: int) -> str:
        """Return the first character from `at` on that is not blank, or `""` at the end."""
        match = _BLANK.match(self.text, at)
        at = match.end() if match else at
        return self.text[at : at + 1]

    def _unescape(self, match: re.Match[str]) -> str:
        raw = match[1]
        if match.re is _STRING and "\\" not in raw and raw.isprintable():
            return raw
        if match.re in (_ENTITY_STRING, _HALF_ENTITY_STRING, _ENTITY_SINGLE):
            raw = html.unescape(raw)
        if match.re is not _STRING:
            raw = _QUOTE.sub(_escape_quote, raw)
        try:
            value = str(json.loads(f'"{raw}"', strict=False))
        except ValueError as error:
            raise JsonError("the string has a bad escape", match.start()) from error
        if _CONTROL.search(raw):
            self.repair("control-character", match.start())
        if is_well_formed(value):
            return value
        self.repair("lone-surrogate", match.start())
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _object(self, path: Steps) -> dict[str, JSON]:
        members: dict[str, JSON] = {}

        def member() -> None:
            key_at = self.at
            key = self._key()
            self.blank()
            if self.text[self.at : self.at + 1] != ":":
                raise JsonError("a colon is missing here", self.at)
            self.at += 1
            if key in members:
                self.repair("duplicate-key", key_at)
                self._forget((*path, key), members[key])
            self.blank()
            if self._elision(path):
                self._leave_out(members, path, key)
            else:
                members[key] = self.value((*path, key), key_at)

        self._items(path, "}", member, lambda: INSTEAD_OF_MEMBERS)
        return members

    def _leave_out(self, members: dict[str, JSON], path: Steps, key: str) -> None:
        """Omit a member whose value is omitted, as it claims nothing."""
        members.pop(key, None)
        self.places.pop(pointer((*path, key)), None)

    def _forget(self, path: Steps, value: JSON) -> None:
        """Drop places below a value that a later one of the same key replaces, and its elisions.

        Takes time in proportion to the value: a body may have many replaced ones.
        """
        self.elided.discard(pointer(path))
        for key, inner in items_of(value):
            self.places.pop(pointer((*path, key)), None)
            self._forget((*path, key), inner)

    def _array(self, path: Steps) -> list[JSON]:
        elements: list[JSON] = []

        def element() -> None:
            elements.append(self.value((*path, len(elements))))

        def bracketed() -> re.Pattern[str] | None:
            return BRACKETED_ELEMENTS if elements and not isinstance(elements[-1], list) else None

        self._items(path, "]", element, bracketed)
        return elements

    def _items(
        self,
        path: Steps,
        closing: str,
        item: Callable[[], None],
        bracketed: Callable[[], re.Pattern[str] | None],
    ) -> None:
        """Read items up to the closing bracket, whether or not commas separate them."""
        self.at += 1
        comma, first = -1, True
        while True:
            self.blank()
            here = self.text[self.at : self.at + 1]
            if not here:
                raise JsonError(f"the closing {closing} is missing", self.at)
            if here == closing:
                if comma >= 0:
                    self.repair("trailing-comma", comma)
                self.at += 1
                return
            if here in "}]":
                raise JsonError(f"the closing {closing} is missing", self.at)
            if self._elision(path, bracketed()):
                comma, first = -1, True
                self._comma()
                continue
            if not first and comma < 0:
                self.repair("missing-comma", self.at)
            item()
            comma, first = self._comma(), False

    def _comma(self) -> int:
        """Read the comma at the cursor; return its offset, or -1."""
        self.blank()
        if self.text[self.at : self.at + 1] != ",":
            return -1
        self.at += 1
        return self.at - 1

    def _elision(self, path: Steps, bracketed: re.Pattern[str] | None = None) -> bool:
        """Read a sign for omitted members; one that is `bracketed` only between members."""
        match = ELISION.match(self.text, self.at)
        if match is None and bracketed:
            match = bracketed.match(self.text, self.at)
        if not match:
            return False
        self.repair("elision", self.at)
        self.elided.add(pointer(path))
        self.at = match.end()
        return True

    def _key(self) -> str:
        key = self.string(":")
        if key is not None:
            return key
        bare = _BARE.match(self.text, self.at)
        if not bare:
            raise JsonError("a property name is missing here", self.at)
        self.repair("bare-key", self.at)
        self.at = bare.end()
        return bare.group()


def _escape_quote(match: re.Match[str]) -> str:
    """Return a quotation mark as it is escaped in double quotes."""
    return {'"': '\\"', "\\'": "'"}.get(match[0], match[0])


_STRINGS: tuple[tuple[re.Pattern[str], RepairKind | None], ...] = (
    (_HALF_ENTITY_STRING, "entity"),
    (_STRING, None),
    (_ENTITY_STRING, "entity"),
    (_ENTITY_SINGLE, "entity"),
    (_SINGLE, "single-quotes"),
)
