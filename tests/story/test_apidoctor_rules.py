"""Every rule about files of API Doctor fires where it should, and stays silent elsewhere."""

from pathlib import Path

from docreplay.config.load import from_table
from docreplay.diagnostics.registry import module_names
from docreplay.flows import check as check_flow
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "apidoctor_rules.md"
PAGES = next(example for example in examples(BOOK) if example.id == "pages")


def rule_of(example: Example) -> str:
    """Return the rule of an example: its heading up to a comma, after which a case is named."""
    return example.id.partition(",")[0]


def lines(example: Example, kind: str, folder: Path) -> list[str]:
    """Return the findings of the example's rule over its files of a kind."""
    for key, text in (PAGES.parts | example.parts).items():
        role, _, path = key.partition(":")
        if role in (kind, "both"):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    config = from_table(folder, {"docs": ["docs"], "scenarios": ["tests"]})
    run = check_flow.check(config)
    return [str(finding) for finding in run.findings if finding.name == rule_of(example)]


def test_every_rule_has_an_example() -> None:
    names = {name.replace("_", "-") for name in module_names("docreplay.story.rules")}
    own = {name for name in names if name.startswith("scenario-")}
    assert {rule_of(example) for example in examples(BOOK)} - {"pages"} == own


@parametrize(BOOK)
def test_a_rule_fires(example: Example, tmp_path: Path) -> None:
    if example.id != "pages":
        assert lines(example, "fires", tmp_path) == example["findings"].splitlines()


@parametrize(BOOK)
def test_a_rule_stays_silent(example: Example, tmp_path: Path) -> None:
    if example.id != "pages":
        assert lines(example, "silent", tmp_path) == []
