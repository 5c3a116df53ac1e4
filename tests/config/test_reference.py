import tomllib

import pytest

from docreplay.config.keys import KEYS, SETTINGS
from docreplay.config.reference import settings_reference

TEXT = settings_reference()


@pytest.mark.parametrize("key", KEYS)
def test_the_reference_has_all_that_is_known_of_a_key(key: str) -> None:
    setting = SETTINGS[key]
    part = TEXT.partition(f"### `{key}`\n")[2].partition("\n### ")[0]
    assert setting.description in part
    assert setting.type.name in part
    assert (f"- Environment: `{setting.variable}`" in part) == bool(setting.variable)
    assert tomllib.loads(part.partition("```toml\n")[2].partition("```")[0])


def test_settings_are_grouped() -> None:
    headings = [line for line in TEXT.split("\n") if line.startswith("## ")]
    sections = ["Pages", "Service", "Comparison", "Checks", "Findings"]
    sections += ["Keys of an account", "Page patterns"]
    assert headings == [f"## {section}" for section in sections]
    assert '- Default: `["docs_source"]`\n- Environment: `DOCREPLAY_DOCS`, separated by' in TEXT
