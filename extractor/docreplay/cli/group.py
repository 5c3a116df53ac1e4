"""Finds commands: the module of a command is imported when its name is used."""

from collections.abc import Sequence

import click
from click.exceptions import NoSuchCommand

from docreplay.cli.help import Command, write_exit_codes
from docreplay.diagnostics.registry import ExtensionPoint

_COMMANDS = ExtensionPoint("docreplay.cli.commands", "docreplay.commands", "COMMAND", click.Command)


class Commands(click.Group):
    """Group of all commands: a module of `commands/`, or of another package, for each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, sorted."""
        return list(_COMMANDS.names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None if it does not exist."""
        return _COMMANDS.load(cmd_name) if cmd_name in _COMMANDS.names() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; suggest the nearest one if it is unknown."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand:
            raise NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx) from None

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then the exit codes."""
        super().format_epilog(ctx, formatter)
        write_exit_codes(formatter)


class PassthroughCommand(Command):
    """Command that passes the arguments after `--` on to another program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments before the first `--`; keep the others in the context's `meta`."""
        end = args.index("--") if "--" in args else len(args)
        ctx.meta[__name__] = tuple(args[end + 1 :])
        return super().parse_args(ctx, args[:end])


def passthrough_args(ctx: click.Context) -> Sequence[str]:
    """Return the arguments after `--`."""
    found: tuple[str, ...] = ctx.meta.get(__name__, ())
    return found
