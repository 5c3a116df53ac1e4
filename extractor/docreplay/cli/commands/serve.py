"""`docreplay serve`: serve the documented responses over HTTP."""

from dataclasses import replace

import click

from docreplay.cli.help import Command
from docreplay.cli.infer import infer_option
from docreplay.cli.options import place_options
from docreplay.cli.selected_paths import resolved
from docreplay.config.settings import Config
from docreplay.errors import DocreplayError
from docreplay.report.printable import clipped, inert, printable
from docreplay.serve.message import ClientRequest, MockResponse
from docreplay.sources.pages import files_of

_WIDTH = 200
"""Columns of a logged request target."""


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
@click.option(
    "--validate",
    is_flag=True,
    help="Refuse requests that differ from the documented ones: media type, types of properties, "
    "missing headers and bodies.",
)
@click.option(
    "--cors/--no-cors",
    default=True,
    show_default=True,
    help="Let pages of any origin use the service from a browser.",
)
@click.option(
    "--reload/--no-reload", default=True, show_default=True, help="Read pages again that change."
)
@infer_option
@click.option("-q", "--quiet", is_flag=True, help="Do not log requests.")
@place_options
def serve(
    *,
    config: Config,
    paths: tuple[str, ...],
    host: str,
    port: int,
    validate: bool,
    cors: bool,
    reload: bool,
    infer_unannotated: bool,
    quiet: bool,
) -> None:
    """Serve the documented responses until interrupted.

    If a request has several responses, select one by `Prefer: code=404` or `Prefer: example=NAME`.
    Links to the documented host lead to the service. Requests are logged on stderr.
    """
    from docreplay.flows import odd_pages as odd_flow
    from docreplay.flows import serve as serve_flow

    config = replace(config, infer_unannotated=infer_unannotated or config.infer_unannotated)
    here = resolved(paths, config.root)
    for finding in odd_flow.odd_pages(config, files_of(config), here):
        click.echo(inert(str(finding)), err=True)
    serve_flow.serve(
        config,
        here,
        host=host,
        port=port,
        cors=cors,
        validate=validate,
        reload=reload,
        announce=_announce,
        log=_unlogged if quiet else _log,
        reloaded=_reloaded,
    )


def _announce(url: str, cases: int) -> None:
    _print(f"serving {_cases(cases)} at {url} (press Ctrl+C to stop)")


def _log(request: ClientRequest, reply: MockResponse) -> None:
    """Print a request, the status of the response, and the line that documents it."""
    query = f"?{request.query}" if request.query else ""
    target = clipped(printable(request.path + query), _WIDTH)
    place = f"  {printable(str(reply.case.location))}" if reply.case else ""
    _print(f"{printable(request.method)} {target} {reply.status}{place}")


def _unlogged(_request: ClientRequest, _reply: MockResponse) -> None:
    """Print nothing."""


def _reloaded(cases: int, error: DocreplayError | None) -> None:
    """Print that pages were read again, or why they are served as they were."""
    if error:
        _print(f"pages changed, but cannot be read: {printable(error.args[0])}")
    else:
        _print(f"pages changed: serving {_cases(cases)}")


def _cases(number: int) -> str:
    return f"{number} case{'s' * (number != 1)}"


def _print(line: str) -> None:
    click.echo(line, err=True)


COMMAND = serve
