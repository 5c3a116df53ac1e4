"""`docreplay test`: generates the tests and runs pytest over them."""

import sys
from collections.abc import Callable
from functools import reduce
from importlib.util import find_spec
from typing import Any

import click

from docreplay.cli.finish import finish
from docreplay.cli.group import PassthroughCommand, passthrough_args
from docreplay.cli.options import CommonOptions, finding_options, format_option, override
from docreplay.cli.terminal import progress, show
from docreplay.config.name_value import parse_pairs
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.run import Run
from docreplay.report.format import format_names

_SERVICE = (
    click.option("--base-url", metavar="URL", help="The service (default: the embedded one)."),
    click.option("--unsafe-methods", is_flag=True, help="Send POST, PUT, PATCH, DELETE too."),
    click.option("--var", multiple=True, metavar="NAME=VALUE", help="What {NAME} stands for."),
    click.option(
        "--allow-host",
        "allow_hosts",
        multiple=True,
        metavar="HOST",
        help="Documented absolute URLs may reach this host as they are.",
    ),
    click.option(
        "--header", multiple=True, metavar="NAME=VALUE", help="Send this with every request."
    ),
    click.option("--timeout", type=float, metavar="SECONDS", help="How long to wait for answers."),
)
_PAGES = (
    click.option("--locale", "locales", multiple=True, metavar="TAG", help="These locales only."),
    click.option("--all-locales", is_flag=True, help="Test translations that equal their source."),
    click.option("--pair-ignored", is_flag=True, help="Pair messages annotated as ignored too."),
    click.option("--infer-unannotated", is_flag=True, help="Pair fences without annotation too."),
)
_CASES = ("locales", "all_locales", "pair_ignored", "infer_unannotated")
"""The settings of the options above."""

_PYTEST = (
    click.option("-n", "processes", metavar="NUMBER", help="Run in so many processes (xdist)."),
    click.option("-k", "keyword", metavar="EXPRESSION", help="Run the matching tests only."),
    click.option("--no-generate", is_flag=True, help="Run the generated tests as they are."),
)


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(
        lambda decorated, option: option(decorated), (*_PYTEST, *_PAGES, *_SERVICE), function
    )


@click.command(
    cls=PassthroughCommand,
    epilog="\b\nExamples:\n"
    "  docreplay test\n"
    "  docreplay test --base-url https://api.example.com --var id=42\n"
    "  docreplay test -n 2 --report junit=report.xml docs_source/zh-cn\n"
    "  docreplay test -- --maxfail=1\n"
    "\n"
    "Exits with 3 where every case that failed got no answer, or 401 or 403 where the page has no"
    " such answer.",
)
@format_option(format_names(), "text")
@_options
@finding_options
def test(
    *,
    given: CommonOptions,
    var: tuple[str, ...],
    header: tuple[str, ...],
    processes: str | None,
    keyword: str | None,
    no_generate: bool,
    **settings: object,
) -> int:
    """Replay every documented request.

    Generates the tests, then runs pytest over them.

    PATH selects pages; what they document like their translations is run as one test. --locale,
    --all-locales, --pair-ignored and --infer-unannotated change which tests there are: such a run
    has its tests in a temporary folder, and leaves those of the project as they are.

    Against a real service only GET, HEAD and OPTIONS are sent, unless --unsafe-methods is given.
    What follows -- goes to pytest.
    """
    from docreplay.flows import test as test_flow

    settings["variables"] = parse_pairs(var, "--var")
    settings["headers"] = {**given.config.headers, **parse_pairs(header, "--header")}
    config, ctx = override(given, **settings), click.get_current_context()
    apart = _is_apart(config, given.config, regenerate=not no_generate)
    words = _pytest_words(ctx, processes, keyword)
    with progress("replaying", shown=given.style.verbosity >= 0) as update:
        run = test_flow.test(
            config,
            given.paths,
            regenerate=not no_generate,
            apart=apart,
            arguments=words,
            output=sys.stderr if given.style.verbosity > 0 or passthrough_args(ctx) else None,
            progress=update,
            warn=_warn,
        )
    return _concluded(run, given)


def _warn(message: str) -> None:
    show(f"docreplay: {message}\n", err=True)


def _concluded(run: Run, given: CommonOptions) -> int:
    """How the process ends, after saying on stderr that a clean run compared nothing."""
    number = len(run.verdicts)
    if number and run.count("skipped") == number:
        which = "the only case was" if number == 1 else f"all {number} cases were"
        show(f"nothing was compared: {which} skipped\n", err=True)
    return finish(run, given)


def _is_apart(config: Config, configured: Config, *, regenerate: bool) -> bool:
    """Whether the options lead to other tests than the configuration does.

    Raises `ConfigError` where the tests are to be run as they are all the same.
    """
    apart = any(getattr(config, name) != getattr(configured, name) for name in _CASES)
    if apart and not regenerate:
        hint = "leave out --no-generate, or what changes which tests there are"
        raise ConfigError("--no-generate runs the tests of the configuration only", hint=hint)
    return apart


def _pytest_words(
    ctx: click.Context, processes: str | None, keyword: str | None
) -> tuple[str, ...]:
    """What pytest is told. Raises `ConfigError` where `-n` cannot work."""
    if processes and not find_spec("xdist"):
        raise ConfigError("-n needs pytest-xdist", hint="pip install 'docreplay[parallel]'")
    parallel = ("-n", processes) if processes else ()
    matching = ("-k", keyword) if keyword else ()
    return (*parallel, *matching, *passthrough_args(ctx))


COMMAND = test
