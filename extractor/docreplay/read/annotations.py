"""The JSON of an annotation comment, read leniently: every repair is a finding on its line."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from docreplay.errors import did_you_mean
from docreplay.model.block import BLOCK_KINDS, Annotation
from docreplay.model.finding import Finding
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, pointer
from docreplay.model.location import Passage
from docreplay.read.rules.annotation_not_strict import RULE as NOT_STRICT
from docreplay.read.rules.annotation_unreadable import RULE as UNREADABLE
from docreplay.read.rules.unknown_annotation_key import RULE as UNKNOWN_KEY
from docreplay.read.rules.unknown_block_type import RULE as UNKNOWN_TYPE

_KEY_NAMES = """
    blockType name @odata.type @type @type.aka @odata.annotations optionalProperties abstract
    nullableProperties isCollection collectionProperty isEmpty truncated expectError openType
    opaqueUrl baseType keyProperty isComposable isMediaEntity idempotent longRunningResponseType
    sampleKeys scopes apiVersions tags target requestUrls mergePermissions compare
"""
KEYS = frozenset(_KEY_NAMES.split())
"""Every key with a meaning in the annotation of a block: the dialect's, and `compare`, ours."""

_KINDS = {kind.lower(): kind for kind in BLOCK_KINDS - {"plain"}}
_FOLDED = {key.lower(): key for key in KEYS}
_LIKENESS = 0.85
"""How like `blockType` a key is that is meant so (`difflib`): `docType` and `bodyType` are not."""
_LETTERS = frozenset("blocktype")
_MEANT = re.compile(r"block[_-]?Type|@(?:odata|type)|#page\.|\bname\b|truncated", re.IGNORECASE)
"""What tells a broken annotation from a template's braces, or other notes, in a comment."""
_REPAIRS = {
    "entity": "`&quot;` stands where a quotation mark belongs",
    "control-character": "a string holds a raw line break or another control character",
    "trailing-comma": "a comma stands before a closing bracket",
    "bare-key": "a property name has no quotation marks",
    "missing-comma": "a comma is missing between two members",
    "single-quotes": "single quotation marks stand where double ones belong",
    "comment": "JSON has no comments",
    "elision": "`...` stands for members that were left out",
    "no-break-space": "a no-break space or another odd blank stands between tokens",
    "duplicate-key": "a property is there twice; the last one counts",
    "lone-surrogate": "an escape stands for half a character (RFC 8259 §8.2)",
}


class ReadAnnotation(NamedTuple):
    """What a comment says, if it has a reading, and what is wrong with it."""

    annotation: Annotation | None
    findings: tuple[Finding, ...] = ()


class _Content(NamedTuple):
    """What a comment holds, wherever it stands."""

    read: JsonText
    attributes: dict[str, JSON]
    """With the keys that the dialect has in their right spelling."""
    unknown: tuple[str, ...]
    """The keys that the dialect does not have, in order."""
    misspelt: tuple[str, ...]
    """Those of them that are written where blockType is meant."""
    kind_key: str
    """The one that gives the kind, in whatever case it is written."""
    kind: str
    names: tuple[str, ...]
    is_clean: bool
    """Whether there is nothing to report."""


def is_annotation(inner: str) -> bool:
    """Whether what a comment holds is meant as an annotation: it starts with a brace."""
    return inner.lstrip()[:1] == "{"


def names_block_type(text: str) -> bool:
    """Whether a text has the word blockType, in the cases that it is likely to be written in."""
    return "lockType" in text or "locktype" in text or "LOCKTYPE" in text


def describe(repair: str) -> str:
    """A repair of `lenient_json` in words."""
    return _REPAIRS[repair]


def read_annotation(comment: Passage) -> ReadAnnotation:
    """The annotation in a comment; the passage is the whole comment from `<!--` to `-->`."""
    inner = comment.text[4:-3] if comment.text.endswith("-->") else comment.text[4:]
    try:
        content = _content(inner)
    except JsonError as error:
        if not _MEANT.search(inner):
            return ReadAnnotation(annotation=None)
        message = f"the annotation is no JSON: {error.message}"
        finding = UNREADABLE.at(comment.at(4 + error.offset), message)
        return ReadAnnotation(annotation=None, findings=(finding,))
    annotation = Annotation(
        kind=content.kind,
        names=content.names,
        attributes=content.attributes,
        range=comment.range(0, len(comment.text)),
    )
    findings = () if content.is_clean else tuple(_findings(content, comment))
    return ReadAnnotation(annotation, findings)


@lru_cache(maxsize=64)
def _content(inner: str) -> _Content:
    """Two in five annotations are like one of the last few. Raises `JsonError` for no JSON."""
    read = read_json(inner)
    written = read.value
    assert isinstance(written, dict)  # noqa: S101  # it starts with a brace
    is_known = written.keys() <= KEYS
    attributes = written if is_known else {_FOLDED.get(k.lower(), k): written[k] for k in written}
    unknown = () if is_known else tuple(sorted(attributes.keys() - KEYS))
    misspelt = _misspelt(attributes) if unknown else ()
    kind_key = "blockType"
    if len(misspelt) == 1 and kind_key not in attributes:
        kind_key = misspelt[0]
        attributes = {"blockType" if k == kind_key else k: attributes[k] for k in attributes}
    kind = _KINDS.get(str(attributes.get("blockType", "")).strip().lower(), "")
    is_clean = not (unknown or read.repairs or (not kind and "blockType" in attributes))
    names = _names(attributes.get("name"))
    return _Content(read, attributes, unknown, misspelt, kind_key, kind, names, is_clean)


def _misspelt(attributes: Mapping[str, JSON]) -> tuple[str, ...]:
    """The keys that are meant as blockType, by their spelling and by the kind that they give."""
    if str(attributes.get("type")).startswith("#page"):
        return ()
    return tuple(key for key, value in attributes.items() if _means_kind(key, value))


def _means_kind(key: str, value: JSON) -> bool:
    if key in KEYS or not isinstance(value, str):
        return False
    folded = key.lower().replace("_", "").replace("-", "")
    if folded == "type":
        return value.strip().lower() in _KINDS
    if len(_LETTERS.intersection(folded)) < 7:  # too few for the likeness
        return False
    likeness = SequenceMatcher(None, folded, "blocktype").ratio()
    return likeness == 1 or (likeness >= _LIKENESS and bool(did_you_mean(value.strip(), _KINDS)))


def _findings(content: _Content, comment: Passage) -> Iterator[Finding]:
    yield from _repaired(content.read, comment)
    if not content.kind and "blockType" in content.attributes:
        yield _unknown_kind(content, comment)
    is_block = "type" not in content.attributes and content.attributes.keys() & KEYS
    if is_block or content.misspelt:
        yield from _unknown_keys(content, comment)


def _names(value: JSON) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name.strip() for name in values if isinstance(name, str) and name.strip())


def _unknown_kind(content: _Content, comment: Passage) -> Finding:
    written = str(content.attributes["blockType"])
    near = did_you_mean(written.strip(), BLOCK_KINDS - {"plain"})
    message = f"unknown blockType `{' '.join(written.split())[:60]}`{near}"
    place = re.search(re.escape(content.kind_key), comment.text, re.IGNORECASE)
    if not place:
        return UNKNOWN_TYPE.at(comment.location, message)
    return UNKNOWN_TYPE.at(comment.range(place.start(), _value_end(content, place.end())), message)


def _value_end(content: _Content, otherwise: int) -> int:
    """Return the offset in the comment behind the value that gives the kind."""
    place = content.read.places.get(pointer([content.kind_key]))
    return 4 + place.end if place else otherwise


def _repaired(read: JsonText, comment: Passage) -> Iterator[Finding]:
    for repair in read.repairs:
        message = f"the annotation is not strict JSON: {describe(repair.kind)}"
        yield NOT_STRICT.at(comment.at(4 + repair.offset), message)


def _unknown_keys(content: _Content, comment: Passage) -> Iterator[Finding]:
    for key in content.unknown:
        place = content.read.places[pointer([key])]
        meant = " (did you mean `blockType`?)" if key in content.misspelt else ""
        message = f"unknown annotation key `{key}`{meant or did_you_mean(key, KEYS)}"
        start = 4 + place.key
        end = start + len(comment.text[start : 4 + place.start].rstrip(" \t\n:"))
        yield UNKNOWN_KEY.at(comment.range(start, end), message)
