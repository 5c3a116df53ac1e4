"""What help and shells show of commands: options in groups, exit codes, and completions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

import click

from docreplay.errors import MEANINGS

VARIABLE = "_DOCREPLAY_COMPLETE"
"""The environment variable by which a shell asks for completions."""

_GENERAL = "Options"
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "Selection": (
        "locales",
        "all_locales",
        "pair_ignored",
        "infer_unannotated",
        "changed_since",
        "select",
        "ignore",
        "least",
        "only",
        "unfilled",
        "intents",
        "keyword",
        "last_failed",
        "exitfirst",
        "shard",
        "no_generate",
        "safe",
        "pair",
        "source_repo",
        "docs",
        "from_apidoctor",
        "ci",
        "documented",
        "metadata",
    ),
    "Service": ("validate", "cors", "reload", "stories"),
    "Network": (
        "base_url",
        "trust_config",
        "unsafe_methods",
        "keep_created",
        "cleanup",
        "var",
        "vars_files",
        "allow_hosts",
        "header",
        "timeout",
        "captures",
        "poll",
        "follow_pages",
        "run_timeout",
        "max_requests",
        "rate_limit",
        "max_in_flight",
        "record_mode",
        "cassettes",
        "block_network",
        "host",
        "port",
    ),
    "Snapshot": (
        "snapshot",
        "merge",
        "latency",
        "follow_links",
        "profile",
        "accepted",
        "reason",
        "expires",
        "accepted_changes",
    ),
    "Baseline": ("baseline", "baseline_update"),
    "Output": (
        "output_format",
        "changelog",
        "reports",
        "link",
        "history",
        "output",
        "blocks",
        "summary",
        "explain_page",
        "statistics",
        "schema",
        "dry_run",
        "stamp",
        "patch_file",
        "write",
        "update",
        "exit_zero",
        "fail_on",
        "quiet",
        "verbose",
        "colour",
    ),
    _GENERAL: (),
}
"""The groups in their order, with the names of their options; all others are general."""


class Command(click.Command):
    """A command whose help has its options in groups, and the exit codes at the end."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; an option whose value is optional takes a valid value only.

        So `--fix docs` is `--fix` and a path.
        """
        return super().parse_args(ctx, _without_optional_values(self.get_params(ctx), args))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, a section for each group."""
        groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record and isinstance(param, click.Option):
                groups[group_of(param.name or "")].append(record)
        for name in _GROUPS:
            if groups[name]:
                with formatter.section(name):
                    formatter.write_dl(groups[name])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then the exit codes."""
        super().format_epilog(ctx, formatter)
        write_exit_codes(formatter)


def _without_optional_values(params: Iterable[click.Parameter], args: list[str]) -> list[str]:
    """Return the arguments with the default of each such option whose value does not follow it."""
    defaults = {
        name: (str(param.flag_value), tuple(map(str, param.type.choices)))
        for param in params
        if isinstance(param, click.Option)
        and not param.is_flag
        and isinstance(param.flag_value, str)
        if isinstance(param.type, click.Choice)
        for name in param.opts
    }
    end = args.index("--") if "--" in args else len(args)
    for at, (name, value) in enumerate(pairwise([*args[:end], ""])):
        default, choices = defaults.get(name, ("", (value,)))
        if value not in choices:
            args = [*args[:at], f"{name}={default}", *args[at + 1 :]]
    return args


def group_of(name: str) -> str:
    """Return the group of an option."""
    return next((group for group, names in _GROUPS.items() if name in names), _GENERAL)


def write_exit_codes(formatter: click.HelpFormatter) -> None:
    """Write a table of what the exit codes mean."""
    with formatter.section("Exit codes"):
        formatter.write_dl([(str(int(code)), text) for code, text in MEANINGS.items()])
