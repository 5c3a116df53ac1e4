"""Print a request as a `curl` command for a shell, without its secrets."""

import shlex
from collections.abc import Iterable

from docreplay.model.case import SentRequest
from docreplay.replay.secrets.redact import redacted_headers, redacted_url

_BODY_LIMIT = 2000


def curl(sent: SentRequest, secrets: Iterable[str] = (), documented: str = "") -> str:
    """Return the command on one line.

    `secrets` names further headers whose values are hidden; query values of the target `documented`
    are shown.
    """
    words = ["curl", "-i"]
    if sent.method == "HEAD":
        words.append("--head")
    elif sent.method != "GET" or sent.body is not None:
        words += ["-X", sent.method]
    for name, value in redacted_headers(sent.headers, secrets):
        words += ["-H", f"{name}: {value}"]
    if sent.body is not None:
        words += ["--data-raw", _shortened(sent.body)]
    return " ".join(_quoted(word) for word in [*words, redacted_url(sent.url, documented)])


def _shortened(body: bytes) -> str:
    text = body.decode("utf-8", errors="replace")
    return text if len(text) <= _BODY_LIMIT else f"{text[:_BODY_LIMIT]}…"


def _quoted(word: str) -> str:
    """Return a shell word on one line, in ANSI-C quotes if it has control characters."""
    if word.isprintable():
        return shlex.quote(word)
    escaped = "".join(c if c.isprintable() and c not in "\\'" else _ansi_c(c) for c in word)
    return f"$'{escaped}'"


def _ansi_c(character: str) -> str:
    code = ord(character)
    if character in "\\'":
        return "\\" + character
    if character == "\n":
        return "\\n"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
