"""Names of headers, properties, parameters and placeholders that denote secrets."""

import re

_CREDENTIAL = re.compile(
    r"(?!.*(?:idempoten|partition|surrogate|routing|continuation|sec-websocket|(?<![a-z])sync-))"
    r"(?:.*authorization.*|(?:set-)?cookie2?|x-auth(?!or(?!iz)).*|.*-key"
    r"|.*(?:api-?key|token|secret|password|signature).*)",
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
    r"^code$|\b(?:key|sig|o?auth|pwd?|pass|pin|jwt|bearer|session|sid|otp)\b"
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


def is_credential(header: str) -> bool:
    """Return True if a header of that name contains a credential."""
    return _CREDENTIAL.fullmatch(header) is not None


def is_secret_name(name: str) -> bool:
    """Return True if a query parameter of that name contains a secret.

    A whole word of the name says so: `key` in `apiKey`, not in `monkey`.
    """
    words = " ".join(_WORD.findall(name)).lower()
    return _SECRET.search(_PLACE.sub("", words)) is not None


def may_be_secret(name: str) -> bool:
    """Return True if a placeholder of that name may contain a secret, even within a word."""
    return is_secret_name(name) or _SECRET_PART.search(name) is not None


def is_secret_member(name: str) -> bool:
    """Return True if a property of that name may contain a secret; `code` is that of an error."""
    return name.lower() != "code" and may_be_secret(name)
