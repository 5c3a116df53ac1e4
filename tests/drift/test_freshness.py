import re

import pytest

from docreplay.drift.freshness import changed_words, freshness_of, words_of
from tests.drift.pairs import outline

PAGE = """\
---
title: Photo
doc_type: apiPageType
ms.openlocfilehash: ab
---

# Photo

Get the [photo](photo.md) of a user. You can enable it.

<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET /me/photo
```
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ("current", 0)),
        ("Get the", "Get  the", ("current", 0)),
        ("/me/photo", "/me/photos", ("code", 0)),
        ("get_photo", "get_photo_2", ("code", 0)),
        ("```http", "```json", ("code", 0)),
        ("doc_type: apiPageType", "doc_type: resourcePageType", ("code", 0)),
        ("doc_type: apiPageType\n", "", ("code", 0)),
        ("ms.openlocfilehash: ab", "ms.openlocfilehash: cd", ("current", 0)),
        ("title: Photo", "title: Picture", ("prose", 1)),
        ("photo.md", "picture.md", ("markup", 0)),
        ("of a user", "of **a** user", ("markup", 0)),
        ("user", "usre", ("typo", 1)),
        ("of a user", "OF a user", ("typo", 1)),
        ("can enable", "can ENABLE", ("typo", 1)),
        ("Photo\n\nGet", "PHOTOS\n\nGet", ("prose", 1)),
        ("of a user", "off a user", ("prose", 1)),
        ("can enable", "can unable", ("prose", 1)),
        ("photo]", "photograph]", ("prose", 1)),
        ("of a user", "of a user or a group", ("prose", 3)),
        (" of a user", "", ("prose", 1)),
    ],
)
def test_a_change_is_of_its_class(before: str, after: str, expected: tuple[str, int]) -> None:
    new = PAGE.replace(before, after, 1)
    assert freshness_of(outline(PAGE), outline(new)) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n\n- b\n- c\n", "a\n\n* b\n* c\n"),
        ("a\n\n- b\n- c\n", "a\n\n+   b\n+   c\n\n\n"),
        ("1. b\n2. c\n", "1. b\n1. c\n"),
        ("1. b\n2. c\n", "1) b\n2) c\n"),
        ("[!INCLUDE [a](a.md)]\n\nb\n\nc\n", "b\n\n[!INCLUDE [a](a.md)]\n\nc\n"),
        ("b\nc d\n", "b c\n\nd\n"),
    ],
)
def test_an_invisible_difference_is_not_a_change(before: str, after: str) -> None:
    assert freshness_of(outline(before), outline(after)) == ("current", 0)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Get it.\n", "---\ntitle: A\n---\n\nGet it.\n", "current"),
        ("Get it. Or not: [a](a.md).\n", "Get it.Or not:[a](a.md).\n", "current"),
        ("(One) *two*; `three`!\n", "(One)*two*;`three`!\n", "current"),
        ("# A\n\n[a](/en-us/a.md)\n", '# <a name="a"></a>A\n\n[a](/de-de/a.md)\n', "current"),
        ("[a](/en-US/a.md)\n", "<A ID='b'></A>[a](/DE-DE/a.md)\n", "current"),
        ("> One and\n> two.\n", "> One and two.\n", "current"),
        ("Get it. Or not.\n", "Get it.or not.\n", "prose"),
        ("[a](a.md)\n", "[a](b.md)\n", "markup"),
        ("Get it.\n", "Put it.\n", "prose"),
    ],
)
def test_what_a_pipeline_does_to_the_source_text_of_a_bilingual_page_is_not_a_change(
    before: str, after: str, expected: str
) -> None:
    old, new = outline(before), outline(after)
    assert freshness_of(old, new, with_front=False)[0] == expected
    assert freshness_of(old, new)[0] != "current"


def test_another_include_is_a_change_of_markup() -> None:
    old, new = outline("[!INCLUDE [a](a.md)]\n\nb\n"), outline("[!INCLUDE [a](b.md)]\n\nb\n")
    assert freshness_of(old, new) == ("markup", 0)


def test_marks_of_lists_and_includes_are_not_words() -> None:
    assert words_of(outline("[!INCLUDE [a b](a.md)]\n\n1. c\n2. d\n- e\n")) == 3


def test_a_changed_digit_is_not_a_typo() -> None:
    old, new = outline("Wait for 1000 seconds.\n"), outline("Wait for 1001 seconds.\n")
    assert freshness_of(old, new) == ("prose", 1)


def test_code_and_markup_are_not_words_to_translate() -> None:
    assert words_of(outline(PAGE)) == 12


WEIGHTY = re.findall(
    r"\w+",
    """cannot never none nothing without within unable enable enables enabled disable disables
    disabled must should shall could would might before after least most more less include
    includes exclude excludes allow deny""",
)


@pytest.mark.parametrize("word", WEIGHTY)
def test_a_word_that_changes_the_meaning_is_never_a_typo(word: str) -> None:
    before, after = (PAGE.replace("can enable", f"can {form}") for form in (word, f"{word}x"))
    assert freshness_of(outline(before), outline(after)) == ("prose", 1)


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [("photograph", "photogarph", "typo"), ("photograph", "phtgrph", "prose")],
)
def test_a_typo_is_two_letters_at_most(word: str, other: str, expected: str) -> None:
    before, after = (PAGE.replace("of a user", f"of a {form}") for form in (word, other))
    assert freshness_of(outline(before), outline(after))[0] == expected


@pytest.mark.parametrize(
    "key",
    [
        "ms.openlocfilehash",
        "ms.sourcegitcommit",
        "ms.contentlocale",
        "ms.translationtype",
        "ms.lasthandoff",
        "ms.locfileid",
        "default_lang_commit",
        "drifted_from_default",
        "l10n",
        "l10n.sourceCommit",
    ],
)
def test_the_stamp_of_a_translation_is_not_metadata(key: str) -> None:
    stamped = PAGE.replace("doc_type:", f"{key}: abc\ndoc_type:")
    assert freshness_of(outline(PAGE), outline(stamped)) == ("current", 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Get the photo.", "Get the photo.", 0),
        ("Get the photo.", "Get the **photo**", 0),
        ("Get [it](a.md).", "Get [it](b.md).", 0),
        ("Get the photo.", "Get a photo.", 1),
        ("Get the photo.", "Get the photo of a user.", 3),
        ("Get the photo of a user.", "Get the photo.", 1),
        ("", "Get the photo.", 3),
    ],
)
def test_changed_words_are_those_to_translate_again(old: str, new: str, expected: int) -> None:
    assert changed_words(old, new) == expected
