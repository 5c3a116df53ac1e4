import re
from fnmatch import fnmatchcase
from itertools import permutations
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.config.page_patterns import PagePattern, PatternTable, covers, unmatched

PAGE = "docs_source/zh-cn/api/photo.md"
CASE = "zh-cn/api/photo#get_photo"


@pytest.mark.parametrize(
    "pattern",
    [
        PAGE,
        f"./{PAGE}",
        "docs_source/zh-cn/api/*.md",
        "docs_source/zh-cn/**",
        "docs_source/zh-cn/**/*.md",
        "docs_source/zh-cn/api/**/*.md",
        "docs_source/**/photo.md",
        "docs_source/**/**/photo.md",
        "docs_source/**/api/**/*.md",
        "docs_source/*/api/p[gh]oto.md",
        "docs_source/*/api/p[!a-g]oto.md",
        "docs_source/*/api/p?oto.md",
        "**/photo.md",
        "**/docs_source/zh-cn/api/photo.md",
        "docs_source/zh-cn",
        "docs_source/zh-cn/",
        "docs_source/*/api/",
        "docs_source",
        ".",
        "zh-cn",
        "zh-CN",
        "zh_CN",
        CASE,
    ],
)
def test_a_pattern_covers_the_pages_that_it_means(pattern: str) -> None:
    assert covers(pattern, PAGE, ("docs_source",), CASE)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "/",
        "docs_source/zh",
        "docs_source/zh-cn/ap",
        "docs_source/ZH-CN/**",
        "docs_source/de-de/**",
        "docs_source/zh-cn/api/*.txt",
        "docs_source/zh-cn/api/p[!a-z]oto.md",
        "docs_source/zh-cn/api/p[z-a]oto.md",
        "docs_source/zh-cn/api**/photo.md.md",
        "de-de",
        "zh",
        "api",
        "photo.md",
        "*/photo",
        "zh-cn/api/photo#put_photo",
        CASE.upper(),
    ],
)
def test_a_pattern_covers_nothing_else(pattern: str) -> None:
    assert not covers(pattern, PAGE, ("docs_source",), CASE)


def test_a_page_is_not_covered_by_a_longer_folder_name() -> None:
    assert not covers("docs/zh-cn", "docs/zh-cn-old/photo.md")


@pytest.mark.parametrize(
    ("path", "locales"),
    [
        ("v1/docs/zh-cn/a.md", {"zh-cn"}),
        ("beta/zh-cn/a.md", {"zh-cn"}),
        ("beta/en-us/id/a.md", {"en-us"}),
        ("x/id/docs/en-us/a.md", {"en-us"}),
        ("de/a.md", {"de"}),
        ("elsewhere/ja-jp/a.md", {"ja-jp"}),
        ("beta/api/a.md", set()),
        ("beta/api/a.de.md", {"de"}),
        ("beta/zh_CN/a.md", {"zh-cn"}),
        ("beta/zh-cn/a.de.md", {"zh-cn"}),
        ("beta/a.zh_CN.mdx", {"zh-cn"}),
        ("de.md", set()),
    ],
)
def test_a_locale_is_the_folder_named_for_it_in_every_docs_folder(
    path: str, locales: set[str]
) -> None:
    docs = ("v1/docs", "beta", "x/id/docs", "de")
    known = ("zh-cn", "en-us", "id", "de", "ja-jp")
    assert {tag for tag in known if covers(tag, path, docs)} == locales


def test_paths_and_ids_are_compared_in_one_normal_form() -> None:
    path, case = "docs/en-us/café.md", "en-us/café#é"
    for form in ("NFC", "NFD"):
        other = normalize("NFD" if form == "NFC" else "NFC", path)
        assert covers(normalize(form, path), other)
        assert covers("docs/*/caf[é].md", normalize(form, path))
        assert covers(normalize(form, case), path, (), normalize("NFD", case))


NARROWER = ("zh-cn", "docs_source", "docs_source/zh-cn", "*.md", "docs_source/*/api/**")
NARROWEST = ("docs_source/*/api/photo.??", "docs_source/*/api/photo.md", PAGE, CASE)


def test_the_narrowest_pattern_comes_last_whatever_the_order_of_the_file() -> None:
    expected = NARROWER + NARROWEST
    for order in ([*expected], [*reversed(expected)], sorted(expected)):
        table = PatternTable({pattern: pattern for pattern in order}, ["docs_source"])
        assert table.matching(PAGE, CASE) == expected
        assert table.matching(PAGE) == expected[:-1]


def test_equally_narrow_patterns_are_ordered_by_their_text() -> None:
    patterns = ("docs_source/*/api/photo.m?", "docs_source/*/api/photo.?d", "*/zh-cn/api/phot?.md")
    for order in permutations(patterns):
        table = PatternTable({pattern: pattern for pattern in order})
        assert table.matching(PAGE) == (
            "*/zh-cn/api/phot?.md",
            "docs_source/*/api/photo.?d",
            "docs_source/*/api/photo.m?",
        )


def test_patterns_that_match_nothing_are_known() -> None:
    patterns = ("zh-cn", "de-de", CASE, "zh-cn/api/photo#other", "**/photo.md", "**/phto.md")
    assert list(unmatched(patterns, [PAGE], [CASE], ["docs_source"])) == [
        "de-de",
        "zh-cn/api/photo#other",
        "**/phto.md",
    ]


def expanded(glob: str) -> list[str]:
    """Return the globs that one glob stands for, with each `**/` that may be empty or not."""
    match = re.search(r"(?<![^/])\*\*/", glob)
    if not match:
        return [glob]
    before, after = glob[: match.start()], glob[match.end() :]
    return expanded(before + "\0\0/" + after) + expanded(before + after)


@given(st.text("ab/*?", max_size=9), st.text("ab/", min_size=1, max_size=9))
def test_a_glob_matches_what_its_expansions_match(glob: str, path: str) -> None:
    if "*" not in glob and "?" not in glob:
        return
    whole = glob + "*" if glob.endswith("/") else glob
    forms = [form.replace("\0", "*") for form in expanded(whole.removeprefix("./"))]
    narrowness = PagePattern(glob).narrowness(path)
    assert (narrowness is not None) == (
        path == glob.rstrip("/") or any(fnmatchcase(path, form) for form in forms)
    )


@pytest.mark.parametrize(
    "glob", ["**/" * 24 + "x", "*a" * 40 + "b", "**/a*" * 30 + "b", "*?" * 40 + "[b]", "*" * 5000]
)
def test_no_glob_makes_matching_explode(glob: str) -> None:
    """A matcher that tries every division of the path never ends on these."""
    assert covers(glob, "a/" * 2000 + "a") is (glob == "*" * 5000)
