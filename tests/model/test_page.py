"""Which folder names are locales."""

import pytest

from docreplay.model.page import is_locale, locale_tag


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


@pytest.mark.parametrize(
    ("folder", "tag"),
    [
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("english", "en"),
        ("french", "fr"),
        ("German", "de"),
        ("italian", "it"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("polish", "pl"),
        ("portuguese", "pt"),
        ("russian", "ru"),
        ("Spanish", "es"),
        ("turkish", "tr"),
        ("vietnamese", "vi"),
        ("pt_BR", "pt-br"),
        ("zh-CN", "zh-cn"),
    ],
)
def test_a_locale_has_a_tag_however_its_folder_is_named(folder: str, tag: str) -> None:
    assert is_locale(folder)
    assert locale_tag(folder) == tag
