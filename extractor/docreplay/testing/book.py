"""Fixture books: Markdown files with an example under each heading, as code blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from docreplay.testing.pages import DOCS

_OPENING = re.compile(r"(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One heading of a fixture book with its code blocks by key."""

    id: str
    path: Path
    line: int
    parts: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the text of the code block with that key. Raise `KeyError` without one."""
        return self.parts[key]

    def get(self, key: str, default: str = "") -> str:
        """Return the text of the code block with that key, if there is one."""
        return self.parts.get(key, default)

    def pages(self, role: str) -> dict[str, str]:
        """Return the pages of a role (`fires` or `silent`) and those of `both`, by path.

        Their code blocks have keys such as `fires:api/page.md`.
        """
        keys = ((key.partition(":"), text) for key, text in self.parts.items())
        return {f"{DOCS}/{path}": text for (kind, _, path), text in keys if kind in (role, "both")}


def examples(path: Path) -> Iterator[Example]:
    """Yield the examples of a fixture book, in order.

    A book is a Markdown file. Each level-2 heading is the id of an example, and the last word of
    a code block's info string is its key:

        ## page-too-old
        ````md fires:api/page.md
        …
        ````

    This reader knows code blocks of three or more backticks or tildes at the start of a line, and
    nothing else of Markdown: it must not share the defects of the reader that it tests.
    """
    current: Example | None = None
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), start=1))
    for number, line in lines:
        if line.startswith("## "):
            if current:
                yield current
            current = Example(id=line[3:].strip(), path=path, line=number, parts={})
        elif (opening := _OPENING.match(line)) and current:
            content: list[str] = []
            for _, inner in lines:
                if inner.rstrip() == opening[1]:
                    break
                content.append(inner + "\n")
            current.parts[opening[2].split()[-1]] = "".join(content)
    if current:
        yield current


def parametrize(*paths: Path) -> pytest.MarkDecorator:
    """Return a decorator: the test gets each example of the books as `example`."""
    found = [example for path in paths for example in examples(path)]
    ids = [f"{example.path.stem}:{example.line} {example.id}" for example in found]
    return pytest.mark.parametrize("example", found, ids=ids)
