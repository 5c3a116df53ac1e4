"""Names that many locales damaged are marked as code in the source."""

from docreplay.drift.hardening import hardening
from docreplay.drift.rules.heading_missing import RULE as OTHER
from docreplay.drift.rules.identifier_cell_changed import RULE as IDENTIFIER
from docreplay.model.finding import Edit, Finding, Related, Rule
from docreplay.model.location import Location

LOCALES = {f"{locale}/{page}.md": locale for locale in ("de", "fr") for page in "abc"}
A, B = Location("en/a.md", 3, 3), Location("en/b.md", 5, 3)


def damaged(page: str, at: Location, name: str = "photo", rule: Rule = IDENTIFIER) -> Finding:
    related = (Related(location=at, message="the source"),)
    return rule.at(Location(page, 3), "changed", expected=name, related=related)


def edit(at: Location, name: str) -> Edit:
    return Edit(start=at, end=at._replace(column=at.column + len(name)), text=f"`{name}`")


def test_a_name_that_two_locales_damaged_is_marked() -> None:
    found = [damaged("de/a.md", A), damaged("fr/a.md", A)]
    assert hardening(found, LOCALES) == {"en/a.md": (edit(A, "photo"),)}


def test_a_name_that_one_locale_damaged_twice_is_not() -> None:
    assert hardening([damaged("de/a.md", A), damaged("de/b.md", A)], LOCALES) == {}


def test_pages_of_no_known_locale_are_one_locale() -> None:
    assert hardening([damaged("xx/a.md", A), damaged("yy/a.md", A)], LOCALES) == {}


def test_only_names_in_cells_count() -> None:
    other = [damaged(page, A, rule=OTHER) for page in ("de/a.md", "fr/a.md")]
    marked = [damaged(page, A, "`photo`") for page in ("de/a.md", "fr/a.md")]
    assert hardening([*other, *marked], LOCALES) == {}


def test_the_page_whose_edits_fix_most_places_comes_first() -> None:
    later = Location("en/b.md", 7, 3)
    found = [damaged(f"{locale}/a.md", A) for locale in ("de", "fr")]
    for at in (later, B):
        found += [damaged(f"{locale}/b.md", at, "size") for locale in ("de", "fr")]
    assert hardening(found, LOCALES) == {
        "en/b.md": (edit(B, "size"), edit(later, "size")),
        "en/a.md": (edit(A, "photo"),),
    }
    assert list(hardening(found, LOCALES)) == ["en/b.md", "en/a.md"]


def test_two_names_at_one_place_are_in_the_order_of_the_names() -> None:
    found = [damaged(f"{locale}/a.md", A, name) for name in "zb" for locale in ("de", "fr")]
    assert hardening(found, LOCALES)["en/a.md"] == (edit(A, "b"), edit(A, "z"))
