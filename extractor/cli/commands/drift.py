"""`docreplay drift`: what is broken on translations, and what heals it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from extractor.accepting import Baseline, opened
from extractor.cli.conclusion import conclude, exit_code, nothing_changed, write_reports
from extractor.cli.options import (
    Given,
    finding_options,
    format_option,
    new_only_options,
    override,
)
from extractor.cli.terminal import progress, show
from extractor.config import Config
from extractor.errors import ConfigError, ExitCode
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
    "  docreplay drift --baseline known.jsonl --changed-since origin/main\n"
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
@new_only_options
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
    prints_patch = bool(dry_run or patch_file or harden)
    if dry_run and given.baseline_update:
        raise ConfigError("--dry-run writes nothing, so it goes without --baseline-update")
    if pair and (fix or prints_patch or given.paths or given.changed_since is not None):
        raise ConfigError("--pair judges its two pages and no others, and mends none")
    baseline = opened(config, update=given.baseline_update)
    if pair:
        judged = drifting.of_pair(config, *(_named(path, config) for path in pair))
        return _conclude(_held(judged, baseline, whole=False), given, summary=summary, pair=True)
    paths = _paths(config, given)
    found = _found(config, given, paths)
    whole = not (given.paths or locales or given.changed_since is not None)
    if prints_patch:
        mend = drifting.hardened(config, found) if harden else _mended(config, found, fix)
        _show_patch(tuple(mend), patch_file)
        return exit_code(_held(found, baseline, whole=whole).run, given)
    if fix:
        _write(config, tuple(_mended(config, found, fix)))
        found = _found(config, given, paths)
    return _conclude(_held(found, baseline, whole=whole), given, summary=summary)


def _paths(config: Config, given: Given) -> Sequence[str] | None:
    """Where to look; None where there is nothing to look at, since nothing has changed."""
    from extractor.changes import changed_translations

    if given.changed_since is None:
        return given.paths
    return changed_translations(config, given.paths, given.changed_since) or None


def _found(config: Config, given: Given, paths: Sequence[str] | None) -> Drift:
    from extractor import drifting

    if paths is None:
        return Drift(run=nothing_changed("drift", given), pages=())
    with progress("comparing", shown=given.style.verbosity >= 0) as update:
        return drifting.drift(config, paths, progress=update)


def _held(found: Drift, baseline: Baseline, *, whole: bool) -> Drift:
    """What is found, without what is known; `whole` says that no page was left out."""
    pages = None if whole else {page.path for page in found.pages}
    return replace(found, run=baseline.hold(found.run, pages))


def _mended(config: Config, found: Drift, fix: str | None) -> Iterator[Mended]:
    from extractor import drifting

    return drifting.mended(config, found, _SAFETIES[fix or "safe"])


def _write(config: Config, changes: Sequence[Mended]) -> None:
    for change in changes:
        change.write(config.root)
    show(f"{_counted(changes)}\n", err=True)


def _conclude(found: Drift, given: Given, *, summary: bool, pair: bool = False) -> ExitCode:
    """Prints the form that was asked for, writes the reports, and says how the process ends."""
    if given.output_format == "json" and pair:
        text = forms.render_pair(found.run, *found.pages)
    elif given.output_format == "json":
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


def _named(path: str, config: Config) -> str:
    """A path as findings name it: relative to the project, or absolute where it lies elsewhere."""
    file, root = (Path.cwd() / path).resolve(), config.root.resolve()
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()


COMMAND = drift
