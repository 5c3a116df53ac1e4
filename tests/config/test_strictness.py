from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.model.json.value import JSON
from docreplay.model.strictness import DEFAULT, Matcher, Strictness

PAGE, CASE = "docs_source/en-us/api/photo-get.md", "en-us/api/photo-get#get_photo"


def of(tables: dict[str, JSON]) -> Strictness:
    return ConfiguredStrictness(Config(compare=tables)).of(PAGE, CASE)


def test_an_empty_table_is_the_default() -> None:
    assert of({}) == DEFAULT


def test_a_case_takes_precedence_over_a_glob_and_a_glob_over_the_run() -> None:
    tables: dict[str, JSON] = {
        "mode": "exact",
        "missing": "allow",
        "extra": "refuse",
        CASE: {"mode": "types"},
        "docs_source/*/api/*": {"mode": "shape", "missing": "refuse"},
        "docs_source/*/beta/*": {"extra": "allow"},
    }
    found = of(tables)
    assert found == Strictness(mode="types", missing="refuse", extra="refuse")


def test_the_last_rule_of_a_path_counts() -> None:
    tables: dict[str, JSON] = {
        "paths": {"$..id": "ignore", "$.size": {"mode": "exact", "null": "allow"}},
        CASE: {"paths": {"$.owner.id": {"format": "guid"}}},
    }
    found = of(tables)
    assert found.matcher_at(("owner", "id")) == Matcher(kind="format", text="guid")
    assert found.matcher_at(("value", 0, "id")) == Matcher(kind="ignore")
    assert found.matcher_at(("name",)) is None
    assert (found.mode_at(("size",)), found.mode_at(("name",))) == ("exact", "shape")
    assert (found.null_at(("size",)), found.null_at(("name",))) == ("allow", "shown")


def test_a_folder_and_a_locale_name_pages_here_too_and_the_narrowest_wins() -> None:
    assert of({"en-us": {"mode": "exact"}}).mode == "exact"
    assert of({"docs_source/en-us": {"mode": "types"}, "EN-US": {"mode": "exact"}}).mode == "types"
    assert of({"de-de": {"mode": "exact"}}) == DEFAULT
