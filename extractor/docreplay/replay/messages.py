"""Print a request as it was sent and its response as it was received."""

from collections.abc import Iterable

from docreplay.model.case import Answer, SentRequest
from docreplay.replay.secrets.redact import redacted_headers, redacted_members, redacted_url
from docreplay.replay.secrets.secret_shapes import without_tokens

_BODY_LIMIT = 20_000


def messages(
    sent: SentRequest, answer: Answer, secrets: Iterable[str] = (), documented: str = ""
) -> tuple[str, str]:
    """Return request and response in the form of HTTP/1.1; secrets are hidden.

    `secrets` names further headers whose values are hidden; query values of the target `documented`
    are shown. A body longer than 20,000 characters is cut off, with the number of those missing.
    """
    hidden = tuple(secrets)
    lines = [f"{sent.method} {redacted_url(sent.url, documented)}", *_headers(sent.headers, hidden)]
    if sent.dropped:
        lines.append(f"(documented but not sent: {', '.join(sent.dropped)})")
    lines += _body(sent.body or b"")
    status = f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()
    received = [status, *_headers(answer.headers, hidden), *_body(answer.body)]
    return "\n".join(lines), "\n".join(received)


def _headers(headers: Iterable[tuple[str, str]], hidden: tuple[str, ...]) -> list[str]:
    shown = redacted_headers(headers, hidden)
    return [f"{name}: {without_tokens(value)}" for name, value in shown]


def _body(body: bytes) -> list[str]:
    if not body:
        return []
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return ["", f"({len(body)} bytes, not UTF-8 text)"]
    rest = len(text) - _BODY_LIMIT
    shown = without_tokens(redacted_members(text[:_BODY_LIMIT]))
    return ["", shown + (f"… and {rest} more characters" if rest > 0 else "")]
