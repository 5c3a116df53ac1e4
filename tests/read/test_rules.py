from pathlib import Path

from docreplay.diagnostics.registry import discover
from docreplay.model.finding import Rule
from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read
from docreplay.sources.store import FileStore
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "rules.md"


@parametrize(BOOK)
def test_a_rule_has_the_findings_of_its_example(example: Example, tmp_path: Path) -> None:
    name, _, expected = example.id.partition(" ")
    (tmp_path / "page.md").write_text(example["page"], encoding="utf-8")
    (tmp_path / "other.md").write_text("words\n", encoding="utf-8")
    for number in range(1, 25):
        including = f"[!INCLUDE [next]({number + 1}.md)]\n"
        (tmp_path / f"{number}.md").write_text(including, encoding="utf-8")
    (tmp_path / "25.md").write_text("words\n", encoding="utf-8")
    is_rst = name == "page-too-deep"
    path, text = (
        ("page.rst", example["page"].replace("@", "- " * 3000))
        if is_rst
        else ("page.md", example["page"])
    )
    page = Page(id=PageId(path=path, locale="", key="page"), text=text)
    names = {finding.name for finding in read(page, Options(includes=FileStore(tmp_path))).findings}
    assert (name in names) is (expected == "fires")


def test_every_rule_has_an_example_that_fires_and_one_that_is_silent() -> None:
    names = {rule.name for rule in discover("docreplay.read.rules", "RULE", Rule)}
    ids = {example.id for example in examples(BOOK)}
    assert ids == {f"{name} {what}" for name in names for what in ("fires", "is silent")}
