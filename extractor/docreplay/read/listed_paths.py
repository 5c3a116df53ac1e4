"""The paths that a page lists for its operations, apart from its examples."""

import re
from collections.abc import Iterator

from docreplay.model.exchange import Reading
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.read.messages.start_lines import is_request_line, read_request_line


def listed_paths(reading: Reading) -> tuple[str, ...]:
    """Return the targets of the request lines in blocks annotated as `ignored`.

    API Doctor's pages list the forms of an operation in them: `GET /groups/{id}/threads`. Blocks
    without an annotation count below the title "HTTP request".
    """
    return tuple(dict.fromkeys(_paths(reading)))


def _paths(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        is_plain = block.kind == "plain" and block.section.lower().startswith("http-request")
        if block.kind == "ignored" or is_plain:
            for line in block.text.text.split("\n"):
                read = read_request_line(line) if is_request_line(line) else None
                if read and read.target.strip():
                    target = PLACEHOLDER.sub(_without_blanks, read.target)
                    yield target.partition(" ")[0]


def _without_blanks(match: re.Match[str]) -> str:
    return "".join(match[0].split())
