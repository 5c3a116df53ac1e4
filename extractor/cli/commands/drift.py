"""`docreplay drift`: what is broken on translations, and what heals it."""

from collections.abc import Sequence
from pathlib import Path

import click

from extractor.cli.conclusion import conclude, exit_code, write_reports
from extractor.cli.options import Given, finding_options, format_option, override
from extractor.cli.terminal import progress, show
from extractor.errors import ExitCode
from extractor.model.finding import Safety
from extractor.model.translation import Drift, Mended
from extractor.report import drift as forms
from extractor.report.format import format_names
from extractor.report.patch import patch
from extractor.report.write import write

_SAFETIES: dict[str, frozenset[Safety]] = {
    "safe": frozenset({"safe"}),
    "unsafe": frozenset({"safe", "unsafe"}),
}


@click.command(
    epilog="\b\nExamples:\n"
    "  docreplay drift\n"
    "  docreplay drift docs_source/zh-cn --select DRI320 --dry-run\n"
    "  docreplay drift --locale de-de --patch de-de.patch\n"
    "  docreplay drift --pair en.md de.md --output-format json"
)
@format_option(format_names(), "text")
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Judge these locales only.")
@click.option(
    "--fix",
    type=click.Choice(list(_SAFETIES)),
    is_flag=False,
    flag_value="safe",
    help="Mend the pages; --fix=unsafe applies what should be read first as well.",
)
@click.option("--dry-run", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option(
    "--patch",
    "patch_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the fixes as a git patch, and leave the pages alone.",
)
@click.option(
    "--source-hardening",
    "harden",
    is_flag=True,
    help="Print a patch to the source: back-ticks around names that two locales damaged.",
)
@click.option("--summary", is_flag=True, help="Print tables by locale instead of the findings.")
@click.option(
    "--pair",
    nargs=2,
    metavar="SOURCE TRANSLATION",
    help="Hold one page to another one, whatever its stamp says.",
)
@finding_options
def drift(
    *,
    given: Given,
    locales: Sequence[str],
    fix: str | None,
    dry_run: bool,
    patch_file: Path | None,
    harden: bool,
    summary: bool,
    pair: tuple[str, str] | None,
) -> int:
    """Hold translations to their sources.

    Each translation is judged by the version that it was made from: is it intact, is it up to
    date, is its stamp true? PATH limits the pages; one of the source locale stands for its
    translations.
    """
    from extractor import drifting

    config = override(given, locales=tuple(locale.lower() for locale in locales))
    if pair:
        return _conclude(drifting.of_pair(config, *map(_absolute, pair)), given, summary=summary)
    with progress("comparing", shown=given.style.verbosity >= 0) as update:
        found = drifting.drift(config, given.paths, progress=update)
    if not (fix or dry_run or patch_file or harden):
        return _conclude(found, given, summary=summary)
    safeties = _SAFETIES[fix or "safe"]
    mend = drifting.hardened(config, found) if harden else drifting.mended(config, found, safeties)
    changes = list(mend)
    if dry_run or patch_file or harden:
        _show_patch(changes, patch_file)
        return exit_code(found.run, given)
    for change in changes:
        change.write(config.root)
    show(f"{_counted(changes)}\n", err=True)
    return _conclude(drifting.drift(config, given.paths), given, summary=summary)


def _conclude(found: Drift, given: Given, *, summary: bool) -> ExitCode:
    """Prints the form that was asked for, writes the reports, and says how the process ends."""
    if given.output_format == "json":
        text = forms.render(found.run, found.pages)
    elif summary:
        text = forms.summary(found.run, found.pages)
    else:
        return conclude(found.run, given)
    write_reports(found.run, given.reports)
    show(text)
    return exit_code(found.run, given)


def _show_patch(changes: Sequence[Mended], file: Path | None) -> None:
    text = "".join(patch(change.path, change.before, change.after) for change in changes)
    if file:
        write(Path.cwd() / file, text)
        show(f"{_counted(changes)}, written to {file}\n", err=True)
    else:
        show(text)


def _counted(changes: Sequence[Mended]) -> str:
    return f"{sum(change.fixes for change in changes)} fixes on {len(changes)} pages"


def _absolute(path: str) -> str:
    return str(Path.cwd() / path)


COMMAND = drift
