"""`docreplay test`: generate the tests, and run pytest on them."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, reduce
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TextIO

import click

from docreplay.cli.accepted_changes import say_others, write_changes
from docreplay.cli.choice import Choice
from docreplay.cli.finish import finish
from docreplay.cli.group import PassthroughCommand, passthrough_args
from docreplay.cli.options import (
    CommonOptions,
    finding_options,
    format_option,
    override,
)
from docreplay.cli.processes import rare_collections
from docreplay.cli.rerun import rerun_command
from docreplay.cli.response_options import FOLLOWED, RECORDINGS
from docreplay.cli.service_options import PAGES, SERVICE, ShardNumber, pairs
from docreplay.cli.story_options import STORIES, clean_up
from docreplay.cli.terminal import progress, show, stages
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.known_findings import load_baseline
from docreplay.model.run import Run
from docreplay.report.causes import nothing_judged
from docreplay.report.format import format_names
from docreplay.report.printable import inert
from docreplay.report.totals import nothing_compared
from docreplay.review.intent import INTENTS, Intent

_CASES = ("locales", "all_locales", "pair_ignored", "infer_unannotated")
"""Settings of the options above."""

_PYTEST = (
    click.option(
        "--baseline",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Accept the findings of cases that are in the baseline FILE.",
    ),
    click.option(
        "--baseline-update",
        is_flag=True,
        help="Write all current findings to the baseline file.",
    ),
    click.option(
        "--update",
        type=Choice(INTENTS),
        multiple=True,
        help="Let the pages document what the service answers, as `docreplay review --accept`"
        " does (repeatable).",
    ),
    click.option(
        "--dry-run",
        is_flag=True,
        help="Print the order of the cases and where each value comes from; send nothing.",
    ),
    click.option("-x", "--exitfirst", is_flag=True, help="Stop at the first failed case."),
    click.option(
        "--last-failed",
        is_flag=True,
        help="Run only the cases that failed when they were last run.",
    ),
    click.option("-k", "keyword", metavar="EXPRESSION", help="Run only tests that match."),
    click.option(
        "-n",
        "processes",
        metavar="NUMBER",
        help="Number of worker processes (requires pytest-xdist).",
    ),
    click.option(
        "--shard",
        type=ShardNumber(),
        metavar="NUMBER/COUNT",
        help="Run one part of the cases, as 1/4; `docreplay report` merges the JSON reports.",
    ),
    click.option(
        "--no-generate",
        is_flag=True,
        help="Run the existing tests without generating them.",
    ),
    click.option("--safe", is_flag=True, help="Do not load conftest.py of the project."),
)


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(
        lambda decorated, add: add(decorated),
        reversed((*SERVICE, *FOLLOWED, *STORIES, *RECORDINGS, *PAGES, *_PYTEST)),
        function,
    )


@click.command(
    cls=PassthroughCommand,
    epilog="\b\nExamples:\n"
    "  docreplay test\n"
    "  docreplay test --base-url https://api.example.com --var id=42\n"
    "  docreplay test --record-mode once --base-url https://api.example.com\n"
    "  docreplay test --record-mode none\n"
    "  docreplay test -n 2 --report junit=report.xml docs_source/zh-cn\n"
    "  docreplay test 'en-us/photo-get#get_photo'\n"
    "  docreplay test --last-failed -x\n"
    "  docreplay test --shard 1/4 --report json=shard-1.json\n"
    "  docreplay test -- --maxfail=2\n"
    "\n"
    "Exits with 3 if every failed case got no response, or got 401 or 403 without the page"
    " documenting it, or if all cases got the same error. Exits with 5 if nothing was"
    " compared in any case.",
)
@format_option(format_names(), "text")
@_options
@finding_options
@rare_collections()
def test(
    *,
    given: CommonOptions,
    no_generate: bool,
    baseline: Path | None,
    baseline_update: bool,
    update: tuple[Intent, ...],
    last_failed: bool,
    dry_run: bool,
    **settings: Any,
) -> int:
    """Replay the documented requests.

    The tests of the pages are generated, and pytest runs them. PATH is a page or a story file, a
    folder, or the id of a case or story. What translations document identically is one test. Those
    that --locale, --all-locales, --pair-ignored or --infer-unannotated select are written apart.

    A real service only gets GET, HEAD and OPTIONS, unless --unsafe-methods is given. Arguments
    after -- are passed to pytest.
    """
    from docreplay.flows.test import run as test_flow

    given = _with_baseline(given, baseline)
    accepted = load_baseline(given.config, update=baseline_update)
    words = _pytest_words(settings)
    shard, cleanup = settings.pop("shard"), settings.pop("cleanup")
    config = _configured(given, settings)
    apart = _is_apart(config, given.config, regenerate=not no_generate)
    paths = _failed_last(config, given) if last_failed else given.paths
    if cleanup:
        return clean_up(config)
    if dry_run:
        return _show_plan(config, paths, given)
    if update:
        return _update_pages(config, paths, given, update)
    replay = partial(test_flow.test, config, paths, regenerate=not no_generate, apart=apart)
    replay = partial(replay, arguments=words, output=_output(given), warn=_warn)
    with stages("generating", "replaying", shown=given.style.verbosity >= 0) as (read, sent):
        run = replay(reading=read, progress=sent, lenient=last_failed, shard=shard)
    return _finish(accepted.hold(run, judged_pages(run)), given)


def _configured(given: CommonOptions, settings: dict[str, Any]) -> Config:
    is_safe = settings.pop("safe")
    config = override(given, **pairs(given.config, settings))
    return replace(config, conftest=config.conftest and not is_safe)


def _show_plan(config: Config, paths: Sequence[str], given: CommonOptions) -> int:
    """Print what a run would send, as text or JSON."""
    from docreplay.flows.test import dry_run

    plan = dry_run.dry_run(config, paths)
    if given.output_format == "json":
        show(json.dumps(dry_run.as_json(plan), ensure_ascii=False, indent=2) + "\n")
    else:
        show(inert(dry_run.as_text(plan)))
    return 0


def _update_pages(
    config: Config, paths: Sequence[str], given: CommonOptions, intents: Sequence[Intent]
) -> int:
    """Write the changes of these intents into the pages."""
    from docreplay.flows.review import Review

    with progress("replaying", shown=given.style.verbosity >= 0) as show_progress:
        found = Review(config, paths, progress=show_progress)
    accepted = [item for item in found.proposals if item.intent in intents]
    code = write_changes(config, found.changed(accepted), given)
    say_others(item for item in found.proposals if item.intent not in intents)
    return code


def _with_baseline(given: CommonOptions, file: Path | None) -> CommonOptions:
    return replace(given, config=override(given, baseline=str(Path.cwd() / file) if file else None))


def judged_pages(run: Run) -> set[str]:
    """Return the pages of which every case was run and answered."""
    unanswered = {
        item.location.path for item in run.verdicts if item.outcome == "skipped" or item.unreachable
    }
    return {item.location.path for item in run.verdicts} - unanswered - run.partly


def _failed_last(config: Config, given: CommonOptions) -> tuple[str, ...]:
    """Return the cases that failed last. Raise `NothingMatched` if there is none."""
    from docreplay.flows.test.last_failed import last_failed

    if given.paths:
        message = "`--last-failed` cannot be combined with paths"
        raise ConfigError(message, hint="omit the option or the paths")
    failed = last_failed(config.root)
    if not failed:
        raise NothingMatched("no failed case is recorded", hint="run `docreplay test` first")
    return failed


def _warn(message: str) -> None:
    show(inert(f"docreplay: {message}\n"), err=True)


def _finish(run: Run, given: CommonOptions) -> int:
    """Report the run and return the exit code; warn on stderr if nothing was compared."""
    from docreplay.flows.test.last_failed import record

    record(given.config.root, run)
    if said := nothing_compared(run) or nothing_judged(run):
        show(f"{said}\n", err=True)
    code = finish(replace(run, rerun=rerun_command(click.get_current_context())), given)
    if run.is_interrupted:  # what was learned is reported; the ending is that of Ctrl+C
        raise KeyboardInterrupt
    return code


def _is_apart(config: Config, configured: Config, *, regenerate: bool) -> bool:
    """Return True if the options select tests that differ from those of the configuration.

    Raises `ConfigError` if these cannot be generated because of `--no-generate`.
    """
    apart = any(getattr(config, name) != getattr(configured, name) for name in _CASES)
    if apart and not regenerate:
        message = (
            "`--no-generate` cannot be combined with `--locale`, `--all-locales`, `--pair-ignored`"
            " or `--infer-unannotated`"
        )
        raise ConfigError(message, hint="remove `--no-generate`")
    return apart


def _output(given: CommonOptions) -> TextIO | None:
    """Return where pytest prints to: nowhere, unless its output is asked for."""
    is_asked_for = given.style.verbosity > 0 or passthrough_args(click.get_current_context())
    return sys.stderr if is_asked_for else None


def _pytest_words(settings: dict[str, Any]) -> tuple[str, ...]:
    """Return the arguments of pytest, of which the options are taken out of `settings`.

    Raises `ConfigError` if `-n` needs a missing package.
    """
    processes, keyword = settings.pop("processes"), settings.pop("keyword")
    if processes and not find_spec("xdist"):
        raise ConfigError("`-n` requires pytest-xdist", hint="pip install 'docreplay[parallel]'")
    parallel = ("-n", processes) if processes else ()
    matching = ("-k", keyword) if keyword else ()
    first = ("-x",) if settings.pop("exitfirst") else ()
    return (*parallel, *matching, *first, *passthrough_args(click.get_current_context()))


COMMAND = test
