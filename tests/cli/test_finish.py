from dataclasses import replace

import pytest

from docreplay.cli.finish import exit_code
from docreplay.cli.options import CommonOptions
from docreplay.config.settings import Config
from docreplay.model.finding import Severity
from docreplay.model.run import Run
from tests.report.sample import FAILED, HEIGHT, LINK, RUN

UNREACHABLE = RUN.verdicts[3]
REFUSED = replace(FAILED, refused=True)


def given(fail_on: Severity = Severity.ERROR, *, exit_zero: bool = False) -> CommonOptions:
    return CommonOptions(config=Config(fail_on=fail_on), exit_zero=exit_zero)


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (Run(command="check"), 0),
        (Run(command="check", findings=(LINK,)), 0),
        (Run(command="check", findings=(replace(LINK, severity=Severity.ERROR),)), 1),
        (Run(command="test", verdicts=RUN.verdicts[1:3]), 0),
        (Run(command="test", verdicts=RUN.verdicts[2:3]), 5),
        (Run(command="test", verdicts=RUN.verdicts[2:3], findings=(HEIGHT,)), 1),
        (Run(command="test", verdicts=(FAILED,)), 1),
        (Run(command="test", verdicts=(replace(FAILED, findings=()),)), 1),
        (Run(command="test", verdicts=(UNREACHABLE,)), 3),
        (Run(command="test", verdicts=(UNREACHABLE, FAILED)), 1),
        (Run(command="test", verdicts=(REFUSED,)), 3),
        (Run(command="test", verdicts=(REFUSED, UNREACHABLE, *RUN.verdicts[1:3])), 3),
        (Run(command="test", verdicts=(REFUSED, FAILED)), 1),
    ],
)
def test_the_exit_code_depends_on_the_findings(run: Run, code: int) -> None:
    assert exit_code(run, given()) == code


def test_a_warning_fails_if_the_configuration_asks_for_it() -> None:
    assert exit_code(Run(command="check", findings=(LINK,)), given(Severity.WARNING)) == 1


def test_findings_can_be_allowed_but_not_an_unreachable_service() -> None:
    assert exit_code(Run(command="test", verdicts=(FAILED,)), given(exit_zero=True)) == 0
    assert exit_code(Run(command="test", verdicts=(UNREACHABLE,)), given(exit_zero=True)) == 3
