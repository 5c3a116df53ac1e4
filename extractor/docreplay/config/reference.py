"""The documentation of the configuration keys, in Markdown."""

from collections.abc import Iterator
from itertools import groupby

from docreplay.config import page_patterns
from docreplay.config.account_keys import ACCOUNT_KEYS
from docreplay.config.keys import SETTINGS, default_of
from docreplay.config.setting import Setting
from docreplay.model.json.value import json_line


def settings_reference() -> str:
    """Return the reference of all keys, of those of accounts and of page patterns, in Markdown.

    There is a heading per section and per key. Headings begin at level 2, so that the text fits
    below the title of a page.
    """
    parts = []
    for section, settings in groupby(SETTINGS.values(), key=lambda setting: setting.section):
        parts.append(f"## {section}")
        parts += ["\n".join(_lines(setting)) for setting in settings]
    parts += ["## Keys of an account", "\n".join(_account_keys())]
    parts += ["## Page patterns", page_patterns.RULES]
    return "\n\n".join(parts) + "\n"


def _account_keys() -> Iterator[str]:
    yield "| Key | Type | Meaning |"
    yield "|---|---|---|"
    for key in ACCOUNT_KEYS.values():
        yield f"| `{key.name}` | {key.type.name} | {key.description} |"


def _lines(setting: Setting) -> Iterator[str]:
    yield f"### `{setting.key}`"
    yield ""
    yield setting.description
    yield ""
    yield f"- Type: {setting.type.name}"
    yield f"- Default: `{json_line(default_of(setting))}`"
    if setting.variable:
        commas = ", separated by commas" if setting.type.is_list else ""
        yield f"- Environment: `{setting.variable}`{commas}"
    yield ""
    yield "```toml"
    yield setting.example
    yield "```"
