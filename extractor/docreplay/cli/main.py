"""Entry point: parses the command line, calls one command, and returns an exit code."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version

import click
from click.shell_completion import shell_complete

from docreplay.cli.group import Commands
from docreplay.cli.help import VARIABLE
from docreplay.cli.processes import Terminated, ended_by_signals, exit_now
from docreplay.cli.terminal import use_utf8
from docreplay.diagnostics.entry_points import offer_that_raised
from docreplay.errors import DocreplayError, ExitCode
from docreplay.report.printable import inert

_INTERRUPTED = 130
_TERMINATED = 143
_BROKEN_PIPE = 141
_EPILOG = """\b
Examples:
  docreplay init                         write a configuration for this repository
  docreplay check                        check the pages, without a service
  docreplay test                         replay the pages against the embedded service
  docreplay test --base-url https://…    replay them against a real one"""


@click.command(
    cls=Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(version("docreplay"), prog_name="docreplay")
def docreplay() -> None:
    """Turn annotated API documentation, in any language, into tests, and replay them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default that of the process, and return the exit code."""
    use_utf8()
    if instruction := os.environ.get(VARIABLE):
        return shell_complete(docreplay, {}, "docreplay", VARIABLE, instruction)
    try:
        with ended_by_signals():
            code = _run(sys.argv[1:] if arguments is None else list(arguments))
        code = _flushed(code)
        if arguments is None:
            exit_now(code)
    except BrokenPipeError:
        # the reader, such as `head`, has ended
        _discard_stdout()
        return _BROKEN_PIPE
    return code


def _flushed(code: int) -> int:
    """Return the exit code after all output is written; 2 if that fails, as on a full disk."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_stdout()
        return code if code == ExitCode.USAGE else _complain(_unwritten(error), ExitCode.USAGE)
    return code


def _discard_stdout() -> None:
    """Discard what is not written yet: the interpreter would fail to flush it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unwritten(error: OSError) -> str:
    """Return the message of an error of the system that concerns no page and no configured file."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else f"cannot write output: {reason}"


def _run(arguments: list[str]) -> int:
    try:
        return _invoke(arguments)
    except BrokenPipeError:
        raise
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except (Exception, KeyboardInterrupt) as error:
        return _complain(*_ending(error))


def _ending(error: BaseException) -> tuple[str, int]:
    """Return the message and the exit code of a command that an error ended."""
    match error:
        case DocreplayError():
            return str(error), error.exit_code
        case click.UsageError():
            return _usage(error), ExitCode.USAGE
        case Terminated():
            return "terminated", _TERMINATED
        case click.Abort() | KeyboardInterrupt():
            return "interrupted", _INTERRUPTED
        case OSError() if offer_that_raised(error) is None:
            return _unwritten(error), ExitCode.USAGE
    return _crash(error)


def _crash(error: BaseException) -> tuple[str, int]:
    """Return the ending of a command by an error that nothing handles, and whose bug it is.

    An exit code of 1, which Python gives, would look like a finding.
    """
    traceback.print_exception(error)
    offer = offer_that_raised(error)
    if offer is None:
        return "internal error: report the lines above as a bug of docreplay", ExitCode.BUG
    refused = offer.refused(f"{type(error).__name__}: {error}")
    return str(refused), refused.exit_code


def _invoke(arguments: list[str]) -> int:
    """Call the command. Click's own `main` is not used, since its exit codes differ."""
    try:
        with docreplay.make_context("docreplay", arguments) as context:
            return int(docreplay.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "docreplay"
    return f"{error.format_message()}\n  Try: {command} --help"


def _complain(message: str, code: int) -> int:
    click.echo(inert(f"docreplay: {message}"), err=True)
    return code
