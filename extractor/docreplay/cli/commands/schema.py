"""`docreplay schema`: the JSON Schema of the configuration file, for editors."""

import click

from docreplay.cli.help import Command
from docreplay.cli.terminal import show


@click.command(cls=Command, epilog="\b\nExamples:\n  docreplay schema > docreplay.schema.json")
@click.option("--stories", is_flag=True, help="Print the schema of story files instead.")
def schema(*, stories: bool) -> None:
    """Print the JSON Schema of docreplay.toml.

    Editors with Taplo (Even Better TOML) complete and check the file if its first line is
    `#:schema ./docreplay.schema.json`; `docreplay init` writes that line if the schema is there.
    """
    from docreplay.config.schema import schema_text
    from docreplay.story.file.schema import story_schema_text

    show(story_schema_text() if stories else schema_text())


COMMAND = schema
