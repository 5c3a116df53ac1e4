"""What the surroundings of a block without annotation imply: a body alone, and its status."""

import re
from http import HTTPStatus

from docreplay.model.markup.block import Block
from docreplay.read.introductions import announces_text, leads_to_response
from docreplay.read.message_words import RESPONSE
from docreplay.read.messages import start_lines
from docreplay.read.messages.field_lines import read_field
from docreplay.read.roles import first_line, is_concrete, language

SHELLS = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session", "curl", "httpie"})
_JSON = ("{", "[")
_FORMATS = frozenset({"xml", "csv", "tsv", "turtle", "ttl", "n3", "rdf", "jsonl", "ndjson"})
"""Formats of bodies: below a request, a block of one is its response, or its body."""
_TEXTS = frozenset(
    {"", "text", "plaintext", "plain", "txt", "output", "none", "html", "yaml", "yml"}
)
"""Formats of bodies and of much else: a block of one is a response if the words above it say so."""
_CODE_NAMES = """
    c cpp csharp cs css dart elixir go graphql gql hcl java jsx kotlin lua php powershell proto
    protobuf ps1 python py r ruby rust scala scss swift terraform toml ts tsx typescript
"""
_CODE = frozenset(_CODE_NAMES.split())
"""Languages in which an opening brace or bracket begins something else than JSON."""
_STATUS = re.compile(r"(?<![\d.:/-])([2-5]\d\d)(?![\d.%])")
_HEADING_STATUS = re.compile(r"(?:^|-)([1-5]\d\d)(?:-|$)")
_LABEL_STATUS = re.compile(
    r"""\b(?:label|title|value|status|name)=["']?([2-5]\d\d)\b|^===[!+]?[ \t]+"([2-5]\d\d)\b"""
)
"""The status in the name of a tab around the block."""
_INFO_STATUS = re.compile(r"""(?:^|[\s"'])([2-5]\d\d)(?=$|[\s"':,])""")
_REASONS = "|".join(sorted({re.escape(status.phrase) for status in HTTPStatus}))
_REASONED = re.compile(rf"(?<![\d.])([2-5]\d\d)[ -]+(?:{_REASONS})\b", re.IGNORECASE)
"""A status with its reason phrase (RFC 9110 §15), which can be nothing else."""


def is_body(block: Block) -> bool:
    """Return True if a block without annotation shows a body alone."""
    if block.kind != "plain" or language(block) in {"http", *SHELLS, *_CODE}:
        return False
    first = first_line(block).lstrip()
    if first[:1] in _JSON:
        return ":" in block.text.text
    if not first or is_concrete(block) or start_lines.is_status_line(first) or bare_status(block):
        return False
    if language(block) in _FORMATS:
        return True
    return language(block) in _TEXTS and announces_text(block.lead)


def bare_status(block: Block) -> int | None:
    """Return the status of a block that shows one without `HTTP/1.1`: `201 created`."""
    return start_lines.bare_status(first_line(block)) if block.kind == "plain" else None


def is_head(block: Block) -> bool:
    """Return True if a block has a status without a version, fields, and no body."""
    lines = block.text.text.strip().split("\n")
    return bare_status(block) is not None and all(map(read_field, filter(str.strip, lines[1:])))


def labelled_status(block: Block) -> int | None:
    """Return the status in the info string of a block, or in the name of the tab around it."""
    info = _INFO_STATUS.search(block.info.partition(" ")[2])
    if info:
        return int(info[1])
    labels = _LABEL_STATUS.findall(block.lead)
    return int(next(filter(None, labels[-1]))) if labels else None


def stated_status(block: Block) -> int | None:
    """Return the status that a block's info string, tab, words or heading name, in this order."""
    if status := labelled_status(block):
        return status
    named = _STATUS.findall(block.lead) if leads_to_response(block) else []
    named = named or _REASONED.findall(block.lead)
    heading = _HEADING_STATUS.search(block.section)
    if named:
        return int(named[-1])
    return int(heading[1]) if heading else None


def names_response(block: Block) -> bool:
    """Return True if the heading above a block, or its tab, is that of a response."""
    section = block.section.lower()
    return re.search(RESPONSE, section) is not None or _HEADING_STATUS.search(section) is not None
