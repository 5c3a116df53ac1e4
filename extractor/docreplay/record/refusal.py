"""What an error says about the request: which input it names, and whether its text is documented.

Codes say it in any language, then the words of English messages. Where neither does, an input that
the error names was missing if it was not sent, and had a value that is not valid if it was sent.
No text of an error is kept: only the kind of what it says, and a name that the request or the
error itself marks as one.
"""

import re
from collections.abc import Collection

from docreplay.record.error_notes import Note, notes_of

_KINDS = (
    (
        "required",
        re.compile(
            r"\b(?:required|missing|must (?:be )?(?:provide|supplie|specifie|present))", re.I
        ),
    ),
    (
        "unknown",
        re.compile(
            r"\b(?:unknown|unrecogni[sz]ed|unexpected|undeclared|extraneous|additional propert"
            r"|does not exist on type"
            r"|not (?:a )?(?:defined|declared|recogni[sz]ed|known|permitted))",
            re.I,
        ),
    ),
    (
        "invalid",
        re.compile(
            r"\b(?:invalid|must be|must match|not (?:a )?(?:valid|supported|allowed)|unsupported"
            r"|out of range|too (?:long|short|large|small)|expected|cannot be|format)",
            re.I,
        ),
    ),
)
"""Kinds of refusals, by words of English error messages; the first that fits counts."""
_CODES = (
    (
        "required",
        re.compile(
            r"\b(?:required|missing|mandatory|absent|blank|undefined|not ?(?:null|blank|empty))\b"
        ),
    ),
    (
        "unknown",
        re.compile(
            r"\b(?:unknown|unrecogni[sz]ed|undeclared|unexpected|extra|extraneous|additional)\b"
        ),
    ),
)
"""Kinds of refusals, by words of codes."""
_FAILED = re.compile(r"\b(?:unknown|unexpected) (?:error|exception|failure|fault|reason)\b")
"""Codes of errors that are not about an input."""
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MARKED = re.compile(r"['\"`‘“„‚«‹「『]\s?([A-Za-z_$@][\w.@$-]{0,39})\s?['\"`’”“‘»›」』]")
_WORD = re.compile(r"[A-Za-z_$@][\w@$-]*")


def refusal(value: object, inputs: Collection[str]) -> list[str]:
    """Return what an error body says of the inputs: `required displayName`, `invalid color`.

    `inputs` are the names of what was sent.
    """
    known = {name.lower(): name for name in inputs}
    return list(dict.fromkeys(said for note in notes_of(value) for said in _said(note, known)))


def error_message(value: object, documented: str) -> list[str]:
    """Return whether the message of an error body is the documented one, if one is."""
    if not documented:
        return []
    texts = [note.text for note in notes_of(value) if note.text]
    return ["documented" if documented in texts else "other"] if texts else []


def first_message(value: object) -> str:
    """Return the first message of an error body, or `""`."""
    return next((note.text for note in notes_of(value) if note.text), "")


def _said(note: Note, known: dict[str, str]) -> list[str]:
    kind = _code_kind(note.codes) or _kind(note.text, _KINDS)
    if kind:
        return [f"{kind} {name}" for name in note.names or _named(note.text, known)]
    names = [_known(name, known) for name in note.names]
    return [
        *(
            f"{'invalid' if own else 'required'} {own or name}"
            for own, name in zip(names, note.names, strict=True)
        ),
        *(f"invalid {own}" for name in _marked(note) if (own := _known(name, known))),
    ]


def _marked(note: Note) -> list[str]:
    """Return the names in quotes of a text in any language, if nothing else names an input."""
    return [] if note.names else _MARKED.findall(note.text)


def _known(name: str, known: dict[str, str]) -> str:
    """Return the input that a name or the end of a path denotes, or `""`."""
    return known.get(name.lower()) or known.get(name.lower().rpartition(".")[2], "")


def _code_kind(codes: Collection[str]) -> str:
    words = (" ".join(_WORDS.findall(code.rpartition("/")[2])).lower() for code in codes)
    return next(filter(None, (_kind(_FAILED.sub("", text), _CODES) for text in words)), "")


def _kind(text: str, kinds: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    return next((kind for kind, words in kinds if words.search(text)), "")


def _named(text: str, known: dict[str, str]) -> list[str]:
    """Return the inputs that a message names, or else the names that it has in quotes."""
    words = [known[word.lower()] for word in _WORD.findall(text) if word.lower() in known]
    return list(dict.fromkeys(words)) or _MARKED.findall(text)[:3]
