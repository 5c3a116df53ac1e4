"""`docreplay stories`: explain stories in plain words, and send nothing."""

import click

from docreplay.cli.help import Command
from docreplay.cli.options import place_options
from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.report.printable import printable


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  docreplay stories\n  docreplay stories 'Get drive by drive ID'",
)
@click.argument("words", nargs=-1, metavar="[WORD]...")
@place_options
def stories(*, config: Config, words: tuple[str, ...]) -> None:
    """Explain what each story sends, sets, keeps and expects; nothing is sent.

    Stories are those of story files, Arazzo documents and API Doctor's scenario files.

    WORDs select the stories whose name, summary or method contains all of them.
    """
    from docreplay.flows.stories.explained_stories import explained_stories

    lines = explained_stories(config, words)
    show("".join(f"{printable(line)}\n" for line in lines))


COMMAND = stories
