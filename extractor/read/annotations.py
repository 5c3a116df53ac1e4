"""The JSON of an annotation comment, read leniently: every repair is a finding on its line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.errors import did_you_mean
from extractor.model.block import BLOCK_KINDS, Annotation
from extractor.model.finding import Finding
from extractor.model.json import JSON
from extractor.model.lenient_json import JsonError, JsonText, read_json
from extractor.model.source import Passage
from extractor.read.rules.annotation_not_strict import RULE as NOT_STRICT
from extractor.read.rules.annotation_unreadable import RULE as UNREADABLE
from extractor.read.rules.unknown_annotation_key import RULE as UNKNOWN_KEY
from extractor.read.rules.unknown_block_type import RULE as UNKNOWN_TYPE

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
_MEANT = re.compile(r"blockType|@(?:odata|type)|#page\.|\bname\b|truncated", re.IGNORECASE)
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


def is_annotation(inner: str) -> bool:
    """Whether what a comment holds is meant as an annotation: it starts with a brace."""
    return inner.lstrip()[:1] == "{"


def describe(repair: str) -> str:
    """A repair of `lenient_json` in words."""
    return _REPAIRS[repair]


def read_annotation(comment: Passage) -> ReadAnnotation:
    """The annotation in a comment; the passage is the whole comment from `<!--` to `-->`."""
    inner = comment.text[4:-3] if comment.text.endswith("-->") else comment.text[4:]
    try:
        read = read_json(inner)
    except JsonError as error:
        if not _MEANT.search(inner):
            return ReadAnnotation(annotation=None)
        message = f"the annotation is no JSON: {error.message}"
        finding = UNREADABLE.at(comment.at(4 + error.offset), message)
        return ReadAnnotation(annotation=None, findings=(finding,))
    assert isinstance(read.value, dict)  # noqa: S101  # it starts with a brace
    attributes = read.value
    is_known = attributes.keys() <= KEYS
    if not is_known:
        attributes = {_FOLDED.get(key.lower(), key): value for key, value in attributes.items()}
    kind, wrong = _kind(attributes, comment)
    annotation = Annotation(
        kind=kind,
        names=_names(attributes.get("name")),
        attributes=attributes,
        location=comment.location,
    )
    findings = (*_repaired(read, comment), *wrong) if read.repairs else wrong
    if not is_known and "type" not in attributes and attributes.keys() & KEYS:
        findings += tuple(_unknown_keys(read.value, read, comment))
    return ReadAnnotation(annotation=annotation, findings=findings)


def _names(value: JSON) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name.strip() for name in values if isinstance(name, str) and name.strip())


def _kind(attributes: dict[str, JSON], comment: Passage) -> tuple[str, tuple[Finding, ...]]:
    """The block type in its right spelling, or `""` with a finding where it is unknown."""
    if "blockType" not in attributes:
        return "", ()
    written = str(attributes["blockType"]).strip()
    kind = _KINDS.get(written.lower())
    if kind:
        return kind, ()
    near = did_you_mean(written, BLOCK_KINDS - {"plain"})
    message = f"unknown blockType `{' '.join(written.split())[:60]}`{near}"
    at = comment.at(max(comment.text.find("blockType"), 0))
    return "", (UNKNOWN_TYPE.at(at, message),)


def _repaired(read: JsonText, comment: Passage) -> Iterator[Finding]:
    for repair in read.repairs:
        message = f"the annotation is not strict JSON: {describe(repair.kind)}"
        yield NOT_STRICT.at(comment.at(4 + repair.offset), message)


def _unknown_keys(written: dict[str, JSON], read: JsonText, comment: Passage) -> Iterator[Finding]:
    for key in sorted(written.keys() - KEYS):
        if key.lower() not in _FOLDED:
            place = read.places[f"/{key.replace('~', '~0').replace('/', '~1')}"]
            message = f"unknown annotation key `{key}`{did_you_mean(key, KEYS)}"
            yield UNKNOWN_KEY.at(comment.at(4 + place.key), message)
