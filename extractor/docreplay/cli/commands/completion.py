"""`docreplay completion`: a script with which a shell completes commands and options."""

import click
from click.shell_completion import get_completion_class

from docreplay.cli.choice import Choice
from docreplay.cli.help import VARIABLE, Command
from docreplay.cli.terminal import show

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    '  eval "$(docreplay completion bash)"      in ~/.bashrc (bash 4.4 or newer)\n'
    '  eval "$(docreplay completion zsh)"       in ~/.zshrc, after compinit\n'
    "  docreplay completion fish | source       in ~/.config/fish/config.fish",
)
@click.argument("shell", type=Choice(_SHELLS), metavar="SHELL")
def completion(shell: str) -> None:
    """Print a completion script for bash, zsh or fish."""
    root = click.get_current_context().find_root()
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  # click has a class for each shell of the choice
    show(kind(root.command, {}, "docreplay", VARIABLE).source() + "\n")


COMMAND = completion
