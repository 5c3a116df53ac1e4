"""Which folder names are locales."""

import pytest

from docreplay.model.page import is_locale


@pytest.mark.parametrize(
    "name", ["zh-cn", "zh-CN", "de", "en-us", "sr-Latn-RS", "es-419", "fil-ph"]
)
def test_a_language_with_or_without_region_is_a_locale(name: str) -> None:
    assert is_locale(name)


@pytest.mark.parametrize(
    "name", ["api", "sdk", "js", "go", "v1.0", "how-to", "ci", "io", "beta", ""]
)
def test_a_folder_of_code_or_topics_is_not_a_locale(name: str) -> None:
    assert not is_locale(name)
