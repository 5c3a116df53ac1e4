"""`docreplay serve`: serve the documented responses over HTTP."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import click

from docreplay.cli.help import Command
from docreplay.cli.infer import infer_option
from docreplay.cli.options import place_options
from docreplay.cli.selected_paths import resolved
from docreplay.config.settings import Config
from docreplay.errors import DocreplayError
from docreplay.model.finding import Finding
from docreplay.replay.secrets.redact import redacted_url
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
    "--cassettes",
    metavar="[FOLDER]",
    is_flag=False,
    flag_value="",
    help="Answer from recorded responses, and from the pages where nothing is recorded (FOLDER "
    "instead of the configured one).",
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
    cassettes: str | None,
    cors: bool,
    reload: bool,
    infer_unannotated: bool,
    quiet: bool,
) -> None:
    """Serve the documented responses until interrupted.

    If a request has several responses, select one by `Prefer: code=404` or `Prefer: example=NAME`.
    Links to the documented host lead to the service. Requests are logged on stderr. With
    `--cassettes`, the header `Docreplay-Source` says what each response was made of.
    """
    from docreplay.flows import serve as serve_flow
    from docreplay.flows.pages import odd_pages as odd_flow

    config = replace(config, infer_unannotated=infer_unannotated or config.infer_unannotated)
    config = replace(config, cassettes=cassettes or config.cassettes)
    here = resolved(paths, config.root)
    _print_findings(odd_flow.odd_pages(config, files_of(config), here))
    serve_flow.serve(
        config,
        here,
        host=host,
        port=port,
        cors=cors,
        validate=validate,
        recorded=cassettes is not None,
        reload=reload,
        announce=_announce,
        log=_unlogged if quiet else _log,
        reloaded=_reloaded,
        recordings=partial(_recordings, config.cassettes),
    )


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        _print(inert(str(finding)))


def _announce(url: str, cases: int) -> None:
    _print(f"serving {_cases(cases)} at {url} (press Ctrl+C to stop)")


def _log(request: ClientRequest, reply: MockResponse) -> None:
    """Print a request without its secrets, the status of the response, and its source."""
    query = redacted_url(f"?{request.query}") if request.query else ""
    target = clipped(printable(request.path + query), _WIDTH)
    _print(f"{printable(request.method)} {target} {reply.status}{_source(reply)}")


def _source(reply: MockResponse) -> str:
    """Return what a response was made of, and the nearest recording if none answers."""
    if reply.recording:
        return f"  {printable(reply.recording)}"
    place = f"  {printable(str(reply.case.location))}" if reply.case else ""
    return place + (f"\n  {printable(reply.missed)}" if reply.missed else "")


def _unlogged(_request: ClientRequest, _reply: MockResponse) -> None:
    """Print nothing."""


def _reloaded(cases: int, error: DocreplayError | None) -> None:
    """Print that pages were read again, or why they are served as they were."""
    if error:
        _print(f"pages changed, but cannot be read: {printable(error.args[0])}")
    else:
        _print(f"pages changed: serving {_cases(cases)}")


def _recordings(folder: str, number: int) -> None:
    if number:
        _print(f"answering from {number} recording{'s' * (number != 1)} in {printable(folder)}")
    else:
        _print(f"no recordings found in {printable(folder)}: answering from the pages")


def _cases(number: int) -> str:
    return f"{number} case{'s' * (number != 1)}"


def _print(line: str) -> None:
    click.echo(line, err=True)


COMMAND = serve
