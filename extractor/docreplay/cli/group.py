"""How commands are found: a command's module is imported when its name is asked for."""

from collections.abc import Sequence
from importlib import import_module

import click
from click.exceptions import NoSuchCommand

from docreplay.diagnostics.registry import module_names

_PACKAGE = "docreplay.cli.commands"


class Commands(click.Group):
    """The modules of `commands/`, each with the command's name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return list(module_names(_PACKAGE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is no such module."""
        if cmd_name not in module_names(_PACKAGE):
            return None
        command: object = import_module(f"{_PACKAGE}.{cmd_name}").COMMAND
        if not isinstance(command, click.Command):
            raise TypeError(f"{_PACKAGE}.{cmd_name} must define COMMAND")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, or the nearest one as a suggestion."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand:
            raise NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx) from None


class PassthroughCommand(click.Command):
    """A command that keeps what follows `--` apart from its own arguments, for another program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses what precedes the first `--`; the rest is in the context's `meta`."""
        end = args.index("--") if "--" in args else len(args)
        ctx.meta[__name__] = tuple(args[end + 1 :])
        return super().parse_args(ctx, args[:end])


def passthrough_args(ctx: click.Context) -> Sequence[str]:
    """What the user wrote after `--`."""
    found: tuple[str, ...] = ctx.meta.get(__name__, ())
    return found
