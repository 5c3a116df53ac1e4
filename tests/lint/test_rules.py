"""Every rule of lint fires once where it should and stays silent where it should not."""

import tomllib
from dataclasses import replace
from pathlib import Path

from docreplay.config.load import from_table
from docreplay.diagnostics.registry import module_names
from docreplay.flows import check as check_flow
from docreplay.lint.check import checks
from docreplay.lint.rules.page_orphaned import CHECK as ORPHANED
from docreplay.lint.site import facts_of_contents, site_checks
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "rules.md"


def rule_of(example: Example) -> str:
    """Return the rule of an example: its heading up to a comma, after which a case is named."""
    return example.id.partition(",")[0]


def lines(example: Example, kind: str, folder: Path) -> list[str]:
    """Return the findings of the example's rule over its pages of a kind, with its `settings`."""
    for key, text in example.parts.items():
        role, _, path = key.partition(":")
        if role in (kind, "both"):
            file = folder / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    settings = tomllib.loads(example.get("settings"))
    config = from_table(folder, {"docs": ["docs"], **settings})
    if "metadata" in example.parts:
        (folder / "metadata.xml").write_text(example["metadata"], encoding="utf-8")
        config = replace(config, metadata="metadata.xml")
    run = check_flow.check(config)
    return [str(finding) for finding in run.findings if finding.name == rule_of(example)]


def test_every_rule_has_an_example() -> None:
    names = {name.replace("_", "-") for name in module_names("docreplay.lint.rules")}
    assert {rule_of(example) for example in examples(BOOK)} == names
    assert len(checks()) + len(site_checks()) == len(names)


@parametrize(BOOK)
def test_every_rule_has_pages_that_break_it_and_pages_that_do_not(example: Example) -> None:
    roles = {key.partition(":")[0] for key in example.parts} - {"settings", "findings", "metadata"}
    assert {"fires", "silent"} <= roles <= {"fires", "silent", "both"}


@parametrize(BOOK)
def test_a_rule_fires(example: Example, tmp_path: Path) -> None:
    found = lines(example, "fires", tmp_path)
    expected = example.get("findings").splitlines()
    assert found == expected if expected else len(found) == 1, found


@parametrize(BOOK)
def test_a_rule_stays_silent(example: Example, tmp_path: Path) -> None:
    assert lines(example, "silent", tmp_path) == []


def test_a_rule_that_was_not_asked_for_takes_no_note_of_pages(tmp_path: Path) -> None:
    def orphaned(settings: dict[str, object]) -> int:
        checker = ORPHANED.start(from_table(tmp_path, settings))
        assert list(checker.page(facts_of_contents("docs/a.md", ()))) == []
        return len(list(checker.end()))

    assert orphaned({}) == 0
    assert orphaned({"select": ["page-orphaned"]}) == 1
