"""Every setting of docreplay, with its default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docreplay.model.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting, with its default. Keys in a file are these names in kebab case."""

    root: Path = Path()
    """The project's folder; every path below, and every location, is relative to it."""
    file: str = ""
    """The file that settings were read from, for findings about it: relative to `root` if it is
    below, `""` if there is none."""
    docs: tuple[str, ...] = ("docs_source",)
    """Folders (or single pages) to read; below each, one folder per locale."""
    output: str = "generated_tests"
    exclude: tuple[str, ...] = ()
    """Pages that are not read, by glob, folder, page or locale: `docs_source/*/includes/**`."""
    source_locale: str = ""
    """The locale whose pages are the source of the tests; by default `en-us`, or the only one."""
    source_repo: str = ""
    """A local clone of the repository that translations were made from, or `""`."""
    locales: tuple[str, ...] = ()
    """Which locales to read; none named means all that are there."""
    all_locales: bool = False
    """Whether a translation's exchange is a case even where it equals its source's."""
    tags: tuple[str, ...] = ()
    """Tags whose `[TAGS=…]` sections are read; none means that such sections are left out."""
    base_url: str = ""
    """The service to replay against; none means the embedded one."""
    allow_hosts: tuple[str, ...] = ()
    """Hosts (`host`, or `host:port`) that documented absolute URLs may reach as they are."""
    unsafe_methods: bool = False
    """Whether methods other than GET, HEAD and OPTIONS may be sent to a real service."""
    timeout: float = 30.0
    """Seconds until a request counts as unanswered."""
    max_response_bytes: int = 50_000_000
    headers: Mapping[str, str] = field(default_factory=dict)
    """Request headers sent with every case to the base URL; `$env:NAME` reads the environment."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Values of placeholders; a nested table is for the page glob or case id it is named for."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Values of placeholders that the command line gives; they win over all others."""
    pair_ignored: bool = False
    infer_unannotated: bool = False
    compare: Mapping[str, Any] = field(default_factory=dict)
    """How strictly answers are compared; a nested table is for the page glob or case id it is
    named for. `docreplay.model.strictness` has the keys."""
    select: tuple[str, ...] = ()
    """Codes or names (or their beginnings, such as `DOC1`) to report; none means all."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Another severity for a code or name."""
    per_page_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes or names that pages do not report, by glob, folder, page or locale."""
    fail_on: Severity = Severity.ERROR
    """The least severity that makes a command exit with 1."""
    baseline: str = ""
    """The file of findings that are accepted; none means that none is."""

    def takes(self, locale: str) -> bool:
        """Whether pages of a locale are read. BCP 47 tags ignore case (RFC 5646 §2.1.1)."""
        return not self.locales or locale.lower() in {tag.lower() for tag in self.locales}
