"""The keys of the configuration about what is followed: operations, and the pages of lists."""

from docreplay.config.limit_keys import COUNT
from docreplay.config.setting import Setting
from docreplay.config.value_types import SECONDS, TEXTS, choice_type, table_of

POLL_MODES = ("needed", "always", "never")
POLL = choice_type(*POLL_MODES)
FOLLOWING = (
    Setting(
        "poll",
        "Service",
        POLL,
        "Which operations that a service accepts with 202 are followed to their end, by GET"
        " requests to the URL in `Operation-Location`, `Azure-AsyncOperation` or `Location`."
        " `needed` (the default): those whose result a later case or a later step of a story"
        " needs. `always`: all. `never`: none.",
        'poll = "always"',
    ),
    Setting(
        "poll-pages",
        "Service",
        table_of(POLL, f"table of page patterns with {', '.join(POLL_MODES)}"),
        "`poll` of the cases that a page pattern names; of several patterns, the narrowest counts."
        " `--poll` sets it for all cases.",
        'poll-pages = { "docs/en-us/**" = "always" }',
    ),
    Setting(
        "poll-timeout",
        "Service",
        SECONDS,
        "Seconds after which an operation that has not ended is given up (CON241).",
        "poll-timeout = 120",
    ),
    Setting(
        "max-polls",
        "Service",
        COUNT,
        "Number of requests after which an operation that has not ended is given up (CON241); 0"
        " for no limit but `poll-timeout`.",
        "max-polls = 100",
    ),
    Setting(
        "follow-pages",
        "Service",
        TEXTS,
        "Page patterns of cases whose lists are read to the end: each further page, by"
        " `@odata.nextLink`, `Link: …; rel=next` or a documented link, is compared with the same"
        " documented response. By default only the first page is.",
        'follow-pages = ["docs/en-us/**", "en-us/user-list#list_users"]',
    ),
    Setting(
        "max-pages",
        "Service",
        COUNT,
        "Number of pages of a list, the first one included, after which no more are asked for"
        " (RUN561); 0 for no limit.",
        "max-pages = 100",
    ),
)
"""The settings, in the order of the documentation."""
