"""The section of each command, made of what click knows about them."""

import inspect
from collections.abc import Iterator

import click

from docreplay.cli.main import docreplay
from docs.generators.markdown import code, fence, plain, table

_EXIT_CODES = (
    (0, "No findings at or above `fail-on`; every replayed case passed."),
    (1, "Findings at or above `fail-on`, or failed cases."),
    (2, "Invalid usage or configuration, or a file that cannot be read or written."),
    (3, "Service unreachable, or credentials rejected (401 or 403 that the page does not show)."),
    (4, "Internal error; please report it."),
    (5, "Nothing matched the selection."),
)


def exit_codes() -> str:
    """Return the table of the exit codes."""
    return table(("Code", "Meaning"), ((str(number), text) for number, text in _EXIT_CODES))


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
    options = [item for item in command.get_params(context) if isinstance(item, click.Option)]
    shown = (option for option in options if not option.hidden)
    yield table(("Option", "Effect"), (_option(option, context) for option in shown)) + "\n"
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
