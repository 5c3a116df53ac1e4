"""Names that a recording takes for those of secrets: more than reports do, which people read soon.

A recording is committed and stays, so what may be a secret is not stored.
"""

import re

from docreplay.model.secret_names import is_credential, is_secret_member, is_secret_name

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_MORE = re.compile(
    r"\b(?:assertion|client assertion|code verifier|connection strings?|csrf|xsrf|session ids?|sas"
    r"|jsession ?id|phpsessid|sessid|credentials?|shared ?access ?signature|bearer|refresh|jwt|otp"
    r"|account key|private key|passcode|pin)\b"
    r"|csrf|xsrf|jsessionid|antiforgery|requestverification"
)
_NOT_SECRET = re.compile(r"\brefresh (?:interval|rate|time|date|count|url|after|at|on)\b")
_POSITION = re.compile(
    r"(?:skip|delta|next[-_]?page|page|next|continuation|sync|cursor)[-_]?token", re.IGNORECASE
)
"""Names of positions in lists."""
_NUMBERS = re.compile(r"\b(?:pin|otp|passcode|password|pwd|cvv|cvc)\b")
_SAS = frozenset(
    {"sig", "se", "sr", "sp", "sv", "st", "spr", "sip"}
    | {"skoid", "sktid", "skt", "ske", "sks", "skv"}
)
"""Parameters of a URL that is signed with a shared access signature."""
_GRANTS = frozenset({"state", "session_state", "grant_type", "redirect_uri", "code_verifier"})
"""Parameters beside which `code` is the grant of OAuth (RFC 6749 §4.1.2)."""


def is_secret_header(name: str) -> bool:
    """Return True if values of the header must not be stored."""
    return is_credential(name) or _is_more(name)


def is_secret_parameter(name: str, beside: frozenset[str] = frozenset()) -> bool:
    """Return True if the value of a query parameter or a form field must not be stored.

    `beside` has the names of all parameters: `code` is a grant beside those of OAuth only, `se` is
    a part of a signature beside `sig`.
    """
    if name.lower() == "code":
        return not _GRANTS.isdisjoint(beside)
    if (name in _SAS and "sig" in beside) or (name == "state" and "code" in beside):
        return True
    return is_secret_name(name) or _is_more(name)


def is_secret_property(name: str) -> bool:
    """Return True if strings below a property of that name must not be stored."""
    return is_secret_member(_POSITION.sub("", name)) or _is_more(name)


def is_secret_number(name: str) -> bool:
    """Return True if a number of that name must not be stored: a PIN, and not a count of tokens."""
    return _NUMBERS.search(_words(name)) is not None


def _is_more(name: str) -> bool:
    words = _NOT_SECRET.sub("", _words(name))
    return _MORE.search(words) is not None


def _words(name: str) -> str:
    return " ".join(_WORD.findall(name)).lower()
