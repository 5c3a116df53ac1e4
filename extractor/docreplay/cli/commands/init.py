"""`docreplay init`: a starting configuration for a repository of documentation."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from docreplay.cli.asking import can_ask
from docreplay.cli.choice import Choice
from docreplay.cli.ci_templates import NOT_SET
from docreplay.cli.find_ci import NAMES, SERVICES, Service, find_ci, repository_root
from docreplay.cli.find_docs import Docs, docs_in, find_docs
from docreplay.cli.help import Command
from docreplay.cli.requirement import installed_requirement
from docreplay.cli.scaffold import (
    BASELINE,
    Draft,
    Plan,
    drafts,
    put,
    why_left_alone,
)
from docreplay.cli.terminal import progress
from docreplay.config.load import has_file, load
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.report.printable import printable
from docreplay.sources.catalogs import unread_catalog

if TYPE_CHECKING:
    from docreplay.flows.survey import Survey


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay init\n"
    "  docreplay init --docs content/api --baseline\n"
    "  docreplay init --ci gitlab\n"
    "  docreplay init --from-apidoctor\n"
    "  docreplay init --dry-run ../docs-repo",
)
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path()
)
@click.option("--docs", metavar="DIR", help="Folder of the pages (default: found).")
@click.option("--baseline", is_flag=True, help=f"Accept all current findings in {BASELINE}.")
@click.option(
    "--requirement",
    metavar="REQ",
    help="What CI installs docreplay from: a wheel's URL, or `docreplay @ git+https://…@TAG`.",
)
@click.option(
    "--from-apidoctor",
    "from_apidoctor",
    is_flag=True,
    help="Take settings over from API Doctor's JSON files and its suppressions on pages, with a"
    " strict gate.",
)
@click.option(
    "--ci",
    type=Choice([*SERVICES, "none"]),
    help="CI service that gets a job (default: the one that the repository uses).",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written.")
def init(
    *,
    folder: Path,
    docs: str | None,
    baseline: bool,
    requirement: str | None,
    from_apidoctor: bool,
    ci: Service | Literal["none"] | None,
    dry_run: bool,
) -> None:
    """Write a configuration for a repository.

    FOLDER gets docreplay.toml, make targets and a CI job: for GitHub Actions, GitLab CI or Azure
    Pipelines, by the files or the remote of the repository.

    A file that exists is never changed, except that .gitignore gets one more line. A second run
    changes nothing.
    """
    from docreplay.flows.survey import survey

    root = folder.resolve()
    place = _docs(root, docs)
    config = load(root) if has_file(root) else _draft(root, place)
    with progress("reading") as update:
        found = survey(config, progress=update)
    inferred = found.unannotated > 0 and not found.requests
    needs = installed_requirement() if requirement is None else requirement
    plan = Plan(docs=place, infer_unannotated=inferred, baseline=baseline, requirement=needs)
    click.echo("\n".join(_found(config, place, found)))
    if from_apidoctor:
        plan = _migrated(config, plan)
    plan = replace(plan, ci=_ci(root, ci))
    files = drafts(root, plan)
    for draft in files:
        click.echo(_done(root, draft, dry_run))
    if baseline:
        click.echo(_accept(root, found, dry_run))
    click.echo("\n".join(_next(root, files, plan, dry_run)))


def _draft(root: Path, docs: Docs) -> Config:
    """Return the configuration that is going to be written, as far as pages depend on it."""
    return Config(root=root, docs=docs.folders, layout=docs.layout, source_locale=docs.source)


def _ci(root: Path, chosen: Service | Literal["none"] | None) -> Service | None:
    """Return the service that gets a job; print what decides, or ask a person if nothing does."""
    if chosen:
        return None if chosen == "none" else chosen
    service, reason = find_ci(repository_root(root))
    if reason or not can_ask():
        why = reason or "nothing names a service; see --ci"
        click.echo(f"CI: {NAMES[service]} ({why})")
        return service
    answer = click.prompt("CI service", type=Choice([*SERVICES, "none"]), default=service)
    return next((item for item in SERVICES if item == answer), None)


def _migrated(config: Config, plan: Plan) -> Plan:
    """Return the plan with the settings of API Doctor; print what is not taken over."""
    from docreplay.flows.apidoctor import migrate

    with progress("reading"):
        found = migrate(config)
    keys = ", ".join(found.settings) or "none"
    click.echo(f"settings of API Doctor: {keys}")
    for remark in found.remarks:
        click.echo(f"  {printable(remark)}")
    settings = {"gate": "strict", **found.settings}
    return replace(plan, settings=settings, base_urls=tuple(found.base_urls))


def _docs(root: Path, folder: str | None) -> Docs:
    """Return the documentation: the named folder, that of the configuration, or what is found."""
    if folder is not None:
        places = (base / folder for base in (root, Path.cwd()) if (base / folder).is_dir())
        place = next(places, None)
        if place is None or not place.resolve().is_relative_to(root):
            hint = "name a folder inside the repository"
            raise ConfigError(f"--docs: `{folder}` is not a folder of the repository", hint=hint)
        return docs_in(root, place.resolve().relative_to(root).as_posix())
    if has_file(root):
        return docs_in(root, load(root).docs[0])
    found = find_docs(root)
    if found is None:
        hint = "name the folder that contains the pages: docreplay init --docs DIR"
        raise NothingMatched(f"no documentation pages found in {root.name or root}", hint=hint)
    return found


def _found(config: Config, docs: Docs, found: "Survey") -> Iterator[str]:
    yield f"documentation: {', '.join(config.docs)} ({_counted(found.pages, 'page')})"
    if docs.locales:
        layout = "" if docs.layout == "auto" else f" (layout: {docs.layout})"
        yield f"locales: {', '.join(docs.locales)}{layout}"
    if found.translations:
        number = _counted(found.translations, "page")
        yield f"translations: {number}; check them with docreplay drift"
    elif catalog := unread_catalog(config.root):
        yield f"translations: PO and XLIFF files such as {printable(catalog)} are not read"
    yield f"requests with annotation: {found.requests}"
    if found.unannotated:
        how = (
            ""
            if config.infer_unannotated or not found.requests
            else ("; set `infer-unannotated = true` to read them")
        )
        yield f"requests without annotation: {found.unannotated}{how}"
    elif not found.requests:
        yield "no request found: docreplay reads code blocks that contain an HTTP request"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _done(root: Path, draft: Draft, dry_run: bool) -> str:
    reason = why_left_alone(root, draft)
    if reason:
        return f"left alone: {draft.path} ({reason})"
    if dry_run:
        quoted = "".join(f"  | {line}\n" for line in draft.text.removesuffix("\n").split("\n"))
        return f"would {'add to' if draft.adds else 'write'}: {draft.path}\n{quoted}".rstrip("\n")
    put(root, draft)
    hint = f" ({draft.hint})" if draft.hint else ""
    return f"{'added a line to' if draft.adds else 'wrote'}: {draft.path}{hint}"


def _accept(root: Path, found: "Survey", dry_run: bool) -> str:
    """Write the baseline with all findings of `check` and `drift`, unless it exists."""
    from docreplay.flows import check as check_flow
    from docreplay.flows.drift import run as drift_flow
    from docreplay.flows.known_findings import load_baseline

    if (root / BASELINE).exists():
        return f"left alone: {BASELINE} (it exists)"
    if dry_run:
        return f"would write: {BASELINE}"
    configured = load(root)
    config = replace(configured, baseline=BASELINE)
    number = 0
    with progress("checking"):
        runs = [check_flow.check(config)]
        runs += [drift_flow.drift(config).run] if found.translations else []
    for run in runs:
        number += len(load_baseline(config, update=True).hold(run).known or ())
    add = "" if configured.baseline else f'; add `baseline = "{BASELINE}"` to the configuration'
    return f"wrote: {BASELINE} ({_counted(number, 'finding')}{add})"


def _next(root: Path, files: tuple[Draft, ...], plan: Plan, dry_run: bool) -> Iterator[str]:
    """Yield what is left to the user: what to set, what to commit, what to run."""
    for draft in files:
        file = root / draft.path
        text = file.read_text(encoding="utf-8") if file.is_file() else draft.text
        if NOT_SET in text:
            yield f"to do: set DOCREPLAY in {draft.path} to where CI installs docreplay from"
    yield from _to_move(root, files, plan)
    names = [draft.path for draft in files] + [BASELINE] * plan.baseline
    yield f"to do: commit {', '.join(names)}, and generated_tests after `docreplay generate`"
    own = "" if ".gitignore" in names else ".docreplay* and "
    yield f"to do: add {own}reports such as docreplay-report to .gitignore"
    if not dry_run:
        yield "next: run `docreplay check`"


def _to_move(root: Path, files: tuple[Draft, ...], plan: Plan) -> Iterator[str]:
    """Yield what is left to do with a job that is not at the root of the repository."""
    folder = root.relative_to(repository_root(root)).as_posix()
    if plan.ci is None or folder == ".":
        return
    path = next(draft.path for draft in files if draft.is_job)
    yield (
        f"to do: move {path} to the root of the repository, where {NAMES[plan.ci]} reads it, and"
        f" run its commands in {folder}"
    )


COMMAND = init
