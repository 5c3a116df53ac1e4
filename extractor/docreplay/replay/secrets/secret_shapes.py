"""Secrets that are known by their shape, wherever a text has them."""

import re
from urllib.parse import unquote_plus

from docreplay.model.secret_names import is_secret_parameter, is_secret_property
from docreplay.replay.secrets.masks import Hide, quoted
from docreplay.replay.secrets.redact import hidden, redacted_members
from docreplay.replay.secrets.secret_markup import is_label, without_markup

_SHAPES = re.compile(
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----.*?(?:-----END [A-Z0-9 ]*KEY[A-Z ]*-----|\Z)"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}"  # RFC 7519, RFC 7516
    r"|\bgh[pousr]_\w{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}"
    r"|\bxox[abeoprs]-[\w-]{10,}|\bxapp-[\w-]{10,}"
    r"|hooks\.slack\.com/(?:services|workflows)/[\w/+-]{20,}"
    r"|discord(?:app)?\.com/api/webhooks/[0-9]+/[\w-]{30,}|(?<=\bbot)[0-9]{6,}:[\w-]{30,}"
    r"|\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b"
    r"|\bAIza[\w-]{35}|\bya29\.[\w-]{20,}"
    r"|\b[srp]k_(?:live|test)_\w{10,}|\bwhsec_[\w+/=]{16,}|\bsk-[\w-]{20,}"
    r"|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bnpm_\w{36}|\bpypi-[\w-]{16,}|\bdop_v1_[0-9a-f]{64}"
    r"|(?<![\w~.-])[\w~.-]{3}[0-9]Q~[\w~.-]{31,34}(?![\w~.-])",  # a secret of Entra ID
    re.DOTALL,
)
_CREDENTIALS = re.compile(r"\b(bearer|basic|digest|negotiate)\s+([\w+/=.~-]{8,})", re.IGNORECASE)
"""A scheme and its credentials (RFC 9110 §11.4), such as in a command line of curl."""
_HEADER_LINE = re.compile(
    r"\b((?:proxy-)?authorization|x-api-key|api-key|set-cookie|cookie)(\s*:\s*)([^\s'\"\\][^\r\n'\"]*)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecret|Password|Pwd)=([^;\s\"'&]+)",
    re.IGNORECASE,
)
"""A part of a connection string."""
_USER = re.compile(r"((?:\b[a-z][a-z0-9+.-]*:)?//)([^/\s@\"'<>?#]+)@", re.IGNORECASE)
"""User and password of a URL (RFC 3986 §3.2.1)."""
_QUERY = re.compile(r"(?<=[?#])[^\s\"'<>\\?#=]*=[^\s\"'<>\\]*")
_SIGNED = re.compile(
    r"(?<![\w?&#=-])(?:s[a-z]{1,4}=[^&\s\"'<>\\]*&(?:amp;)?)*sig=[^&\s\"'<>\\]+[^\s\"'<>\\]*"
)
"""A shared access signature without its URL."""
_PAIR = re.compile(
    r"""(^|[\s;,])(([A-Za-z][\w.-]*)["']?[ \t]*[=:][ \t]*)([^\s"',;&<>]{4,})""", re.MULTILINE
)
"""A name and a value in a text, such as a line of a settings file."""


_QUOTED = re.compile(
    r"""(?<![\w.$-])(([A-Za-z][\w.-]*)[ \t]*[:=][ \t]*(\\?["']))((?:(?!\3)[^\r\n])+)(?=\3)"""
)
"""A name and a value in quotes, such as an argument of GraphQL: `password: "…"`."""
_FORM = re.compile(r"[\w.%\[\]$-]+=[^\s&<>\"']*(?:&[\w.%\[\]$-]+=[^\s&<>\"']*)+")
"""A text that is a form as a whole."""


def is_token(text: str) -> bool:
    """Return True if a text is, as a whole, a token or a key of a known shape."""
    return _SHAPES.fullmatch(text.strip()) is not None


def without_shapes(text: str, hide: Hide = hidden) -> str:
    """Return the text without tokens and keys of known shapes, and secrets in its URLs.

    `hide` returns the mask of a secret, here and in the other functions.
    """
    text = _CREDENTIALS.sub(lambda found: f"{found[1]} {hide(found[2])}", text)
    text = _HEADER_LINE.sub(lambda found: f"{found[1]}{found[2]}{hide(found[3])}", text)
    text = _PART.sub(lambda found: f"{found[1]}={hide(found[2])}", text)
    return without_tokens(text, hide)


def without_tokens(text: str, hide: Hide = hidden) -> str:
    """Return the text without what cannot be a word: tokens, keys, and secrets in URLs.

    A sentence may also have `basic information`, which is not a credential.
    """
    text = _SHAPES.sub(lambda found: hide(found[0]), text)
    text = _USER.sub(lambda found: f"{found[1]}{hide(found[2])}@", text)
    text = _SIGNED.sub(lambda found: without_secret_pairs(found[0], hide), text)
    return _QUERY.sub(lambda found: without_secret_pairs(found[0], hide), text)


def without_named(text: str, hide: Hide = hidden) -> str:
    """Return a text without values whose names denote secrets: of markup, settings and JSON."""
    text = without_markup(without_quoted(redacted_members(text, hide), hide), hide)
    return _PAIR.sub(lambda found: _without_pair(found, hide), text)


def without_quoted(text: str, hide: Hide = hidden) -> str:
    """Return a text without values in quotes whose names denote secrets.

    A text that is a form as a whole has them without quotes.
    """
    if _FORM.fullmatch(text):
        return without_secret_pairs(text, hide)
    return _QUOTED.sub(lambda found: _without_quoted(found, hide), text)


def without_secret_pairs(query: str, hide: Hide = hidden) -> str:
    """Return a query or a form without the values of secret parameters; others are unchanged."""
    pairs = re.split(r"([&#?;])", query)
    names = frozenset(map(_name, pairs[::2]))
    return "".join(_parameter(pair, names, hide) for pair in pairs)


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0], errors="replace").removeprefix("amp;")


def _parameter(pair: str, beside: frozenset[str], hide: Hide) -> str:
    name, sign, value = pair.partition("=")
    if not value:
        return pair
    plain = unquote_plus(value, errors="replace")
    if is_secret_parameter(_name(pair), beside):
        return f"{name}{sign}{hide(plain)}"
    inner = plain
    if plain != value and ("=" in plain or ":" in plain):  # a URL, a form or JSON in it
        inner = without_quoted(redacted_members(without_tokens(plain, hide), hide), hide)
    return pair if inner == plain else f"{name}{sign}{quoted(inner)}"


def _without_quoted(match: re.Match[str], hide: Hide) -> str:
    is_secret = is_secret_property(match[2]) and not is_label(match[2], match[4])
    return f"{match[1]}{hide(match[4])}" if is_secret else match[0]


def _without_pair(match: re.Match[str], hide: Hide) -> str:
    return f"{match[1]}{match[2]}{hide(match[4])}" if is_secret_property(match[3]) else match[0]
