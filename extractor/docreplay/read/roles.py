"""How a block takes part in pairing, by its kind and its first line."""

from typing import Literal

from docreplay.model.markup.block import Block
from docreplay.read.messages.curl import is_curl
from docreplay.read.messages.httpie import is_httpie
from docreplay.read.messages.start_lines import is_request_line, is_status_line, request_lines

Role = Literal["request", "response", "skipped-request", "skipped-response", "unread-request", ""]
"""How pairing treats a block; skipped ones are not paired, but are boundaries.

The response to a request that cannot be read is not paired with one above.
"""
REQUEST: frozenset[Role] = frozenset({"request"})
RESPONSES: frozenset[Role] = frozenset({"response", "skipped-response"})
SKIPPED: frozenset[Role] = frozenset({"skipped-request", "skipped-response", "unread-request"})
NOT_RESPONSES: frozenset[Role] = frozenset({"request", "skipped-request", "unread-request"})
STOPS = REQUEST | SKIPPED
"""Roles beyond which a response without a name does not look for its request."""

_OTHER_LANGUAGES = frozenset({"sparql", "sparql-update", "sql", "cypher", "redis"})
"""Languages with statements that look like request lines: `DELETE DATA { <http://a> … }`."""


def role_of(block: Block, pair_ignored: bool, infer_unannotated: bool) -> Role:
    """Return how pairing treats a block, with the options of `pair`."""
    if block.kind == "request" or block.status:
        return "response" if block.status else "request"
    if block.kind == "response":
        return "skipped-request" if is_request_line(first_line(block)) else "response"
    if block.kind not in ("ignored", "plain", "example"):
        return ""
    if is_status_line(first_line(block)):
        return "response" if infer_unannotated and block.kind == "plain" else "skipped-response"
    if not is_concrete(block):
        return "unread-request" if infer_unannotated and is_unread_command(block) else ""
    wanted = pair_ignored if block.kind == "ignored" else infer_unannotated
    return "request" if wanted else "skipped-request"


def is_concrete(block: Block) -> bool:
    """Return True if a fence is one example request, not the template list of an operation."""
    if block.section.lower() == "http-request" or block.info.lower() in _OTHER_LANGUAGES:
        return False
    return is_request_line(first_line(block)) and request_lines(block.text.text) == 1


def is_unannotated(block: Block) -> bool:
    """Return True if a block without annotation is an HTTP message or a command that sends one."""
    if block.kind != "plain":
        return False
    return is_status_line(first_line(block)) or is_concrete(block) or is_command(block)


def is_command(block: Block) -> bool:
    """Return True if a block has a command of curl or HTTPie."""
    text = block.text.text
    return is_curl(text) or is_httpie(language(block), text)


def is_unread_command(block: Block) -> bool:
    """Return True for a command of HTTPie; one that is read is a request instead."""
    return block.kind == "plain" and is_httpie(language(block), block.text.text)


def language(block: Block) -> str:
    """Return the language of a block, in lower case."""
    return block.info.partition(" ")[0].lower()


def first_line(block: Block) -> str:
    """Return the first line of a block that is not blank."""
    first = block.text.text.partition("\n")[0]
    if first.strip():
        return first
    return next((line for line in block.text.text.split("\n") if line.strip()), "")
