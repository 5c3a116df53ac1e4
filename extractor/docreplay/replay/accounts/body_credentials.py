"""Credentials that a documented body shows: they are examples, so a run needs its own.

A body has them if its request is a sign-in: it asks for a token (RFC 6749 §4, RFC 7009,
RFC 7662), or its path ends in `login`, `session` and the like. A password of a new user, or the
secret of an object that is created, is data of the service, and is sent as the page has it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, unquote_plus

from docreplay.model.http.content import is_json_text
from docreplay.model.http.http import FORM, Request, declared_type, is_xml, values_of
from docreplay.model.http.multipart import parts_of
from docreplay.model.http.placeholder import NAMED, Placeholder, placeholder_of
from docreplay.model.http.placeholder_values import values_from
from docreplay.model.http.url_template import split
from docreplay.model.secret_names import is_own_credential, is_proof, is_sign_in_secret
from docreplay.replay.accounts.body_fields import Field, elements

_LOG_IN = re.compile(
    r"(?:(?:user|account|admin)[-_]?)?(?:log-?_?in|log-?on|sign-?_?in)(?:[-_]?with\w+)?",
    re.IGNORECASE,
)
"""A word of a path that proves who sends the request, also before the name of the user."""
_SIGN_IN = re.compile(
    rf"_?(?:{_LOG_IN.pattern}|(?:(?:user|account|admin)[-_]?)?(?:"
    r"auth(?:enticate|entication|orize)?|sessions?|revoke|revocation|introspect(?:ion)?"
    r"|(?:oauth\d*|access|refresh|auth|api|jwt)?[-_]?tokens?))(?:\.\w+)?",
    re.IGNORECASE,
)
"""A last segment of a path, of a request that proves who sends it."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]')
_COLON = re.compile(r"\s*:\s*")
_PAIR = re.compile(r"(?:^|[&\n])\s*([^=&\s]+)=([^&\n]+)")
_PART_NAME = re.compile(r"""\bname\s*=\s*"?([^";\r\n]+)""", re.IGNORECASE)
_LONGEST = 100
"""Characters of the name of a credential."""


def credentials_in(request: Request) -> tuple[Field, ...]:
    """Return the fields of a body that show credentials, in their order."""
    return tuple(field for field in _credentials(request) if not field.placeholder)


def _credentials(request: Request) -> tuple[Field, ...]:
    if request.body is None:
        return ()
    fields = tuple(_fields(request, request.body.text))
    names = frozenset(field.name.lower() for field in fields if field.depth == 1)
    path = unquote(split(request.target).path).rstrip("/")
    signs_in = "grant_type" in names or _is_sign_in(path) or "wsse:Security" in request.body.text
    return tuple(field for field in fields if _is_credential(field, names, signs_in=signs_in))


def _is_sign_in(path: str) -> bool:
    """Return True if a path ends in a sign-in, its custom method (AIP-136), or what signs in."""
    before, _, last = path.rpartition("/")
    name, _, method = last.partition(":")
    if _SIGN_IN.fullmatch(last) or (name and _LOG_IN.fullmatch(method)):
        return True
    return _LOG_IN.fullmatch(before.rpartition("/")[2]) is not None


def with_placeholders(request: Request) -> Request:
    """Return the request with placeholders such as `{client_secret}` for shown credentials."""
    found, body = credentials_in(request), request.body
    if not found or body is None:
        return request
    pieces, at = list[str](), 0
    for field in found:
        pieces += [body.text[at : field.start], f"{{{field.parameter}}}"]
        at = field.end
    return replace(request, body=body._replace(text="".join([*pieces, body.text[at:]])))


def without_value(request: Request, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of credentials in the body that have no value of the run."""
    known = values_from(values)
    for field in _credentials(request):
        match = NAMED.fullmatch(field.placeholder)
        own = Placeholder(f"{{{field.parameter}}}", (field.parameter,))
        if not known.fill(placeholder_of(match) if match else own):
            yield own.names[0] if match is None else placeholder_of(match).names[0]


def _is_credential(field: Field, names: frozenset[str], *, signs_in: bool) -> bool:
    name = field.name
    if len(name) > _LONGEST:
        return False
    if is_proof(name) or (field.depth == 1 and is_own_credential(name)):
        return True
    return signs_in and is_sign_in_secret(name, names)


def _fields(request: Request, text: str) -> Iterator[Field]:
    """Yield the fields with a value, which may be a placeholder as a whole."""
    kind = declared_type(request.headers)
    if is_json_text(kind, text):
        found = _members(text)
    elif is_xml(kind) or (not kind and text.lstrip().startswith("<")):
        found = elements(text)
    elif kind.startswith("multipart/"):
        found = _parts(text, next(values_of("content-type", request.headers), ""))
    elif kind == FORM or not kind:
        found = _pairs(text)
    else:
        return
    for field in found:
        value = text[field.start : field.end].strip()
        yield field._replace(placeholder=value if NAMED.fullmatch(value) else "")


def _members(text: str) -> Iterator[Field]:
    """Yield the properties of JSON whose values are strings; what is not valid is passed over."""
    depth, name, at = 0, "", -1
    for match in _TOKEN.finditer(text):
        if match[0] in ("{", "["):
            depth += 1
        elif match[0] in ("}", "]"):
            depth -= 1
        elif match.start() == at:
            if match.end() - match.start() > 2:
                yield Field(name, match.start() + 1, match.end() - 1, depth)
        elif colon := _COLON.match(text, match.end()):
            name, at = match[0][1:-1], colon.end()


def _pairs(text: str) -> Iterator[Field]:
    for match in _PAIR.finditer(text):
        start, end = match.span(2)
        yield Field(unquote_plus(match[1]), start, start + len(text[start:end].rstrip()))


def _parts(text: str, content_type: str) -> Iterator[Field]:
    for part in parts_of(text, content_type):
        name = _PART_NAME.search(text[part.at : part.start])
        content = text[part.start : part.end].rstrip("\r\n")
        if name and content:
            yield Field(name[1].strip(), part.start, part.start + len(content))
