"""The keys of the configuration: what each means, its type, and an example.

This is the one place for it: the loader, the JSON Schema, the documentation and the hints of errors
are made from `SETTINGS`. Defaults are those of `Config`, whose fields have the same names.
"""

from collections.abc import Mapping

from docreplay.config.account_settings import ACCOUNT_SETTINGS
from docreplay.config.check_keys import CHECKS
from docreplay.config.finding_keys import FINDINGS
from docreplay.config.following_keys import FOLLOWING
from docreplay.config.limit_keys import LIMITS
from docreplay.config.live_keys import LIVE
from docreplay.config.parallel_keys import PARALLEL
from docreplay.config.recording_keys import RECORDINGS
from docreplay.config.setting import Setting
from docreplay.config.settings import Config
from docreplay.config.story_keys import STORIES
from docreplay.config.translation_keys import TRANSLATIONS
from docreplay.config.value_types import (
    BASE_URL,
    BYTES,
    FLAG,
    HEADERS,
    HOSTS,
    PARAMETERS,
    SECONDS,
    STRICTNESS,
    TEXT,
    TEXTS,
)
from docreplay.model.finding import Severity
from docreplay.model.json.value import JSON

_ALL = (
    Setting(
        "docs",
        "Pages",
        TEXTS,
        "Folders or single pages to read, relative to the project. Below each folder there is one"
        " folder per locale, or the pages themselves.",
        'docs = ["api-reference/v1.0", "api-reference/beta"]',
    ),
    Setting(
        "exclude",
        "Pages",
        TEXTS,
        "Page patterns of pages that are not read, and ids of cases that are not tested.",
        'exclude = ["docs_source/*/includes/**"]',
    ),
    Setting(
        "source-locale",
        "Pages",
        TEXT,
        "Locale that the other locales are translated from. By default `en-us`, or else the first"
        " locale by name.",
        'source-locale = "en-us"',
    ),
    Setting(
        "source-repo",
        "Pages",
        TEXT,
        "Folder of a local git clone that has the source pages of the translations, if they are in"
        " another repository.",
        'source-repo = "../docs-en"',
    ),
    *TRANSLATIONS,
    Setting(
        "locales",
        "Pages",
        TEXTS,
        "Locales to read; by default all that are found. Case does not matter.",
        'locales = ["en-us", "zh-cn"]',
    ),
    Setting(
        "all-locales",
        "Pages",
        FLAG,
        "Test a request of a translation even if it equals that of the source.",
        "all-locales = true",
    ),
    Setting(
        "tags",
        "Pages",
        TEXTS,
        "Tags whose `[TAGS=…]` sections are read. By default such sections are skipped.",
        'tags = ["cloud"]',
    ),
    Setting(
        "pair-ignored",
        "Pages",
        FLAG,
        "Pair a response that is annotated as ignored with the ignored request above it.",
        "pair-ignored = true",
    ),
    Setting(
        "infer-unannotated",
        "Pages",
        FLAG,
        "Read HTTP code blocks that have no annotation, and pair them by their order.",
        "infer-unannotated = true",
    ),
    Setting(
        "max-page-bytes",
        "Pages",
        BYTES,
        "Number of bytes above which a page is reported and not read. Files that a page includes"
        " are read up to the same number of characters in all.",
        "max-page-bytes = 2000000",
    ),
    Setting(
        "scenarios",
        "Pages",
        TEXTS,
        "Folders with scenario, canned-request and accounts files of API Doctor, or single files."
        " `testParams` blocks of pages are read as well if it is set.",
        'scenarios = ["tests"]',
    ),
    Setting(
        "output",
        "Pages",
        TEXT,
        "Folder that `docreplay generate` writes the tests to, relative to the project.",
        'output = "generated_tests"',
    ),
    Setting(
        "base-url",
        "Service",
        BASE_URL,
        "URL of the service to test. By default an embedded service answers as the pages document.",
        'base-url = "https://api.example.com"',
    ),
    Setting(
        "documented-hosts",
        "Service",
        HOSTS,
        "Hosts in documented URLs that the base URL replaces. By default the host that most pages"
        " document. Requests to other hosts are skipped, unless `allow-hosts` names them.",
        'documented-hosts = ["graph.example.com"]',
    ),
    Setting(
        "allow-hosts",
        "Service",
        HOSTS,
        "Hosts (HOST or HOST:PORT) to which requests that document them are sent, instead of to the"
        " base URL. Headers of the configuration are not sent to them.",
        'allow-hosts = ["uploads.example.com"]',
    ),
    Setting(
        "unsafe-methods",
        "Service",
        FLAG,
        "Send methods other than GET, HEAD and OPTIONS to a real service.",
        "unsafe-methods = true",
    ),
    Setting(
        "timeout",
        "Service",
        SECONDS,
        "Seconds after which a request has failed if the response is not complete.",
        "timeout = 30",
    ),
    *LIMITS,
    Setting(
        "max-response-bytes",
        "Service",
        BYTES,
        "Number of bytes after which reading a response body is given up.",
        "max-response-bytes = 50000000",
    ),
    Setting(
        "max-response-values",
        "Service",
        BYTES,
        "Number of JSON values above which a response body is reported and not compared.",
        "max-response-values = 1000000",
    ),
    Setting(
        "headers",
        "Service",
        HEADERS,
        "Request headers to send with every request to the base URL. `$env:NAME` as the whole value"
        " reads the environment variable NAME.",
        'headers = { Authorization = "$env:API_TOKEN" }',
    ),
    *ACCOUNT_SETTINGS,
    Setting(
        "parameters",
        "Service",
        PARAMETERS,
        "Values of placeholders: `id` is sent for `{id}`. A nested table is for the pages or the"
        " case that its page pattern matches; the narrowest pattern wins.",
        'parameters = { id = "42" }',
    ),
    *LIVE,
    *FOLLOWING,
    *PARALLEL,
    *STORIES,
    *RECORDINGS,
    Setting(
        "compare",
        "Comparison",
        STRICTNESS,
        "How strictly responses are compared. `mode` is `shape` (types and members, the default),"
        " `types` (1.0 is not 1) or `exact` (the values of the page). `missing` is `refuse` (the"
        " default) or `allow`, `extra` is `note` (the default), `refuse` or `allow`, `null` is"
        " `shown` (the default) or `allow`. `echo = false` allows values that were sent to come"
        " back changed; `alternatives = true` accepts any other response that the page documents."
        " `paths` has JSON paths with a matcher each. A nested table is for the pages or the case"
        " that its page pattern matches; the narrowest pattern wins.",
        'compare = { mode = "exact", paths = { "$..id" = "ignore" } }',
    ),
    *CHECKS,
    *FINDINGS,
)
SETTINGS: Mapping[str, Setting] = {setting.key: setting for setting in _ALL}
"""Every setting by its key, in the order of the documentation."""

KEYS = tuple(SETTINGS)
"""The keys that a configuration file may have."""

ENVIRONMENT = tuple(setting for setting in _ALL if setting.variable)
"""The settings that environment variables may give as well."""


def default_of(setting: Setting) -> JSON:
    """Return the default of a key, as JSON and TOML have it."""
    return plain(getattr(Config(), setting.field))


def plain(value: object) -> JSON:
    """Return a value of `Config` as JSON and TOML have it."""
    match value:
        case Severity():
            return str(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case str() | int() | float() | None:
            return value
    raise TypeError(f"{type(value).__name__} is not a type of settings")
