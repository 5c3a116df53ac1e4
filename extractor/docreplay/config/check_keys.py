"""The keys of the configuration that `docreplay check` reads."""

from docreplay.config.setting import Setting
from docreplay.config.value_types import HOSTS, LENGTH, TEXTS, table_of

_HEADINGS = table_of(TEXTS, "table of lists of headings, by page type")
CHECKS = (
    Setting(
        "ignore-links",
        "Checks",
        TEXTS,
        "Beginnings of link targets that `docreplay check` does not look for.",
        'ignore-links = ["/graph/", "../../concepts/"]',
    ),
    Setting(
        "required-front-matter",
        "Checks",
        TEXTS,
        "Keys that the front matter of every page must have. Pages in folders called `includes` are"
        " exempt.",
        'required-front-matter = ["title", "description"]',
    ),
    Setting(
        "outline",
        "Checks",
        _HEADINGS,
        "Headings that pages must have, in this order, by `doc_type` of their front matter. `?` at"
        " the end of one makes it optional, `*` is any text, and number signs at its start are its"
        " level (by default `##`).",
        'outline = { apiPageType = ["Permissions", "HTTP request", "Response", "Example*?"] }',
    ),
    Setting(
        "permitted-hosts",
        "Checks",
        HOSTS,
        "Hosts that documented requests may name; by default all.",
        'permitted-hosts = ["graph.example.com"]',
    ),
    Setting(
        "permitted-methods",
        "Checks",
        TEXTS,
        "Methods that documented requests may have; by default all that are registered.",
        'permitted-methods = ["GET", "POST", "PATCH", "DELETE"]',
    ),
    Setting(
        "permitted-headers",
        "Checks",
        TEXTS,
        "Headers that documented requests may have; by default all. Case does not matter.",
        'permitted-headers = ["Authorization", "Content-Type", "If-Match"]',
    ),
    Setting(
        "permitted-media-types",
        "Checks",
        TEXTS,
        "Media types that documented requests and responses may have; by default all. `image/*` is"
        " any image.",
        'permitted-media-types = ["application/json", "image/*"]',
    ),
    Setting(
        "max-url-length",
        "Checks",
        LENGTH,
        "Number of characters that documented request targets may have; 0 is any number.",
        "max-url-length = 2000",
    ),
)
"""The settings, in the order of the documentation."""
