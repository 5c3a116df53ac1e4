"""The path of what a request is about, and the operation that its URL names.

Besides plain paths there are suffixes (`/posts/{}.json`), keys (`albums('{}')`), operations behind
a collection (`/albums.get?id={}`, `/albums:create`, `/albums/create`), verbs with a noun
(`/getAlbum?id={}`), and fields of GraphQL (`{"data": {"createAlbum": …}}`).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from docreplay.cases.capture_sources import response_json
from docreplay.cases.target_ids import ANY
from docreplay.model.case import Case
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import split

Path = tuple[str, ...]
LINK = "/$ref"
_SUFFIX = re.compile(r"\.(?:json|xml)$")
_KEYED = re.compile(r"([\w.]+)\(['\"]?\{\}['\"]?\)")
_OPERATION = re.compile(r"(\w+)[.:]([A-Za-z]\w*)")
_VERB = re.compile(
    r"_?(create|add|new|register|insert|import|get|list|show|info|read|search|find|update|edit|set"
    r"|(?:batch|bulk)?_?(?:delete|remove|destroy|purge))",
    re.IGNORECASE,
)
_VERB_NOUN = re.compile(rf"({_VERB.pattern})([A-Z]\w*)")
_QUERY_ID = re.compile(r"[?&]\w*id=\{\}", re.IGNORECASE)
_LANGUAGE = ("graphql", "mutation", "query")
"""Segments before the name of an operation."""


class OperationSubject(NamedTuple):
    """What a request is about."""

    path: Path
    verb: str
    """The operation that the URL names, in lower case, or `""`."""


def subject_of(case: Case) -> OperationSubject:
    """Return the segments of the path of what a request is about, with `{}` for placeholders.

    Those of a link are those of what it leads to.
    """
    found = _of_target(case.request.target)
    if not found.path or found.path[0].lower() not in _LANGUAGE:
        return found
    segments = _without_language(list(found.path), case)
    has_id = _QUERY_ID.search(PLACEHOLDER.sub(ANY, case.request.target)) is not None
    return _named(segments, has_id=has_id, is_language=True)


@lru_cache(maxsize=8192)
def _of_target(target: str) -> OperationSubject:
    target = PLACEHOLDER.sub(ANY, target)
    segments = [part for part in split(target).path.removesuffix(LINK).split("/") if part]
    if not segments:
        return OperationSubject((), "")
    segments[-1] = _SUFFIX.sub("", segments[-1])
    plain = [part for segment in segments for part in _parts(segment)]
    if plain[0].lower() in _LANGUAGE:
        return OperationSubject(tuple(plain), "")
    return _named(plain, has_id=_QUERY_ID.search(target) is not None, is_language=False)


def _parts(segment: str) -> tuple[str, ...]:
    match = _KEYED.fullmatch(segment)
    return (match[1], ANY) if match else (segment,)


def _without_language(plain: list[str], case: Case) -> list[str]:
    """Return the segments behind `graphql`; if there are none, the only field of the response."""
    rest = [part for part in plain if part.lower() not in _LANGUAGE]
    body = response_json(case)
    data = body.get("data") if isinstance(body, dict) else None
    fields = list(data) if isinstance(data, dict) else []
    return rest or (fields if len(fields) == 1 else plain)


def _named(plain: list[str], *, has_id: bool, is_language: bool) -> OperationSubject:
    *before, last = plain
    own = (ANY,) if has_id else ()
    if match := _OPERATION.fullmatch(last):
        return OperationSubject((*before, match[1], *own), match[2].lower())
    if match := _VERB_NOUN.fullmatch(last):
        return OperationSubject((*before, _singular(match[3]), *own), match[1].lower())
    if before and _VERB.fullmatch(last):
        return OperationSubject((*before, *own), last.lstrip("_").lower())
    if is_language and last != ANY and len(plain) == 1:
        return OperationSubject((_singular(last), ANY), "get")
    return OperationSubject(tuple(plain), last.lower() if last != ANY else "")


def _singular(noun: str) -> str:
    return noun.lower().removesuffix("s")
