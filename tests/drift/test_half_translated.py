"""Words of the source are left alone where they are shown as what they are."""

import pytest

from docreplay.drift.rules.sentence_half_translated import CHECK
from tests.drift.pairs import drifted

WORDS = "this is the photo of the user"
SOURCE = f"The sample says {WORDS} and shows it.\n"


def _codes(target: str) -> list[str]:
    return [found.code for found in drifted(SOURCE, target) if found.code == CHECK.rule.code]


@pytest.mark.parametrize("page", ["示例 {} 显示。\n", "Das Beispiel {} zeigt es.\n"])
@pytest.mark.parametrize(
    "around",
    [
        "`{}`",
        "[{}](a.md)",
        "[{}](a.md(b))",
        "![{}](a.png)",
        "[{}]",
        "<a title={}>",
        "**{}**",
        '"{}"',
        "“{}”",
        "‘{}’",
        "「{}」",
        "『{}』",
        "《{}》",
        "（{}）",
        "({})",
        "[a](https://x.org/{})",
    ],
)
def test_what_is_quoted_or_marked_is_not_a_sentence_that_is_left(page: str, around: str) -> None:
    assert _codes(page.format(around.format(WORDS))) == []
    assert _codes(page.format(WORDS)) == [CHECK.rule.code]


@pytest.mark.parametrize("around", ["„{}", "*{}*", "_{}_", "{}, ({})", "https://x.org/ {}"])
def test_what_is_only_stressed_is_one(around: str) -> None:
    assert _codes(f"示例 {around.format(WORDS, WORDS)} 显示。\n") == [CHECK.rule.code]


def test_the_words_of_a_url_are_not_a_part_of_a_sentence() -> None:
    url = "https://x.org/this-is-the-photo"
    source = f"See {url} of the user and more.\n"
    found = drifted(source, f"请参阅 {url} 用户。\n")
    assert CHECK.rule.code not in [finding.code for finding in found]
