"""A generated test judges every row of the truth table as the case of its page is judged."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from docreplay.cases.build import build_cases
from docreplay.emit.module import module_of
from docreplay.flows.pages.claim_lines import located, with_lines
from docreplay.model.case import Case, Expectation, Outcome
from docreplay.model.run import Verdict
from docreplay.plugin.client import Api
from tests.compare import rows
from tests.support.book import Example, parametrize


class Answering:
    """Has one answer for the test, and keeps what the test claims of it."""

    def __init__(self, row: Example) -> None:
        self.row = row
        self.claimed: list[Case] = []

    def send(self, case: Case) -> Outcome:
        return Outcome(result=rows.answer(self.row), sent=None)

    def masked(self, text: str) -> str:
        return text

    def judge(self, case: Case, outcome: Outcome) -> Verdict:
        self.claimed.append(case)
        return Verdict(id=case.id, location=case.location, title=case.title, outcome="passed")


def claimed(row: Example) -> Case:
    """Return the expectation that the generated test of a row claims."""
    case = build_cases(rows.reading(row).exchanges)[0]
    names: dict[str, Any] = {}
    exec(module_of(case.page, [case]).source, names)  # noqa: S102  # what pytest does
    replayer = Answering(row)
    api = Api(replayer, replace(case, expectation=Expectation()))
    names[f"test_{case.name}"](api)
    assert len(list(api.verdicts())) == 1
    return replayer.claimed[0]


@parametrize(Path(__file__).parent.parent / "compare" / "truth_table.md")
def test_a_generated_test_has_the_findings_of_the_table(example: Example) -> None:
    documented = build_cases(rows.reading(example).exchanges)
    case = with_lines(claimed(example), documented[0])
    expectation = located(case.expectation, documented)
    assert rows.judged(example, expectation, case.request) == example.get("findings")
