"""Headers and cookies that cannot be sent: a finding where a file writes them, else a failed step.

A header with a line break would be two headers, so that it is refused, not changed (RFC 9110 §5.5).
"""

from collections.abc import Iterable, Iterator

from docreplay.model.http.content import has_control
from docreplay.model.http.http import is_field_name
from docreplay.model.json.value import JSON
from docreplay.model.stories.runtime_expression import embedded
from docreplay.model.stories.story import Fixed, Operand, Parameter, RandomName, Template


def unfit_header(name: str, value: str) -> str:
    """Return why a header cannot be sent, or `""`."""
    if not is_field_name(name):
        return f"`{_shown(name)}` is not a valid header name"
    if has_control(value):
        return f"the value of header `{name}` contains a control character"
    return ""


def unfit_cookie(name: str, value: str) -> str:
    """Return why a cookie cannot be sent, or `""` (RFC 6265 §4.1.1)."""
    if not is_field_name(name):
        return f"`{_shown(name)}` is not a valid cookie name"
    if has_control(value):
        return f"the value of cookie `{name}` contains a control character"
    if ";" in value:
        return f"the value of cookie `{name}` contains a semicolon, which ends a cookie"
    return ""


def unfit_parameters(parameters: Iterable[Parameter]) -> Iterator[str]:
    """Yield why parameters cannot be sent, as far as the file writes their values."""
    for item in parameters:
        value = _literal(item.value)
        reason = ""
        if item.place == "header":
            reason = unfit_header(item.name, value)
        elif item.place == "cookie":
            reason = unfit_cookie(item.name, value)
        elif item.place in ("url", "text", "querystring") and has_control(value):
            where = item.name or "url"
            reason = f"the value of `{where}` contains a control character"
        if reason:
            yield reason


def _literal(operand: Operand | None) -> str:
    """Return what a file itself says of a value that is text."""
    value: JSON = None
    match operand:
        case Fixed(value=value):
            return value if isinstance(value, str) else ""
        case Template(value=value):
            pieces = embedded(value) if isinstance(value, str) else ()
            return "".join(piece for piece in pieces if isinstance(piece, str))
        case RandomName(prefix=prefix, suffix=suffix):
            return prefix + suffix
    return ""


def _shown(name: str) -> str:
    """Return a name on one line."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in name)
