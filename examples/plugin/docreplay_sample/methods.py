"""`docreplay methods`: count the documented requests by their method."""

from collections import Counter

import click

from docreplay.cli.options import place_options
from docreplay.config.settings import Config
from docreplay.flows.pages.pages import pages, readings


@click.command(epilog="\b\nExample:\n  docreplay methods")
@place_options
def methods(*, config: Config) -> None:
    """Count the documented requests by method."""
    found = readings(config, pages(config))
    counts = Counter(item.request.method for reading in found for item in reading.exchanges)
    for method, number in sorted(counts.items()):
        click.echo(f"{method} {number}")


COMMAND = methods
