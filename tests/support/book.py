"""Fixture books: Markdown files whose level-2 headings are test ids and whose fences are data.

    ## a response without a request is reported
    ````md page
    …
    ````
    ```text findings
    page.md:3:1: DOC104 …
    ```

The info string of a fence is `LANGUAGE KEY`; an example maps KEY (or LANGUAGE, where there is no
key) to the fence's text. This reader is not the code under test: it knows fences of three or more
backticks or tildes at the start of a line, and nothing else of Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

_OPENING = re.compile(r"(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One heading of a book with its fences."""

    id: str
    path: Path
    line: int
    parts: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """The text of the fence with that key."""
        return self.parts[key]

    def get(self, key: str, default: str = "") -> str:
        """The text of the fence with that key, if there is one."""
        return self.parts.get(key, default)


def examples(path: Path) -> Iterator[Example]:
    """The examples of a book, in order."""
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
    """`@parametrize(BOOK)` runs a test with `example` set to each example of the books."""
    found = [example for path in paths for example in examples(path)]
    ids = [f"{example.path.stem}:{example.line} {example.id}" for example in found]
    return pytest.mark.parametrize("example", found, ids=ids)
