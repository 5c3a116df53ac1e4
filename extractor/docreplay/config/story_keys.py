"""The keys of the configuration about stories."""

from docreplay.config.setting import Setting
from docreplay.config.value_types import FLAG, TEXTS

STORIES = (
    Setting(
        "stories",
        "Service",
        TEXTS,
        "Story files (TOML or YAML) and Arazzo documents, as patterns of paths.",
        'stories = ["stories/*.toml"]',
    ),
    Setting(
        "keep-created",
        "Service",
        FLAG,
        "Leave what stories and the run created, instead of removing it at the end.",
        "keep-created = true",
    ),
)
"""Settings for story files and for what stories create."""
