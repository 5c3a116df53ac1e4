"""How a text may spell a secret: escaped for JSON, XML, a shell or a URL, or encoded as a whole."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html.entities import codepoint2name
from typing import NamedTuple

_MORE = r"\\{0,3}"
"""What may follow a backslash within nested strings."""
_QUOTES = r"""'(?:\\+'|"'+")'"""
"""An apostrophe within a quoted word of a shell (POSIX 2.2.2)."""
_GROUP = 3
"""Bytes that base64 encodes together (RFC 4648 §4)."""
_ANY_DIGIT = "[A-Za-z0-9+/_-]"
_SHORTEST_ENCODED = 6
"""Fewer characters of base64 or hexadecimal digits also occur by chance."""


class Spelling(NamedTuple):
    """One way to write a secret: regular expressions, one for each of its characters."""

    atoms: tuple[str, ...]
    secret: str = ""
    starts: tuple[str, ...] = ()
    """The first atom that a text must have, as alternatives that each start with a literal."""

    def beginning(self, length: int) -> str:
        """Return a regular expression for the first `length` characters."""
        return "".join(self.atoms[:length])

    def beginnings(self, length: int) -> Iterator[str]:
        """Yield alternatives of which each text with the first `length` characters has one.

        `re` skips to the next place where one may start if all start with a literal.
        """
        optional = self.atoms[0].endswith("?")
        rest = "".join(self.atoms[1 + optional : length])
        return (start + rest for start in self.starts)

    def agreeing(self, text: str, start: int) -> tuple[int, int]:
        """Return how many characters agree with the text from `start` on, and where they end."""
        for count, atom in enumerate(self.atoms):
            match = re.compile(atom).match(text, start)
            if match is None:
                return count, start
            start = match.end()
        return len(self.atoms), start


def spellings(secret: str) -> Iterator[Spelling]:
    """Yield the ways to write the secret: by character, and as base64 and hexadecimal digits.

    Base64 is that of any text around the secret too, as in Basic credentials (RFC 7617 §2). Digits
    that depend on the secret and on its neighbours are any.
    """
    yield Spelling(tuple(map(_atom, secret)), secret, tuple(_forms(secret[0])))
    data = secret.encode("utf-8", errors="surrogatepass")
    if len(data.hex()) >= _SHORTEST_ENCODED:
        digits = data.hex()
        starts = {digits[0], digits[0].upper()}
        yield Spelling(tuple(map(_any_case, digits)), secret, tuple(sorted(starts)))
    for before in range(_GROUP):
        if len(digits := _base64(data, before)) >= _SHORTEST_ENCODED:
            atoms = (*_shared_digit(before), *map(_digit, digits), *_rest(data, before))
            yield Spelling(atoms, secret, tuple(_digit_forms(digits[0])))


def _base64(data: bytes, before: int) -> str:
    """Return the digits of the data after `before` other bytes that depend on the data alone."""
    digits = b64encode(bytes(before) + data).decode().rstrip("=")
    first = (before * 8 + 5) // 6
    whole = (before + len(data)) * 8 // 6
    return digits[first:whole]


def _shared_digit(before: int) -> tuple[str, ...]:
    """Return a regular expression for a digit of the first byte and of what is before it."""
    return (f"{_ANY_DIGIT}?",) if before else ()


def _rest(data: bytes, before: int) -> tuple[str, ...]:
    """Return a regular expression for a digit of the last byte and what is after it, or padding."""
    return (rf"(?:{_ANY_DIGIT}(?:=|%3D){{0,2}})?",) if (before + len(data)) % _GROUP else ()


def _digit(digit: str) -> str:
    """Return a regular expression for a digit of base64 or base64url, or its percent-encoding."""
    forms = _digit_forms(digit)
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _digit_forms(digit: str) -> Sequence[str]:
    if digit == "+":
        return (r"\+", "-", r"%(?:25)*2[Bb]", rf"\\{_MORE}u002[Bb]")
    if digit == "/":
        return (r"\\+/", "/", "_", r"%(?:25)*2[Ff]", rf"\\{_MORE}u002[Ff]")
    return (digit,)


@lru_cache(maxsize=1024)
def _atom(character: str) -> str:
    """Return a regular expression for the ways to write a character."""
    return f"(?:{'|'.join(_forms(character))})"


def _forms(character: str) -> list[str]:
    """Return the ways to write a character, each with a literal at its start."""
    forms = [_percent(character), _escaped(_units(character)), _entity(character)]
    if character in "~/":
        forms.append({"~": "~0", "/": "~1"}[character])  # JSON Pointer (RFC 6901 §3)
    if character == " ":
        forms.append(r"\+")
    if character == "'":
        forms.insert(0, _QUOTES)
    if character in "\n\r\t":
        escape = re.escape("\\" + {"\n": "n", "\r": "r", "\t": "t"}[character])
        forms += [rf"\\{_MORE}{escape}", escape]
    plain = re.escape(character)
    return [*forms, rf"\\{_MORE}{plain}", plain]


def _percent(character: str) -> str:
    """Return the percent-encoding in both cases, also encoded again (RFC 3986 §2.1)."""
    data = character.encode("utf-8", errors="surrogatepass")
    return "".join(f"%(?:25)*{_any_case(f'{byte:02x}')}" for byte in data)


def _units(character: str) -> Iterator[str]:
    """Yield the escapes of JSON, of Python and of a shell, without the first backslashes."""
    code = ord(character)
    data = character.encode("utf-16-be", errors="surrogatepass")
    units = (f"{int.from_bytes(data[at : at + 2]):04x}" for at in range(0, len(data), 2))
    yield rf"\\{_MORE}".join(f"u{_any_case(unit)}" for unit in units)
    yield f"U{_any_case(f'{code:08x}')}"
    yield f"x{_any_case(f'{code:02x}')}"


def _escaped(forms: Iterable[str]) -> str:
    return rf"\\{_MORE}(?:{'|'.join(forms)})"


def _entity(character: str) -> str:
    """Return the references of XML and HTML, also escaped again."""
    code = ord(character)
    names = {codepoint2name.get(code, ""), "apos" if character == "'" else ""} - {""}
    forms = [f"#0*{code}", f"#[xX]0*{_any_case(f'{code:x}')}", *sorted(names)]
    return f"&(?:amp;)*(?:{'|'.join(forms)});"


def _any_case(digits: str) -> str:
    return "".join(f"[{d}{d.upper()}]" if d.isalpha() else d for d in digits)
