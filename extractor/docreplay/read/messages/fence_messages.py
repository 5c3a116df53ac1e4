"""The messages of a fence: requests of several formats, with their responses."""

from collections.abc import Iterator
from dataclasses import replace

from docreplay.model.location import Passage
from docreplay.model.markup.block import Block, BlockKind
from docreplay.read.messages import curl, httpie
from docreplay.read.messages.rest_client import named_requests
from docreplay.read.messages.split import split
from docreplay.read.messages.start_lines import is_request_line, is_status_line
from docreplay.read.roles import first_line, is_command

_MESSAGES = frozenset({"request", "response", "plain", "ignored"})


def messages(block: Block, *, infer: bool) -> Iterator[Block]:
    """Yield a block for each message of a fence; most have one.

    With `infer`, commands without annotation are read, too.
    """
    for part in _of_command(block, infer):
        yield from _messages(part)


def unread_command(block: Block) -> str:
    """Return why a command of HTTPie without annotation cannot be read as a request, or `""`."""
    if block.kind != "plain" or not is_command(block) or curl.is_curl(block.text.text):
        return ""
    return httpie.obstacle(block.text)


def _of_command(block: Block, infer: bool) -> Iterator[Block]:
    """Yield a command as the request that it sends, and what it printed."""
    wanted = block.kind == "request" or (infer and block.kind == "plain")
    if not wanted or not is_command(block) or is_request_line(first_line(block)):
        yield block
        return
    is_curl = curl.is_curl(block.text.text)
    reader = curl if is_curl else httpie
    request = reader.as_request(block.text)
    info = block.info if is_curl else "httpie"
    yield replace(block, text=request, info=info) if request else block
    printed = reader.output_of(block.text) if request else None
    if printed and (printed.text[0] in "{[" or _opens_response(printed)):
        yield _printed(block, printed)


def _printed(command: Block, text: Passage) -> Block:
    """Return what a command printed: a response, or its body."""
    is_body = not _opens_response(text)
    is_response = command.kind == "request" and not is_body
    return replace(
        command,
        kind="response" if is_response else "plain",
        annotation=None,
        info="json" if is_body else "http",
        text=text,
        lead="",
    )


def _opens_response(text: Passage) -> bool:
    return is_status_line(text.text.partition("\n")[0])


def _messages(block: Block) -> Iterator[Block]:
    found = named_requests(block.text) if block.kind in ("plain", "request") else ()
    for number, (text, name) in enumerate(found):
        annotation = None if number else block.annotation
        end_line = text.at(len(text.text)).line
        yield from _split(
            replace(block, text=text, name=name, annotation=annotation, end_line=end_line)
        )
    if not found:
        yield from _split(block)


def _split(block: Block) -> Iterator[Block]:
    """Yield a block for each message of a text that may show requests with their responses."""
    parts = split(block.text) if block.kind in _MESSAGES else (block.text,)
    if len(parts) == 1:
        yield block
        return
    for number, part in enumerate(parts):
        kind: BlockKind = block.kind
        if kind in ("request", "response"):
            kind = "response" if number % 2 else "request"
        yield replace(
            block,
            kind=kind,
            annotation=block.annotation if number < 2 or kind == "ignored" else None,
            text=part,
            end_line=part.at(len(part.text)).line if number + 1 < len(parts) else block.end_line,
        )
