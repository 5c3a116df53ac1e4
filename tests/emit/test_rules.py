"""Every rule of emit fires where it should and stays silent where it should not."""

from pathlib import Path

from docreplay.config.settings import Config
from docreplay.diagnostics.registry import discover
from docreplay.flows import generate as generate_flow
from docreplay.model.finding import Rule
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "rules.md"


@parametrize(BOOK)
def test_a_rule_has_the_findings_of_its_example(example: Example, tmp_path: Path) -> None:
    name, _, expected = example.id.partition(" ")
    page = tmp_path / "docs_source" / "page.md"
    page.parent.mkdir()
    page.write_text(example["page"], encoding="utf-8")
    generate_flow.generate(Config(root=tmp_path))
    page.write_text(example.get("then", example["page"]), encoding="utf-8")
    found = generate_flow.generate(Config(root=tmp_path), check=True).findings
    assert (name in {finding.name for finding in found}) is (expected == "fires")


def test_every_rule_has_an_example_that_fires_and_one_that_is_silent() -> None:
    names = {rule.name for rule in discover("docreplay.emit.rules", "RULE", Rule)}
    ids = {example.id for example in examples(BOOK)}
    assert ids == {f"{name} {what}" for name in names for what in ("fires", "is silent")}
