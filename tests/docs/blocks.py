"""The code blocks of README and of the documentation pages, as a reader meets them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)
_BLOCK = re.compile(
    r"^(?P<indent> *)(?P<marks>`{3,})(?P<language>\w*)(?P<info>[^\n`]*)\n"
    r"(?P<text>.*?)^(?P=indent)(?P=marks)$",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r'title="([^"]+)"')
_COMMAND = re.compile(r"\$ (.*?)(?: {2,}# (.*))?\n")
_EXIT = re.compile(r"\bexits with (\d)\b")


class Block(NamedTuple):
    """A fenced code block: its language, its title, its text without indentation, its place."""

    language: str
    title: str
    text: str
    start: int
    end: int
    indent: str


class Step(NamedTuple):
    """A command of a `console` block, what the block says it prints, and its exit code."""

    line: str
    """The line as it is printed, with its comment."""
    command: str
    shown: str
    code: int


def name_of(path: Path) -> str:
    """Return the path relative to the repository, for the names of tests."""
    return path.relative_to(ROOT).as_posix()


def blocks(text: str) -> Iterator[Block]:
    """Yield the code blocks of a page, those in tabs and lists included."""
    for match in _BLOCK.finditer(text):
        title = _TITLE.search(match["info"])
        indent = match["indent"]
        body = "".join(line.removeprefix(indent) for line in match["text"].splitlines(True))
        yield Block(
            language=match["language"],
            title=title[1] if title else "",
            text=body,
            start=match.start("text"),
            end=match.end("text"),
            indent=indent,
        )


def steps(text: str) -> list[Step]:
    """Return the commands of a `console` block; `# exits with N` states an exit code but 0."""
    found: list[Step] = []
    for line in text.splitlines(keepends=True):
        if match := _COMMAND.fullmatch(line):
            stated = _EXIT.search(match[2] or "")
            found.append(Step(line, match[1], "", int(stated[1]) if stated else 0))
        else:
            found[-1] = found[-1]._replace(shown=found[-1].shown + line)
    return found
