"""Fill placeholders in the credentials that a step of a story sets."""

from collections.abc import Mapping

from docreplay.model.case import Skipped
from docreplay.model.http.content import has_control
from docreplay.model.http.url_template import fill_text
from docreplay.replay.destination import unfilled


def filled_credential(name: str, text: str, values: Mapping[str, str]) -> str | Skipped:
    """Return a header with its placeholders filled, or the reason why it cannot be sent.

    A value cannot end a header, nor a cookie (RFC 9110 §5.5, RFC 6265 §4.1.1).
    """
    if "{" not in text:
        return text
    is_cookie = name.lower() == "cookie"
    pieces = text.split(";") if is_cookie else [text]
    found = [fill_text(piece, values) for piece in pieces]
    if missing := [placeholder for piece in found for placeholder in piece.missing]:
        return unfilled(missing, values, f" in header `{name}`")
    filled = [piece.text for piece in found]
    if has_control("".join(filled)):
        reason = f"the value in header `{name}` contains a control character"
        return Skipped(kind="placeholder", reason=reason)
    if is_cookie and any(";" in piece for piece in filled):
        reason = "a value of a cookie contains a semicolon, which ends a cookie"
        return Skipped(kind="placeholder", reason=reason)
    return ";".join(filled)
