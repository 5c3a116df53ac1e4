"""`docreplay serve`: serve the documented responses over HTTP."""

import click

from docreplay.cli.help import Command
from docreplay.cli.options import place_options, resolved
from docreplay.config.settings import Config


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  docreplay serve\n  docreplay serve --port 8080 docs_source/en-us\n"
    "  curl -H 'Prefer: code=404' http://127.0.0.1:8080/beta/me/photo",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--host",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="Name or address to listen on.",
)
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 is any free port.",
)
@place_options
def serve(*, config: Config, paths: tuple[str, ...], host: str, port: int) -> None:
    """Serve the documented responses until interrupted.

    If a request has several responses, select one by `Prefer: code=404` or `Prefer: example=NAME`.
    """
    from docreplay.flows import serve as serve_flow

    here = resolved(paths, config.root)
    serve_flow.serve(config, here, host=host, port=port, announce=_announce)


def _announce(url: str, cases: int) -> None:
    click.echo(
        f"serving {cases} case{'s' * (cases != 1)} at {url} (press Ctrl+C to stop)", err=True
    )


COMMAND = serve
