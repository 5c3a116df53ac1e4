"""Options of plain pytest: which there are, and why others of `docreplay test` are not."""

from collections.abc import Mapping
from typing import Literal, NamedTuple


class PluginOption(NamedTuple):
    """An option `--docreplay-NAME`, which is also the ini key `docreplay_name`."""

    name: str
    kind: Literal["string", "bool", "linelist"]
    metavar: str
    help: str
    field: str = ""
    """The field of `Config` that it sets, or `""` for one that is read in a way of its own."""
    needs_trust: bool = False
    """Whether the ini key chooses what is sent where; a pull request may set that."""

    @property
    def key(self) -> str:
        """The ini key, and the attribute of the option in pytest."""
        return "docreplay_" + self.name.replace("-", "_")


def _setting(
    name: str,
    help_text: str,
    metavar: str,
    *,
    kind: Literal["string", "bool", "linelist"] = "string",
    field: str = "",
    needs_trust: bool = True,
) -> PluginOption:
    own = field or name.replace("-", "_")
    return PluginOption(name, kind, metavar, help_text, own, needs_trust)


OPTIONS = (
    PluginOption(
        "root", "string", "DIR", "folder of the project (default: the nearest parent with one)"
    ),
    PluginOption("config", "string", "FILE", "configuration file to use instead of the project's"),
    PluginOption("var", "linelist", "NAME=VALUE", "set the value of a placeholder"),
    PluginOption(
        "header", "linelist", "NAME=VALUE", "send a header with every request", needs_trust=True
    ),
    _setting("base-url", "service to test (default: the embedded service)", "URL"),
    _setting(
        "unsafe-methods", "send methods that may change data to a real service", "", kind="bool"
    ),
    _setting(
        "documented-hosts",
        "host in documented URLs that the base URL replaces (default: that of most pages)",
        "HOST",
        kind="linelist",
    ),
    _setting(
        "allow-hosts", "allow documented absolute URLs to reach this host", "HOST", kind="linelist"
    ),
    _setting(
        "captures",
        "annotated or infer: which values are taken from responses (default: annotated)",
        "MODE",
        needs_trust=False,
    ),
    _setting("poll", "needed, always or never: which operations are followed", "MODE"),
    _setting(
        "follow-pages", "read the lists of these pages and cases to the end", "PATTERN",
        kind="linelist",
    ),
    _setting(
        "keep", "leave what stories created", "", kind="bool", field="keep_created",
    ),
    _setting(
        "record-mode", "off, none, once, new-episodes, all, rewrite or verify (default: off)",
        "MODE",
    ),
    _setting(
        "cassettes", "folder of recorded responses (default: cassettes)", "DIR", needs_trust=False
    ),
    _setting("block-network", "send no request to a real service", "", kind="bool"),
    _setting("timeout", "time limit of each request", "SECONDS", needs_trust=False),
    _setting("run-timeout", "time after which no more requests are sent", "SECONDS"),
    _setting("max-requests", "number of requests after which no more are sent", "NUMBER"),
    _setting("rate-limit", "limit such as 10/s or 100/m; auto obeys the service", "RATE"),
    _setting("max-in-flight", "requests that all processes may have in flight", "NUMBER"),
)  # fmt: skip
NEED_TRUST = frozenset(option.key for option in OPTIONS if option.needs_trust)
"""Ini keys that choose where requests go and whether they are sent."""
OWN_OPTIONS = {"trust_config": "--docreplay-trust-config", "vars_files": "--docreplay-vars-file"}
"""Options that are not ini keys, by their names in `docreplay test`."""
_GENERATED = "decides which tests are generated"
_OF_PYTEST = "pytest has an option of its own"
_REPORTED = "is about the reports of docreplay"
_OF_FILE = "is set in the configuration"
ONLY_OF_TEST: Mapping[str, str] = {
    "locales": _GENERATED,
    "all_locales": _GENERATED,
    "pair_ignored": _GENERATED,
    "infer_unannotated": _GENERATED,
    "no_generate": _GENERATED,
    "keyword": f"{_OF_PYTEST}: -k",
    "exitfirst": f"{_OF_PYTEST}: -x",
    "last_failed": f"{_OF_PYTEST}: --last-failed",
    "processes": f"{_OF_PYTEST}: -n, of pytest-xdist",
    "shard": f"{_OF_PYTEST}: those of plugins such as pytest-split",
    "verbose": f"{_OF_PYTEST}: -v",
    "quiet": f"{_OF_PYTEST}: -q",
    "colour": f"{_OF_PYTEST}: --color",
    "safe": f"{_OF_PYTEST}: --noconftest",
    "paths": "the arguments of pytest",
    "baseline": _REPORTED,
    "baseline_update": _REPORTED,
    "output_format": _REPORTED,
    "reports": _REPORTED,
    "statistics": _REPORTED,
    "least": _REPORTED,
    "exit_zero": _REPORTED,
    "link": _REPORTED,
    "history": _REPORTED,
    "select": _OF_FILE,
    "ignore": _OF_FILE,
    "fail_on": _OF_FILE,
    "update": "changes pages, and runs no test",
    "dry_run": "prints a plan, and runs no test",
    "cleanup": "removes what stories left, and runs no test",
}
"""Options of `docreplay test` that plain pytest does not have, each with the reason."""
