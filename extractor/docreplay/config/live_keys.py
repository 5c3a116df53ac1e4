"""The keys of the configuration about what a run takes from a real service, and what it sends."""

from docreplay.config.setting import Setting
from docreplay.config.value_types import CAPTURES

LIVE = (
    Setting(
        "captures",
        "Service",
        CAPTURES,
        "Which values the requests to a real service take from earlier responses. `annotated` (the"
        " default): those that annotations name. `infer`: also identifiers, from documented lists,"
        " created objects, links and entity tags; `docreplay test --dry-run` prints from which.",
        'captures = "infer"',
    ),
)
"""The settings, in the order of the documentation."""
