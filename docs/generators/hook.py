"""The hook of MkDocs that fills in what is generated: `<!-- generated: commands -->` on a page."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from docreplay.config.reference import settings_reference
from docs.generators import commands, python, reports, rules, stories

PARTS: Mapping[str, Callable[[], str]] = {
    "commands": commands.reference,
    "exit codes": commands.exit_codes,
    "settings": settings_reference,
    "formats": reports.formats,
    "schemas": reports.schemas,
    "stories": stories.reference,
    "rules": rules.index,
    **{
        f"python {name}": partial(python.reference, name)
        for name in ("docreplay", "docreplay.testing")
    },
    **{f"rules {beginning}": partial(rules.family, beginning) for beginning in rules.FAMILIES},
}
"""What can be generated, each with the function that returns its Markdown."""

MARKER = re.compile(r"^<!-- generated: (.*?) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return the page with its generated parts. Raises `KeyError` for an unknown one."""
    return MARKER.sub(lambda match: PARTS[match[1]](), markdown)
