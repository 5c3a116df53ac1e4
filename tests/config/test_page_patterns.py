import pytest

from docreplay.config.page_patterns import covers

PAGE = "docs_source/zh-cn/api/photo.md"


@pytest.mark.parametrize(
    "pattern",
    [
        PAGE,
        "docs_source/zh-cn/api/*.md",
        "docs_source/zh-cn/**",
        "docs_source/zh-cn/**/*.md",
        "docs_source/zh-cn/api/**/*.md",
        "docs_source/**/photo.md",
        "docs_source/**/api/**/*.md",
        "docs_source/*/api/p[gh]oto.md",
        "**/photo.md",
        "**/docs_source/zh-cn/api/photo.md",
        "docs_source/zh-cn",
        "docs_source/zh-cn/",
        "docs_source/*/api/",
        "docs_source",
        "zh-cn",
        "zh-CN",
    ],
)
def test_a_pattern_covers_the_pages_that_it_means(pattern: str) -> None:
    assert covers(pattern, PAGE)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "docs_source/zh",
        "docs_source/zh-cn/ap",
        "docs_source/ZH-CN/**",
        "docs_source/de-de/**",
        "docs_source/zh-cn/api/*.txt",
        "de-de",
        "zh",
        "api",
        "photo.md",
        "*/photo",
    ],
)
def test_a_pattern_covers_nothing_else(pattern: str) -> None:
    assert not covers(pattern, PAGE)


def test_a_page_is_not_covered_by_a_longer_folder_name() -> None:
    assert not covers("docs/zh-cn", "docs/zh-cn-old/photo.md")
