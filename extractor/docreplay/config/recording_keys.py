"""The keys of the configuration about recorded responses."""

from docreplay.config.setting import Setting
from docreplay.config.value_types import FLAG, RECORD_MODE, TEXT

RECORDINGS = (
    Setting(
        "record-mode",
        "Service",
        RECORD_MODE,
        "How recorded responses are used. `off` (the default) sends every request. `none` sends"
        " none: recordings answer, and a request without one fails. `once` records the pages that"
        " have no cassette, `new-episodes` the requests that have no recording, `all` every"
        " request. `rewrite` also removes the recordings that no request needed. `verify` sends"
        " every request and reports how the response differs from the recording.",
        'record-mode = "none"',
    ),
    Setting(
        "cassettes",
        "Service",
        TEXT,
        "Folder of the recorded responses, relative to the project: one file for each page.",
        'cassettes = "cassettes"',
    ),
    Setting(
        "block-network",
        "Service",
        FLAG,
        "Send no request to a service: what has no recording fails.",
        "block-network = true",
    ),
)
"""The settings, in the order of the documentation."""
