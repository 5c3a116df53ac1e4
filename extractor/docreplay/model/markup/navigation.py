"""What a table of contents lists: files of docfx, MkDocs, Docusaurus and Mintlify, and toctrees.

Only references are taken out; which pages they name is for `lint` to say.
"""

import re
from collections.abc import Iterator

from docreplay.model.json.value import JSON

_DIRECTIVE = re.compile(
    r"^(?P<lead>[ \t]*)"
    r"(?:\.\.[ \t]+toctree::|(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{toctree\})[^\n]*\n",
    re.MULTILINE,
)
_OPTION = re.compile(r":[\w-]+:|---")
_TITLED = re.compile(r".*<([^<>]+)>\Z")
_QUOTED = re.compile(r"""(["'`])([^"'`\n]{1,300})\1""")
_DEEPEST = 50


def references(value: JSON) -> Iterator[str]:
    """Yield the strings of a table of contents in JSON or YAML; any may name a page.

    Titles are keys in MkDocs (`- Title: page.md`) and values in docfx (`href: page.md`). YAML may
    share an object many times; it is looked at once.
    """
    seen: set[int] = set()
    waiting: list[tuple[JSON, int]] = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list | dict) and id(item) not in seen and depth < _DEEPEST:
            seen.add(id(item))
            inner = item if isinstance(item, list) else item.values()
            waiting += [(part, depth + 1) for part in inner]


def quoted(text: str) -> Iterator[str]:
    """Yield the string literals of a module, such as `sidebars.js`, which is not executed."""
    yield from (match[2] for match in _QUOTED.finditer(text))


def toctree_entries(text: str) -> Iterator[str]:
    """Yield the documents that the toctrees of a page list (Sphinx; in Markdown those of MyST)."""
    for match in _DIRECTIVE.finditer(text) if "toctree" in text else ():
        yield from _entries(text, match)


def _entries(text: str, directive: re.Match[str]) -> Iterator[str]:
    fence, lead = directive["fence"], len(directive["lead"])
    at = directive.end()
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line, at = text[at:end], end + 1
        entry = line.strip()
        is_over = entry.startswith(fence) if fence else len(line) - len(line.lstrip()) <= lead
        if entry and is_over:
            return
        if entry and not _OPTION.match(entry):
            titled = _TITLED.match(entry)
            yield titled[1].strip() if titled else entry
