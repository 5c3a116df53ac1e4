"""What the first screen of README shows is what docreplay does with the page that it shows."""

import re
from pathlib import Path

from docreplay.cases.build import build_cases
from docreplay.compare.compare import compare
from docreplay.emit.module import module_of
from docreplay.model.case import Answer
from docreplay.model.run import Verdict
from docreplay.report.layout import case_lines
from tests.support.pages import reading_of

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
PATH = "docs_source/en-us/photo-update.md"


def shown(opening: str, closing: str) -> str:
    """The text of the first fence in README that opens so."""
    match = re.search(rf"^{re.escape(opening)}\n(.*?)^{closing}$", README, re.DOTALL | re.MULTILINE)
    assert match
    return match[1]


PAGE = shown("````markdown", "````")


def test_the_test_is_that_of_the_page() -> None:
    reading = reading_of(PAGE, PATH)
    source = module_of(reading.page, build_cases(reading.exchanges)).source
    assert f"\n\n\n{shown('```python', '```')}\n\n" in source


def test_the_failure_is_that_of_the_page() -> None:
    (case,) = build_cases(reading_of(PAGE, PATH).exchanges)
    headers = (("Content-Type", "application/json"),)
    body = b'{"height": "99", "width": 99, "id": "id-value"}'
    answer = Answer(status=200, reason="OK", headers=headers, body=body)
    verdict = Verdict(
        id=case.id,
        location=case.location,
        title=case.title,
        outcome="failed",
        findings=compare(case.expectation, answer, request=case.request),
        reproduce="curl -i -X PATCH -H 'Content-Type: application/json' …"
        " http://127.0.0.1:8765/beta/users/42/photo",
    )
    text = "\n".join(case_lines(verdict, {PATH: PAGE}))
    assert f"\n```\n{text}\n```\n" in README
