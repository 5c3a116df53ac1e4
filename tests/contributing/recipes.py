"""The recipes of CONTRIBUTING.md as steps: files to write, text to add, commands to run."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_VERB = re.compile(r"(Write|Append to) `([^`]+)`:|(In) `([^`]+)`, below `([^`]+)`:|(Run):")
_OPENING = re.compile(r"(`{3,})\w+")


class Step(NamedTuple):
    """One step: what to do, with which file, and the code block below."""

    verb: str
    path: str
    anchor: str
    block: str


def recipes() -> dict[str, tuple[Step, ...]]:
    """Return the steps of each section that is called `Add …`.

    Raise `ValueError` for a code block that belongs to no step.
    """
    found: dict[str, list[Step]] = {}
    steps: list[Step] = []
    said: re.Match[str] | None = None
    lines = iter(TEXT.split("\n"))
    for line in lines:
        if line.startswith("## "):
            steps = found.setdefault(line.removeprefix("## "), [])
        elif opening := _OPENING.fullmatch(line):
            block = "".join(f"{inner}\n" for inner in iter(lines.__next__, opening[1]))
            steps.append(_step(said, block))
            said = None
        elif line:
            said = _VERB.fullmatch(line)
    return {title: tuple(steps) for title, steps in found.items() if title.startswith("Add ")}


def _step(said: re.Match[str] | None, block: str) -> Step:
    if said is None:
        raise ValueError(f"nothing says what to do with this code block: {block[:60]}")
    written, path, _, below, anchor, run = said.groups()
    return Step(written or ("Below" if below else run), path or below or "", anchor or "", block)


def follow(step: Step, folder: Path) -> None:
    """Write what a step says in a copy of the repository; `Run` is the caller's."""
    file = folder / step.path
    if step.verb == "Write":
        assert not file.exists(), f"{step.path} already exists"
        file.write_text(step.block, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if step.verb == "Append to":
        file.write_text(text + step.block, encoding="utf-8")
    else:
        assert text.count(f"{step.anchor}\n") == 1, f"{step.path} has no line {step.anchor}"
        changed = text.replace(f"{step.anchor}\n", f"{step.anchor}\n{step.block}")
        file.write_text(changed, encoding="utf-8")
