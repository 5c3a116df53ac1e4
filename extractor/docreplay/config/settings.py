"""The values of all settings, with their defaults. `keys.SETTINGS` says what each key means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docreplay.model.finding import Severity
from docreplay.model.page import locale_tag
from docreplay.model.recordings.cassette import RecordMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one project. A key of the file has the name of its field, in kebab case.

    `load_config` reads them from a project's file; every setting may also be given by name.
    """

    root: Path = Path()
    """The project's folder. All other paths, and the locations of findings, are relative to it."""
    file: str = ""
    """The file that the settings were read from: relative to `root` if it is below that folder;
    `""` if there is none."""
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Values of placeholders that the command line gives; they override all others."""
    file_variables: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Values of placeholders from `--vars-file`, which only `variables` override; nested tables are
    by page pattern."""
    metadata: str = ""
    """Path of a CSDL or OpenAPI description to compare pages with, which the command line gives:
    a configuration that comes with a pull request must not name files outside of the project."""
    is_trusted: bool = False
    """Whether the settings that can send a request are those of `--trust-config`, so that what
    they name may be executed."""

    trusted_source: str = ""
    """The git revision, or the file, that `--trust-config` names."""

    docs: tuple[str, ...] = ("docs_source",)
    exclude: tuple[str, ...] = ()
    source_locale: str = ""
    source_repo: str = ""
    layout: str = "auto"
    stamps: str = "page"
    stamp_file: str = "docreplay-stamps.jsonl"
    glossary: str = ""
    locales: tuple[str, ...] = ()
    all_locales: bool = False
    tags: tuple[str, ...] = ()
    pair_ignored: bool = False
    infer_unannotated: bool = False
    max_page_bytes: int = 2_000_000
    scenarios: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    output: str = "generated_tests"

    base_url: str = ""
    documented_hosts: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    allow_private_addresses: bool = False
    unsafe_methods: bool = False
    keep_created: bool = False
    timeout: float = 30.0
    connect_timeout: float = 0.0
    read_timeout: float = 0.0
    run_timeout: float = 0.0
    max_requests: int = 0
    rate_limit: str = ""
    retries: int = 3
    retry_methods: tuple[str, ...] = ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")
    stop_after_unanswered: int = 3
    max_response_bytes: int = 50_000_000
    max_response_values: int = 1_000_000
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    accounts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    ca_bundle: str = ""
    client_certificate: str = ""
    client_key: str = ""
    proxy: str = field(default="", repr=False)
    insecure: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict, repr=False)
    hosts: Mapping[str, str] = field(default_factory=dict)
    literal_ids: str = "auto"
    captures: str = "annotated"
    poll: str = "needed"
    poll_pages: Mapping[str, str] = field(default_factory=dict)
    poll_timeout: float = 120.0
    max_polls: int = 100
    follow_pages: tuple[str, ...] = ()
    max_pages: int = 100
    exclude_cases: Mapping[str, str] = field(default_factory=dict)
    files: str = ""
    conftest: bool = False

    max_in_flight: int = 0
    record_mode: RecordMode = "off"
    cassettes: str = "cassettes"
    max_recording_age: int = 0
    block_network: bool = False

    compare: Mapping[str, Any] = field(default_factory=dict)

    ignore_links: tuple[str, ...] = ()
    required_front_matter: tuple[str, ...] = ()
    outline: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    permitted_hosts: tuple[str, ...] = ()
    permitted_methods: tuple[str, ...] = ()
    permitted_headers: tuple[str, ...] = ()
    permitted_media_types: tuple[str, ...] = ()
    max_url_length: int = 0

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_page_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gate: str = "default"
    fail_on: Severity = Severity.ERROR
    max_findings: int = 100_000
    baseline: str = ""

    @property
    def names_cases(self) -> bool:
        """Whether a key of a run has a case id as its pattern."""
        tables = (self.parameters, self.file_variables, self.compare, self.per_page_ignores)
        return any(
            "#" in name
            for table in (*tables, self.exclude_cases, self.follow_pages, self.poll_pages)
            for name in table
        )

    def includes_locale(self, locale: str) -> bool:
        """Return True if pages of a locale are read. Case is ignored (RFC 5646 §2.1.1).

        `pt_BR` means `pt-BR`.
        """
        return not self.locales or locale_tag(locale) in {locale_tag(tag) for tag in self.locales}
