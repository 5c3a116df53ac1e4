"""What tables declare about properties, in the languages of documentation."""

import pytest

from docreplay.model.types.property_tables import rows_of
from docreplay.read.markup.markup import tables_of

YES = "yes true required ✓ ✔ x y ja oui sí si sì sim да 是 はい 必須 예 erforderlich 必需 必填"
NO = "no false n - nein non optional"
TITLES = """
    Required Mandatory Erforderlich Pflicht Pflichtfeld Obligatoire Requis Obligatorio Requerido
    Obligatório Obrigatório Obbligatorio Vereist 必需 必填 必须 是否必填 是否必需 是否必须 必須 필수
    Обязательный
"""


def is_required(title: str, word: str) -> bool:
    text = f"## Properties\n\n| Name | Type | {title} |\n|---|---|---|\n| id | String | {word} |\n"
    (row,) = rows_of(tables_of(text, "docs/page.md"))
    return row.is_required


@pytest.mark.parametrize("word", [*YES.split(), "**Yes**", "`true`.", "YES", "OUI", "Sí", "Да"])
def test_a_property_is_required_where_the_column_has_yes(word: str) -> None:
    assert is_required("Required", word)


@pytest.mark.parametrize("title", [*TITLES.split(), "**Required**", "REQUIRED"])
def test_titles_of_the_column_of_required_properties_are_known(title: str) -> None:
    assert is_required(title, "x")


@pytest.mark.parametrize("word", NO.split())
def test_a_property_is_not_required_where_the_column_has_no(word: str) -> None:
    assert not is_required("Required", word)


@pytest.mark.parametrize("title", ["Description", "Optional", "Supported", "Nullable"])
def test_yes_in_another_column_does_not_require_a_property(title: str) -> None:
    assert not is_required(title, "yes")


@pytest.mark.parametrize(
    ("word", "expected"), [("no", True), ("False", True), ("n", True), ("yes", False), ("", False)]
)
def test_a_property_that_is_not_nullable_is_required(word: str, *, expected: bool) -> None:
    assert is_required("Nullable", word) is expected
