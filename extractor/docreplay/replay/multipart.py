"""Multipart bodies as pages write them, with the line breaks that their framing needs."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from docreplay.model.http import media_type

_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)
_CONTENT_TYPE = re.compile(r"content-type\s*:\s*(.*)", re.IGNORECASE)


def with_crlf(text: str, content_type: str) -> str:
    """The body with CRLF around its delimiters and after the headers of its parts (RFC 2046 §5.1).

    What the parts hold stays as it is, but for what is framed so itself: a multipart body within
    the part, and the head of an HTTP message. A body without delimiters is given back.
    """
    boundary = _boundary(content_type)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if not boundary or f"--{boundary}" not in (line.rstrip() for line in lines):
        return text
    return "".join(_framed(text.split("\n"), boundary))


def _boundary(content_type: str) -> str:
    found = _BOUNDARY.search(content_type)
    return (found[1] or found[2] or "") if found else ""


def _framed(lines: list[str], boundary: str) -> Iterator[str]:
    """The pieces of the body: between two delimiters there is a part."""
    opening, closing = f"--{boundary}", f"--{boundary}--"
    part: list[str] = []
    is_part = False
    for line in lines:
        if line.rstrip() not in (opening, closing):
            part.append(line)
            continue
        yield from _part(part) if is_part else _preamble(part)
        yield f"{line.rstrip()}\r\n"
        part, is_part = [], line.rstrip() == opening
    yield from _part(part) if is_part else ["\n".join(part)]


def _preamble(lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\n".join(lines).removesuffix("\r") + "\r\n"


def _part(lines: list[str]) -> Iterator[str]:
    """Headers, a blank line, what the part holds, and the line break before the delimiter."""
    head = list(takewhile(str.strip, lines))
    yield from _ended(head)
    rest = lines[len(head) + 1 :]
    if len(lines) > len(head):
        yield "\r\n"
    content = "\n".join(rest).removesuffix("\r")
    yield _content(content, _content_type(head)) + "\r\n"


def _content(text: str, content_type: str) -> str:
    declared = media_type(content_type)
    if declared.startswith("multipart/"):
        return with_crlf(text, content_type).removesuffix("\r\n")
    if declared == "application/http":
        head = list(takewhile(str.strip, text.split("\n")))
        rest = text.split("\n")[len(head) + 1 :]
        return "".join([*_ended(head), "\r\n", "\n".join(rest)])
    return text


def _content_type(head: Iterable[str]) -> str:
    found = (_CONTENT_TYPE.match(line.strip()) for line in head)
    return next((match[1] for match in found if match), "")


def _ended(lines: Iterable[str]) -> Iterator[str]:
    return (line.rstrip() + "\r\n" for line in lines)
