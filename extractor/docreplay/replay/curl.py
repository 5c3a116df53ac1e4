"""A request as a `curl` command that can be copied into a shell, without its secrets."""

import shlex
from collections.abc import Iterable

from docreplay.model.case import SentRequest
from docreplay.replay.redact import redacted_headers, redacted_url

_BODY_LIMIT = 2000


def curl(sent: SentRequest, secrets: Iterable[str] = (), documented: str = "") -> str:
    """The command, in one line.

    `secrets` names further headers whose values are hidden; what the target `documented` shows in
    its query is not.
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
    """A shell word in one line; ANSI-C quoting where it holds line breaks or control characters."""
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
