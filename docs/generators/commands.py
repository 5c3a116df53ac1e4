"""The section of each command, made of what click knows about them."""

import inspect
from collections import defaultdict
from collections.abc import Iterator

import click

from docreplay.cli.help import group_of
from docreplay.cli.main import docreplay
from docreplay.errors import MEANINGS
from docs.generators.markdown import code, fence, plain, table


def exit_codes() -> str:
    """Return the table of the exit codes."""
    return table(
        ("Code", "Meaning"), ((str(int(number)), plain(text)) for number, text in MEANINGS.items())
    )


def reference() -> str:
    """Return a table of the commands, and a section for each."""
    return "".join(_reference())


def _reference() -> Iterator[str]:
    context = click.Context(docreplay, info_name="docreplay")
    names = docreplay.list_commands(context)
    found = [(name, docreplay.get_command(context, name)) for name in names]
    commands = [(name, command) for name, command in found if command]
    yield table(("Command", "Purpose"), (_row(name, command) for name, command in commands))
    for name, command in commands:
        yield from _command(name, command, click.Context(command, context, name))


def _row(name: str, command: click.Command) -> tuple[str, str]:
    return f"[`docreplay {name}`](#{name})", plain(command.get_short_help_str(200))


def _command(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"\n## docreplay {name} {{: #{name} }}\n\n"
    yield fence(" ".join(command.get_usage(context).removeprefix("Usage: ").split())) + "\n"
    yield _text(command.help or "")
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in command.get_params(context):
        if isinstance(item, click.Option) and not item.hidden:
            groups[group_of(item.name or "")].append(_option(item, context))
    for group, rows in groups.items():
        yield table((group, "Effect"), rows) + "\n"
    yield _text(command.epilog or "")


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    record = option.get_help_record(context)
    names, text = record or (", ".join(option.opts), option.help or "")
    return code(names), plain(text)


def _text(text: str) -> str:
    """Return help as Markdown: a block that click must not wrap keeps its lines."""
    found = []
    for part in inspect.cleandoc(text).split("\n\n"):
        if not part.startswith("\b"):
            found.append(f"{plain(part)}\n\n")
            continue
        title, *lines = part.removeprefix("\b").lstrip("\n").split("\n")
        found.append(f"{title}\n\n{fence(inspect.cleandoc(chr(10).join(lines)), 'sh')}\n")
    return "".join(found)
