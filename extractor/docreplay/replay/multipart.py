"""Multipart bodies as pages contain them, with the line breaks that their framing requires."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from docreplay.model.http.http import media_type
from docreplay.model.http.multipart import boundary_of, delimiters, part_of


def with_crlf(text: str, content_type: str) -> str:
    """Return the body with CRLF around its delimiters and after the headers of its parts.

    RFC 2046 §5.1. The content of parts is unchanged, except for what is framed itself: a nested
    multipart body, and the head of an HTTP message. A body without delimiters is unchanged.
    """
    boundary = boundary_of(content_type)
    if not boundary or not delimiters(text, boundary):
        return text
    return "".join(_framed(text, boundary))


def _framed(text: str, boundary: str) -> Iterator[str]:
    """Return the pieces of the body: preamble, delimiters and parts, epilogue."""
    is_part, at = False, 0
    for delimiter in delimiters(text, boundary):
        between = text[at : delimiter.start]
        yield from _part(between) if is_part else _preamble(between)
        yield f"{text[delimiter.start : delimiter.end].rstrip()}\r\n"
        is_part, at = not delimiter.is_closing, delimiter.end
    yield from _part(f"{text[at:]}\n") if is_part else [text[at:]]


def _preamble(text: str) -> Iterator[str]:
    if text:
        yield text.removesuffix("\n").removesuffix("\r") + "\r\n"


def _part(text: str) -> Iterator[str]:
    """Return headers, a blank line, the content, and the line break before the delimiter."""
    lines = text.split("\n")[:-1]
    head = list(takewhile(str.strip, lines))
    yield from _with_line_ends(head)
    if len(lines) > len(head):
        yield "\r\n"
    content = "\n".join(lines[len(head) + 1 :]).removesuffix("\r")
    yield _content(content, part_of(text, 0, len(text)).content_type) + "\r\n"


def _content(text: str, content_type: str) -> str:
    declared = media_type(content_type)
    if declared.startswith("multipart/"):
        return with_crlf(text, content_type).removesuffix("\r\n")
    if declared == "application/http":
        head = list(takewhile(str.strip, text.split("\n")))
        rest = text.split("\n")[len(head) + 1 :]
        return "".join([*_with_line_ends(head), "\r\n", "\n".join(rest)])
    return text


def _with_line_ends(lines: Iterable[str]) -> Iterator[str]:
    return (line.rstrip() + "\r\n" for line in lines)
