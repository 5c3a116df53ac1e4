"""Every command that README and the documentation show works as it is printed."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docreplay.cli.main import docreplay
from docreplay.config.load import load
from docs.sample_service import sample_service
from tests.docs.blocks import PAGES, ROOT, Step, blocks, name_of, steps
from tests.docs.sandbox import Sandbox

NOT_CONFIGURATIONS = ("[project]", "[terms]", "[[story]]")
SAMPLE = ROOT / "docs/sample"
_INLINE = re.compile(r"(?<!`)`(docreplay [a-z][^`\n]*)`(?!`)")
_SCRIPTED = re.compile(
    r"^[ \t]*(?:- )*(?:(?:run|script|entry): )?(docreplay [a-z].*)$", re.MULTILINE
)


@pytest.fixture
def sandbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Sandbox]:
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    commit_all(root)
    with sample_service() as service:
        yield Sandbox(root, service, monkeypatch, capfd)


def commit_all(root: Path) -> None:
    """Make the folder a clone whose `origin/main` is its current content."""
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.com")
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "."),
        ("commit", "-q", "-m", "sample"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run([*git, *words], check=True)


def pages_with(*languages: str) -> list[Path]:
    return [
        path
        for path in PAGES
        if any(block.language in languages for block in blocks(path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("path", pages_with("console"), ids=name_of)
def test_the_commands_of_a_page_print_what_the_page_shows(path: Path, sandbox: Sandbox) -> None:
    text = path.read_text(encoding="utf-8")
    changed = text
    for block in blocks(text):
        if block.title:
            sandbox.write(block.title, block.text)
        if block.language == "console":
            found = "".join(performed(step, sandbox) for step in steps(block.text))
            changed = changed.replace(block.text, found)
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(changed, encoding="utf-8")
        return
    assert changed == text


def performed(step: Step, sandbox: Sandbox) -> str:
    """Return the step as the page must print it; a step without output may print anything."""
    result = sandbox.run(step.command)
    if result is None:
        return step.line + step.shown
    assert result.code == step.code, f"{step.command}\n{result.output}"
    return step.line + (step.shown and elided(step.shown, result.output))


def elided(shown: str, output: str) -> str:
    """Return the output, or what is shown where that has `…` lines and otherwise agrees."""
    parts = map(re.escape, re.split(r"^…\n", shown, flags=re.MULTILINE))
    return shown if re.fullmatch("(?:.*\n)*?".join(parts), output) else output


def test_an_elision_covers_whole_lines_only() -> None:
    assert elided("a\n…\nd\n", "a\nb\nc\nd\n") == "a\n…\nd\n"
    assert elided("a\n…\nd\n", "a\nb\nc\n") == "a\nb\nc\n"
    assert elided("a\nb\n", "a\nc\n") == "a\nc\n"


def refuse_unknown(command_line: str) -> None:
    """Raise `click.UsageError` for a command or an option that does not exist."""
    words = shlex.split(command_line, comments=True)[1:]
    if words[0].startswith("-") or words[0] == "COMMAND":
        return
    context = click.Context(docreplay, info_name="docreplay")
    command = docreplay.get_command(context, words[0])
    if command is None:
        raise click.UsageError(f"no such command: {words[0]}")
    options = words[1 : words.index("--") if "--" in words else None]
    command.make_parser(click.Context(command, context)).parse_args(options)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_within_text_and_scripts_exist_with_their_options(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scripts = [b.text for b in blocks(text) if b.language in ("yaml", "sh", "makefile")]
    found = [*_INLINE.findall(text), *(line for s in scripts for line in _SCRIPTED.findall(s))]
    for command_line in found:
        refuse_unknown(command_line)


@pytest.mark.parametrize("command_line", ["docreplay tset", "docreplay test --bas-url x"])
def test_an_unknown_command_or_option_is_refused(command_line: str) -> None:
    with pytest.raises(click.UsageError):
        refuse_unknown(command_line)


@pytest.mark.parametrize("path", pages_with("toml"), ids=name_of)
def test_configurations_are_valid(path: Path, tmp_path: Path) -> None:
    for block in blocks(path.read_text(encoding="utf-8")):
        if block.language == "toml" and not block.text.startswith(NOT_CONFIGURATIONS):
            name = "pyproject.toml" if "[tool.docreplay" in block.text else "docreplay.toml"
            (tmp_path / name).write_text(block.text, encoding="utf-8")
            load(tmp_path, tmp_path / name)
