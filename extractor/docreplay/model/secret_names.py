"""Names of headers, properties, parameters and placeholders that denote secrets.

A report masks what is a secret by its name, and is soon read. A recording is committed and stays:
it stores no value whose name may be that of a secret.
"""

import re
from collections.abc import Container

_CREDENTIAL = re.compile(
    r"(?!.*(?:idempoten|partition|surrogate|routing|continuation|sec-websocket|(?<![a-z])sync-))"
    r"(?:.*authorization.*|(?:set-)?cookie2?|x-auth(?!or(?!iz)).*|.*-key"
    r"|.*(?:api-?key|token|secret|password|signature).*|(?:proxy-)?authentication-info)",
    re.IGNORECASE,
)
"""Names that end in `-Key` or contain `Token`, except those that identify or order things."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_PART = re.compile(
    r"token|secret|password|passwd|authorization|credential"
    r"|(?:api|access|account|private|shared|subscription)[-_]?key",
    re.IGNORECASE,
)
"""Parts of names, which properties and placeholders often run together: `mytokenvalue`."""
_SECRET = re.compile(
    r"^code$|\b(?:key|sig|hmac|o?auth|tempauth|authkey|pwd?|pass|pin|jwt|bearer|session|sid|otp)\b"
    r"|\b(?:session|otp|pin)(?:id|code)\b"
    r"|(?:token|secrets?|credentials?)\b"
    r"|password|passwd|passphrase|passcode|signature|authorization"
    r"|(?:api|access|account|private|shared|subscription|master|function) ?keys?\b"
    r"|(?:access|auth|device|user|verification|security|otp) ?code\b"
)
"""Words of a name in lower case; `code` alone is the grant of OAuth (RFC 6749 §4.1.2)."""
_PLACE = re.compile(
    r"\b(?:(?:skip|delta|page|next|continuation|sync|cursor) ?token"
    r"|(?:partition|sort|row|routing|surrogate|idempotency) ?key)\b"
)
"""Names of positions in lists, and of keys that order things."""
_MORE = re.compile(
    r"\b(?:assertion|client assertion|code verifier|connection strings?|csrf|xsrf|session ids?|sas"
    r"|jsession ?id|phpsessid|sessid|credentials?|shared ?access ?signature|bearer|refresh|jwt|otp"
    r"|account key|private key|passcode|pin)\b"
    r"|csrf|xsrf|jsessionid|antiforgery|requestverification"
    r"|\bsaml ?response\b|^(?:document |set )?cookies?$"
)
"""Further words of names whose values are not stored."""
_NOT_SECRET = re.compile(r"\brefresh (?:interval|rate|time|date|count|url|after|at|on)\b")
_POSITION = re.compile(
    r"(?:skip|delta|next[-_]?page|page|next|continuation|sync|cursor)[-_]?token", re.IGNORECASE
)
"""Parts of names that are positions in lists, however the name is written."""
_NUMBERS = re.compile(r"\b(?:pin|otp|passcode|password|pwd|cvv|cvc)\b")
_SHOWN = re.compile(
    r"(?:x ?)?(?:ocp ?apim ?)?(?:api|access|subscription|account|master|functions?|app) ?key"
    r"|(?:x ?)?(?:access|auth|id|refresh|bearer|oauth|api|session|jwt) ?token"
    r"|(?:client|app|consumer|shared) ?secret|sig|signature"
    r"|(?:[a-z]+ )*(?:password|passwd|passphrase|passcode)|pwd"
)
"""Whole names, in words, of what an example shows as a credential; a `token` alone is often a place
in a list."""
_SIGN_IN = re.compile(
    r"token|secret|jwt|t?otp|pin|(?:mfa|otp|totp|device|user|verification) ?code|code ?verifier"
    r"|(?:client )?assertion|(?:subject|actor|user) ?token|credentials?"
)
"""Further ones in a request that is a sign-in."""
_PROOF = re.compile(r"(?:current|old|existing|previous) ?(?:password|passwd|pwd|passphrase|pin)")
"""What a change of it must prove."""
_TOKENS = re.compile(
    r"(?:access|refresh|id) ?token|client ?assertion"
    r"|(?:x ?)?(?:ocp ?apim ?)?(?:api|subscription) ?key"
)
"""Credentials of a request wherever it is sent, if they are not part of a larger object."""
_SAS = frozenset(
    {"sig", "se", "sr", "sp", "sv", "st", "spr", "sip"}
    | {"skoid", "sktid", "skt", "ske", "sks", "skv"}
)
"""Parameters of a URL that is signed with a shared access signature."""
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "k", "oth"})
_GRANTS = frozenset({"state", "session_state", "grant_type", "redirect_uri", "code_verifier"})
"""Parameters beside which `code` is the grant of OAuth (RFC 6749 §4.1.2)."""


def is_credential(header: str) -> bool:
    """Return True if a header of that name contains a credential; `_` counts as `-`."""
    return _CREDENTIAL.fullmatch(header.replace("_", "-")) is not None


def is_secret_name(name: str) -> bool:
    """Return True if a query parameter of that name contains a secret.

    A whole word of the name says so: `key` in `apiKey`, not in `monkey`.
    """
    return _SECRET.search(_PLACE.sub("", _words(name))) is not None


def may_be_secret(name: str) -> bool:
    """Return True if a placeholder of that name may contain a secret, even within a word."""
    if is_secret_name(name) or _SECRET_PART.search(name) is not None:
        return True
    words = _words(name)
    return any(pattern.fullmatch(words) for pattern in (_SHOWN, _SIGN_IN))


def is_shown_credential(name: str) -> bool:
    """Return True if what an example shows below the name is a credential: of a query, a body."""
    return _SHOWN.fullmatch(_words(name)) is not None


def is_sign_in_secret(name: str, beside: frozenset[str] = frozenset()) -> bool:
    """Return True for a credential in a request that is a sign-in.

    `beside` has the names of all parameters in lower case: `code` is a grant beside those of OAuth.
    """
    if name.lower() == "code":
        return not _GRANTS.isdisjoint(beside)
    return is_shown_credential(name) or _SIGN_IN.fullmatch(_words(name)) is not None


def is_own_credential(name: str) -> bool:
    """Return True if a top-level field of any body is a credential of its request: an API key."""
    return _TOKENS.fullmatch(_words(name)) is not None


def is_proof(name: str) -> bool:
    """Return True for the name of what a change must prove: `currentPassword`."""
    return _PROOF.fullmatch(_words(name)) is not None


def is_secret_member(name: str) -> bool:
    """Return True if a property of that name may contain a secret; `code` is that of an error."""
    return name.lower() != "code" and may_be_secret(name)


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


def is_key_material(name: str, beside: Container[str]) -> bool:
    """Return True for a private member of a JSON Web Key (RFC 7518 §6), whose members are given."""
    return name in _PRIVATE and "kty" in beside


def is_secret_number(name: str) -> bool:
    """Return True if a number of that name must not be stored: a PIN, and not a count of tokens."""
    return _NUMBERS.search(_words(name)) is not None


def _is_more(name: str) -> bool:
    words = _NOT_SECRET.sub("", _words(name))
    return _MORE.search(words) is not None


def _words(name: str) -> str:
    return " ".join(_WORD.findall(name)).lower()
