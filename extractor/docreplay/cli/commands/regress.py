"""`docreplay regress`: what a service does differently since its snapshot was recorded."""

from pathlib import Path
from typing import Any

import click

from docreplay.cli.choice import Choice
from docreplay.cli.finish import finish_or_interrupt
from docreplay.cli.help import Command
from docreplay.cli.options import CommonOptions, format_option, override
from docreplay.cli.regress_options import regress_options
from docreplay.cli.response_options import followed_options
from docreplay.cli.service_options import pairs, service_options
from docreplay.cli.terminal import progress
from docreplay.model.api.change_profiles import DEFAULT, PROFILES
from docreplay.model.finding import ChangeClass
from docreplay.report.format import format_names


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay regress --base-url https://staging.example.com\n"
    "  docreplay regress --fail-on breaking --profile graph\n"
    "  docreplay regress --report markdown=changes.md --exit-zero\n"
    "  docreplay regress --accept 47732c398f60574f --reason 'agreed with sales'",
)
@format_option(format_names(), "text")
@click.option(
    "--snapshot",
    type=click.Path(path_type=Path, dir_okay=False),
    default="api-snapshot.json",
    metavar="FILE",
    help="Snapshot to compare with (default: api-snapshot.json).",
)
@click.option(
    "--profile",
    type=Choice([*PROFILES]),
    help="Policy that says what counts as breaking (default: what is derived).",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="FINGERPRINT",
    help="Accept a change of this run from now on (repeatable; requires --reason).",
)
@click.option("--reason", metavar="TEXT", help="Why the changes are accepted.")
@click.option("--expires", metavar="DATE", help="Last day on which they are accepted.")
@click.option(
    "--accepted-changes",
    type=click.Path(path_type=Path, dir_okay=False),
    default="api-accepted.jsonl",
    metavar="FILE",
    help="File of the accepted changes (default: api-accepted.jsonl).",
)
@service_options
@followed_options
@regress_options
def regress(
    *,
    given: CommonOptions,
    snapshot: Path,
    profile: str | None,
    accepted: tuple[str, ...],
    reason: str | None,
    expires: str | None,
    accepted_changes: Path,
    fail_on_class: ChangeClass,
    **settings: Any,
) -> int:
    """Compare a service with the snapshot that was recorded of it.

    Each change is breaking, non-breaking or unknown, and says whether the page agrees with the old
    or with the new responses. By default, changes that are errors fail.
    """
    from docreplay.flows.snapshots.accepted_changes import load_acceptance, write_acceptance
    from docreplay.flows.snapshots.regress import ChangePolicy
    from docreplay.flows.snapshots.regress import regress as regress_flow
    from docreplay.flows.snapshots.snapshot_file import load_snapshot

    settings = pairs(given.config, settings)
    config = override(given, **settings)
    known = load_snapshot(Path.cwd() / snapshot)
    policy = ChangePolicy(
        profile=PROFILES[profile] if profile else DEFAULT,
        fail_on_class=fail_on_class,
        acceptance=load_acceptance(Path.cwd() / accepted_changes, accepted, reason, expires),
    )
    with progress("replaying", shown=given.style.verbosity >= 0) as update:
        run = regress_flow(config, known, given.paths, policy=policy, progress=update)
    if not run.is_interrupted:
        write_acceptance(Path.cwd() / accepted_changes, policy.acceptance, run)
    return finish_or_interrupt(run, given)


COMMAND = regress
