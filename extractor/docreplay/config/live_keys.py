"""The keys of the configuration about what a run takes from a real service, and what it sends."""

from docreplay.config.host_map import HOST_MAP
from docreplay.config.reasons import REASONS
from docreplay.config.setting import Setting
from docreplay.config.value_types import CAPTURES, FLAG, LITERAL_IDS, TEXT

LIVE = (
    Setting(
        "hosts",
        "Service",
        HOST_MAP,
        "URLs that requests go to instead of a documented host. Headers of the configuration are"
        " sent to those at the origin of the base URL only.",
        'hosts = { "uploads.example.com" = "https://uploads.staging.example.com" }',
    ),
    Setting(
        "captures",
        "Service",
        CAPTURES,
        "Which values the requests to a real service take from earlier responses. `annotated` (the"
        " default): those that annotations name. `infer`: also identifiers, from documented lists,"
        " created objects, links and entity tags; `docreplay test --dry-run` prints from which.",
        'captures = "infer"',
    ),
    Setting(
        "exclude-cases",
        "Service",
        REASONS,
        "Cases that are not sent to a real service, by page pattern, each with the reason. They are"
        " counted as skipped, with the reason in every report.",
        'exclude-cases = { "en-us/photo-get#get_photo" = "needs a paid account" }',
    ),
    Setting(
        "literal-ids",
        "Service",
        LITERAL_IDS,
        "What happens to ids that pages write out, as in `/groups/48d31887`. `keep`: they are sent,"
        ' unless a value for their place is given: `parameters = { "groups/*" = "7" }`.'
        " `parameters`: they need such a value, except those that `sampleKeys` name. `auto` (the"
        ' default): as `keep`; but with `captures = "infer"`, those that no documented response'
        " gives need a value.",
        'literal-ids = "parameters"',
    ),
    Setting(
        "files",
        "Service",
        TEXT,
        "Folder of the files that documented bodies may contain, relative to the project:"
        " `{file:photo.jpg}` is the content of `photo.jpg` there, and its base64 text in JSON."
        " Without it, such a request is not sent to a real service.",
        'files = "tests/files"',
    ),
    Setting(
        "conftest",
        "Service",
        FLAG,
        "Load `conftest.py` of the project in `docreplay test`: its hooks and fixtures apply to the"
        " generated tests. It is Python code that runs with your rights. `--safe` leaves it out.",
        "conftest = true",
    ),
)
"""The settings, in the order of the documentation."""
