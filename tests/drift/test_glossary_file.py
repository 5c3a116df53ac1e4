"""The file of a glossary, which anybody may propose."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.glossary_file import Glossary, parsed
from docreplay.errors import ConfigError
from docreplay.flows.drift.fixes import fixed_pages, fixed_pair
from docreplay.flows.drift.glossary import locale_in
from docreplay.flows.drift.run import drift, of_pair
from tests.drift.pairs import drifted

TABLE = '[terms]\ntenant = { de = "Mandant", de-at = "Mieter" }\nContoso = "keep"\n'
COLUMNS = "term\tde\tde-AT\nContoso\tkeep\tkeep\n\ntenant\tMandant\tMieter\n"


def found(glossary: Glossary, locale: str, text: str) -> list[tuple[str, str]]:
    return [(term.text, term.translation) for term, *_ in glossary.terms(locale).found(text)]


@pytest.mark.parametrize("text", [TABLE, COLUMNS])
@pytest.mark.parametrize(
    ("locale", "translation"), [("de-de", "Mandant"), ("de-AT", "Mieter"), ("de", "Mandant")]
)
def test_both_formats_have_translations_by_locale(text: str, locale: str, translation: str) -> None:
    glossary = parsed(text, "g.toml" if text == TABLE else "g.tsv")
    expected = [("tenant", translation), ("Contoso", "Contoso")]
    assert found(glossary, locale, "Tenants of Contoso") == expected


def test_terms_to_keep_are_kept_in_every_locale() -> None:
    assert found(parsed(TABLE, "g.toml"), "ja-jp", "tenant of Contoso") == [("Contoso", "Contoso")]


def test_the_longest_term_counts() -> None:
    glossary = parsed('[terms]\nuser = "keep"\n"user group" = "keep"\n', "g.toml")
    assert [term for term, _ in found(glossary, "", "A user, user  group, user\ngroups")] == [
        "user", "user", "user group",
    ]  # fmt: skip


@pytest.mark.parametrize("term", ["a|b", "(x+x+)+y", "a.*", "\\w+", "[a-z]"])
def test_no_term_is_a_regular_expression(term: str) -> None:
    glossary = parsed(f"[terms]\n'{term}' = \"keep\"\n", "g.toml")
    assert not found(glossary, "", "tenant xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("terms", "g.toml", "g.toml: "),
        ("[term]", "g.toml", "missing table `terms`"),
        ('[terms]\na = "b"', "g.toml", '`a` must be "keep" or a table'),
        ("[terms]\na = { de = 1 }", "g.toml", '`a` must be "keep" or a table'),
        ('[terms]\n"…" = "keep"', "g.toml", "must have 1 to 8 words"),
        ('[terms]\n"a b c d e f g h i" = "keep"', "g.toml", "must have 1 to 8 words"),
        (f'[terms]\na = {{ de = "{"b" * 201}" }}', "g.toml", "200 characters"),
        ('[terms]\na = { de = "" }', "g.toml", "translation of `a` is empty"),
        ("a\tb\n", "g.tsv", "the first line must be `term`"),
        ("", "g.tsv", "the first line must be `term`"),
        ("term\tde\na\tb\tc\n", "g.tsv", "line 2 has more columns"),
        ("[terms]\n" + "".join(f'a{i} = "keep"\n' for i in range(10_001)), "g.toml", "more than"),
        ("a = " + "[" * 100_000, "g.toml", "g.toml: "),
    ],
)
def test_what_is_not_a_glossary_is_an_error(text: str, name: str, reason: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parsed(text, name)
    assert reason in str(caught.value)


@pytest.fixture
def project(tmp_path: Path) -> Config:
    """A project whose German page has a kept name and a term wrong."""
    for locale, text in (
        ("en-us", "# Contoso\n\nThe tenant.\n"),
        ("de-de", "# Kontoso\n\nDer Tenant.\n"),
    ):
        (tmp_path / "docs" / locale).mkdir(parents=True)
        (tmp_path / "docs" / locale / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "g.toml").write_text(TABLE, encoding="utf-8")
    return Config(root=tmp_path, docs=("docs",), glossary="g.toml")


def test_terms_are_checked_on_the_pages_of_a_project(project: Config) -> None:
    done = drift(project)
    assert [(item.code, item.expected) for item in done.run.findings] == [
        ("DRI347", "Contoso"), ("DRI347", "Mandant"),
    ]  # fmt: skip
    (safe,) = fixed_pages(project, done, frozenset({"safe"}))
    assert safe.after == "# Contoso\n\nDer Tenant.\n"
    (every,) = fixed_pages(project, done, frozenset({"safe", "unsafe"}))
    assert every.after == "# Contoso\n\nDer Mandant.\n"


def test_terms_are_checked_on_a_pair(project: Config) -> None:
    pair = "docs/en-us/a.md", "docs/de-de/a.md"
    assert [item.code for item in of_pair(project, *pair).run.findings] == ["DRI347", "DRI347"]
    (change,) = fixed_pair(project, *pair, frozenset({"safe"}))
    assert change.after == "# Contoso\n\nDer Tenant.\n"


def test_a_glossary_that_does_not_exist_is_an_error(project: Config) -> None:
    (project.root / "g.toml").unlink()
    with pytest.raises(ConfigError, match=r"`glossary`: g\.toml: No such file"):
        drift(project)


@pytest.mark.parametrize(
    ("path", "locale"),
    [("docs/de-de/a.md", "de-de"), ("a.fr.md", "fr"), ("docs/a.md", ""), ("x/pt_BR/b.md", "pt_BR")],
)
def test_a_path_has_a_locale(path: str, locale: str) -> None:
    assert locale_in(path) == locale


@pytest.mark.parametrize(
    ("english", "german", "is_found"),
    [
        ("A contract.", "Die Verträge.", False),
        ("A contract.", "Der Kontrakt.", True),
        ("A [contract](a.md).", "Ein [Kontrakt](a.md).", False),
        ("A contract.", "Ein `Vertrag`.", True),
        ("A contract.", "Ein [Vertrag](a.md).", False),
        ("A contract.", "Ein [x](Vertrag.md).", True),
        ("| A |\n|---|\n| contract |", "| A |\n|---|\n| Kontrakt |", True),
        ("## The contract", "## Der Kontrakt", True),
        ("```\ncontract\n```", "```\ncontract\n```", False),
        ("The contract_id and contract.id.", "Die contract_id und contract.id.", False),
    ],
)
def test_only_prose_is_checked(english: str, german: str, is_found: bool) -> None:
    glossary = '[terms]\ncontract = { de-de = "Vertrag" }\n'
    codes = {item.code for item in drifted(f"{english}\n", f"{german}\n", glossary)}
    assert ("DRI347" in codes) is is_found
