"""Parse the JSON of annotation comments leniently; every repair is a finding at its position."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from docreplay.errors import did_you_mean
from docreplay.model.finding import Edit, Finding, Fix
from docreplay.model.json.places import JsonError, Repair
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, pointer
from docreplay.model.location import Passage, Range
from docreplay.model.markup.block import BLOCK_KINDS, Annotation
from docreplay.model.markup.markup import opens_object
from docreplay.model.near_names import Allowance, NearNames
from docreplay.read.rules.annotation_not_strict import RULE as NOT_STRICT
from docreplay.read.rules.annotation_unreadable import RULE as UNREADABLE
from docreplay.read.rules.unknown_annotation_key import RULE as UNKNOWN_KEY
from docreplay.read.rules.unknown_block_type import RULE as UNKNOWN_TYPE
from docreplay.read.typography import restored

_KEY_NAMES = """
    blockType name @odata.type @type @type.aka @odata.annotations optionalProperties abstract
    nullableProperties isCollection collectionProperty isEmpty truncated expectError openType
    opaqueUrl baseType keyProperty isComposable isMediaEntity idempotent longRunningResponseType
    sampleKeys scopes apiVersions tags target requestUrls mergePermissions compare
    capture requires
"""
KEYS = frozenset(_KEY_NAMES.split())
"""Keys with a meaning in the annotation of a block: the dialect's, and those of docreplay."""

_KINDS = {kind.lower(): kind for kind in BLOCK_KINDS - {"plain"}}
_BY_LOWER_CASE = {key.lower(): key for key in KEYS}
_MIN_SIMILARITY = 0.85
"""Minimum `difflib` ratio of a misspelled `blockType`; excludes `docType` and `bodyType`."""
_LETTERS = frozenset("blocktype")
_INTENDED = re.compile(r"block[_-]?Type|@(?:odata|type)|#page\.|\bname\b|truncated", re.IGNORECASE)
"""Distinguishes an invalid annotation from a comment with template braces or other notes."""
_IGNORED = re.compile(
    r"""\s*\{\s*["']?blockType["']?\s*:\s*["']?ignored["']?\s*\}""", re.IGNORECASE
)
_REPAIRS = {
    "entity": "a character reference instead of a quotation mark",
    "control-character": "unescaped line break or other control character in a string",
    "trailing-comma": "trailing comma",
    "bare-key": "property name is not quoted",
    "missing-comma": "missing comma between two members",
    "single-quotes": "single quotation marks instead of double ones",
    "triple-quotes": "three quotation marks instead of one",
    "comment": "comments are not allowed",
    "elision": "`...` instead of members",
    "no-break-space": "no-break space or other invalid white space between tokens",
    "duplicate-key": "duplicate property; the last one counts",
    "lone-surrogate": "escape of a lone surrogate (RFC 8259 §8.2)",
}


class ReadAnnotation(NamedTuple):
    """The annotation in a comment, or None if it cannot be parsed, with its findings."""

    annotation: Annotation | None
    findings: tuple[Finding, ...] = ()


class _Content(NamedTuple):
    """The content of a comment, independent of its place."""

    read: JsonText
    attributes: dict[str, JSON]
    """Values by key; keys of the dialect are in its spelling."""
    unknown: tuple[str, ...]
    """Keys that the dialect does not define, sorted."""
    misspelt: tuple[str, ...]
    """Unknown keys that are misspellings of `blockType`."""
    kind_key: str
    """Key of the block type, as the comment spells it."""
    kind: str
    names: tuple[str, ...]
    is_clean: bool
    """True if there is nothing to report."""


def is_annotation(inner: str) -> bool:
    """Return True if the content of a comment starts with a brace, like an annotation."""
    return opens_object(inner)


def mentions_block_type(text: str) -> bool:
    """Return True if a text contains the word `blockType` in one of its likely spellings."""
    return "lockType" in text or "locktype" in text or "LOCKTYPE" in text


def describe(repair: str) -> str:
    """Return a kind of `Repair` in words."""
    return _REPAIRS[repair]


def read_annotation(comment: Passage) -> ReadAnnotation:
    """Return the annotation in a comment; the passage is the comment from `<!--` to `-->`."""
    inner = comment.text[4:-3] if comment.text.endswith("-->") else comment.text[4:]
    try:
        content = _content(inner)
    except JsonError as error:
        return _restored(inner, comment) or _unreadable(inner, comment, error)
    findings = () if content.is_clean else tuple(_findings(content, comment))
    is_other = content.kind or "type" in content.attributes
    if not content.is_clean and not is_other and (found := _restored(inner, comment)):
        return found
    return ReadAnnotation(_annotation(content, comment), findings)


def _annotation(content: _Content, comment: Passage) -> Annotation:
    return Annotation(
        kind=content.kind,
        names=content.names,
        attributes=content.attributes,
        range=comment.range(0, len(comment.text)),
    )


def _unreadable(inner: str, comment: Passage, error: JsonError) -> ReadAnnotation:
    if _IGNORED.match(inner):  # a note behind it is what Microsoft's pages have
        kind, at = "ignored", comment.range(0, len(comment.text))
        attributes: dict[str, JSON] = {"blockType": kind}
        return ReadAnnotation(Annotation(kind=kind, names=(), attributes=attributes, range=at))
    if not _INTENDED.search(inner) and not _INTENDED.search(restored(inner)):
        return ReadAnnotation(annotation=None)
    message = f"invalid JSON in annotation: {error.message}"
    finding = UNREADABLE.at(comment.at(4 + error.offset), message)
    return ReadAnnotation(annotation=None, findings=(finding,))


def _restored(inner: str, comment: Passage) -> ReadAnnotation | None:
    """Return the annotation whose punctuation was replaced, such as by `&quot;` or `“`.

    None if nothing was replaced, or if what was meant is still not an annotation. Places within
    it are lost, so what is wrong with it is reported at the comment.
    """
    text = restored(inner)
    if text == inner:
        return None
    try:
        content = _content(text)
    except JsonError:
        return None
    if "blockType" not in content.attributes and "type" not in content.attributes:
        return None
    annotation = _annotation(content, comment)
    message = "annotation is not strict JSON: other characters instead of its punctuation"
    findings = [NOT_STRICT.at(annotation.range, message)]
    if not content.kind and "blockType" in content.attributes:
        findings.append(UNKNOWN_TYPE.at(annotation.range, _unknown(content)))
    return ReadAnnotation(annotation, tuple(findings))


@lru_cache(maxsize=64)
def _content(inner: str) -> _Content:
    """Return the content of a comment. Raise `JsonError` if it is not JSON.

    Cached, because two in five annotations equal one of the last few.
    """
    read = read_json(inner)
    written = read.value
    assert isinstance(written, dict)  # noqa: S101  # it starts with a brace
    is_known = written.keys() <= KEYS
    attributes = (
        written
        if is_known
        else {_BY_LOWER_CASE.get(key.lower(), key): written[key] for key in written}
    )
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
    """Return the keys that are misspellings of `blockType`, judged by their names and values."""
    if str(attributes.get("type")).startswith("#page"):
        return ()
    return tuple(key for key, value in attributes.items() if _means_kind(key, value))


def _means_kind(key: str, value: JSON) -> bool:
    if key in KEYS or not isinstance(value, str):
        return False
    folded = key.lower().replace("_", "").replace("-", "")
    if folded == "type":
        return value.strip().lower() in _KINDS
    if len(_LETTERS.intersection(folded)) < 7:  # cannot reach the ratio
        return False
    similarity = SequenceMatcher(None, folded, "blocktype").ratio()
    return similarity == 1 or (
        similarity >= _MIN_SIMILARITY and bool(did_you_mean(value.strip(), _KINDS))
    )


def _findings(content: _Content, comment: Passage) -> Iterator[Finding]:
    yield from _repaired(content, comment)
    if not content.kind and "blockType" in content.attributes:
        yield _unknown_kind(content, comment)
    is_block = "type" not in content.attributes and content.attributes.keys() & KEYS
    if is_block or content.misspelt:
        yield from _unknown_keys(content, comment)


def _names(value: JSON) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name.strip() for name in values if isinstance(name, str) and name.strip())


def _unknown(content: _Content) -> str:
    written = str(content.attributes["blockType"])
    near = did_you_mean(written.strip(), BLOCK_KINDS - {"plain"})
    return f"unknown blockType `{' '.join(written.split())[:60]}`{near}"


def _unknown_kind(content: _Content, comment: Passage) -> Finding:
    message = _unknown(content)
    place = re.search(re.escape(content.kind_key), comment.text, re.IGNORECASE)
    if not place:
        return UNKNOWN_TYPE.at(comment.location, message)
    value = content.read.places.get(pointer([content.kind_key]))
    at = comment.range(place.start(), 4 + value.end if value else place.end())
    only = _near_kinds().only(str(content.attributes["blockType"]).strip()) if value else ""
    if not value or not only:
        return UNKNOWN_TYPE.at(at, message)
    edited = comment.range(4 + value.start, 4 + value.end)
    edit = Edit(start=edited.start, end=edited.end, text=f'"{only}"')
    fix = Fix(title=f"write `{only}`", safety="safe", edits=(edit,))
    return UNKNOWN_TYPE.at(at, message, fix=fix)


@cache
def _near_kinds() -> NearNames:
    return NearNames(BLOCK_KINDS - {"plain"})


def _repaired(content: _Content, comment: Passage) -> Iterator[Finding]:
    """Yield a finding for each repair, except of what no tool but API Doctor reads (§2.3).

    Its `suppressions` are whole messages, line breaks included; a note behind `ignored` is for
    people.
    """
    is_page = str(content.attributes.get("type", "")).lower() == "#page.annotation"
    for repair in content.read.repairs:
        if is_page and repair.kind == "control-character":
            continue
        if repair.kind == "comment" and content.kind == "ignored" and _is_behind(content, repair):
            continue
        message = f"annotation is not strict JSON: {describe(repair.kind)}"
        yield NOT_STRICT.at(comment.at(4 + repair.offset), message)


def _is_behind(content: _Content, repair: Repair) -> bool:
    return repair.offset >= content.read.places[""].end


@cache
def _near_keys() -> NearNames:
    return NearNames(KEYS)


def _unknown_keys(content: _Content, comment: Passage) -> Iterator[Finding]:
    allowance = Allowance()
    for key in content.unknown:
        place = content.read.places[pointer([key])]
        meant = " (did you mean `blockType`?)" if key in content.misspelt else ""
        near = _near_keys().suggestion(key) if not meant and allowance.take() else ""
        message = f"unknown annotation key `{key}`{meant or near}"
        start = 4 + place.key
        end = start + len(comment.text[start : 4 + place.start].rstrip(" \t\n:"))
        at = comment.range(start, end)
        only = "blockType" if meant else _near_keys().only(key) if near else ""
        is_new = bool(only) and only not in content.attributes
        yield UNKNOWN_KEY.at(
            at, message, fix=_respelt(at, comment.text[start:end], key, only) if is_new else None
        )


def _respelt(at: Range, written: str, key: str, name: str) -> Fix | None:
    """Return the fix of a key, in the quotes that it is written with; None if it has escapes."""
    if key not in written:
        return None
    edit = Edit(start=at.start, end=at.end, text=written.replace(key, name, 1))
    return Fix(title=f"write `{name}`", safety="safe", edits=(edit,))
