"""One page in several languages."""

import pytest

from docreplay.cases.locales import PageCases, choose_source, merge
from tests.support.pages import exchange, reading_of

PATHS = {tag: f"docs_source/{tag}/page.md" for tag in ("de-de", "en-us", "zh-cn")}
BODY = 'HTTP/1.1 200 OK\n\n{"height": 99, "width": 98}'


def merged(texts: dict[str, str], source: str = "en-us", *, keep: bool = False) -> list[PageCases]:
    readings = [reading_of(text, PATHS[tag]) for tag, text in texts.items()]
    return list(merge(readings, source, all_locales=keep))


def counts(found: list[PageCases]) -> dict[str, int]:
    return {item.page.locale: len(item.cases) for item in found}


def test_what_translations_document_alike_is_one_case_that_names_all_places() -> None:
    page = exchange(response=BODY)
    found = merged({"de-de": "# Hallo\n\n" + page, "en-us": page, "zh-cn": page})
    assert counts(found) == {"en-us": 1, "de-de": 0, "zh-cn": 0}
    places = [str(place) for place in found[0].cases[0].also_on]
    assert places == [f"{PATHS['de-de']}:5:1", f"{PATHS['zh-cn']}:3:1"]


@pytest.mark.parametrize(
    "changed",
    [
        exchange("GET https://api.example.com/v1/foto", BODY),
        exchange(response=BODY.replace("200", "201")),
        exchange(response=BODY.replace("99", "100")),
        exchange(response=BODY, annotation='"truncated": true'),
        exchange("GET https://api.example.com/v1/photo\nPrefer: a", BODY),
    ],
)
def test_what_a_translation_documents_otherwise_is_a_case_of_its_own(changed: str) -> None:
    found = merged({"en-us": exchange(response=BODY), "de-de": changed})
    assert counts(found) == {"en-us": 1, "de-de": 1}


def test_layout_makes_no_difference() -> None:
    spaced = BODY.replace("{", "{\n\t").replace(", ", ",\n\u00a0 ")
    found = merged({"en-us": exchange(response=BODY), "de-de": exchange(response=spaced)})
    assert counts(found) == {"en-us": 1, "de-de": 0}


def test_a_page_that_the_source_lacks_is_tested_from_the_language_that_has_it() -> None:
    found = merged({"de-de": exchange(), "zh-cn": exchange()})
    assert counts(found) == {"de-de": 1, "zh-cn": 0}


def test_a_page_that_documents_the_same_twice_has_two_cases() -> None:
    assert counts(merged({"en-us": exchange() + exchange()})) == {"en-us": 2}


def test_an_interim_response_makes_no_case_in_any_locale() -> None:
    page = exchange(response="HTTP/1.1 100 Continue") + exchange(name="other")
    assert counts(merged({"en-us": page, "de-de": page})) == {"en-us": 1, "de-de": 0}


def test_every_language_keeps_its_cases_on_demand() -> None:
    found = merged({"en-us": exchange(), "de-de": exchange()}, keep=True)
    assert counts(found) == {"en-us": 1, "de-de": 1}


@pytest.mark.parametrize(
    ("present", "configured", "source"),
    [
        (["de-de", "en-us"], "", "en-us"),
        (["de-de", "en-us"], "DE-de", "de-de"),
        (["zh-cn"], "", "zh-cn"),
        (["ja-jp", "de-de"], "fr-fr", "de-de"),
        ([], "", ""),
    ],
)
def test_the_source_is_the_configured_locale_or_english_or_the_first(
    present: list[str], configured: str, source: str
) -> None:
    assert choose_source(present, configured) == source
