"""The number of findings of each rule, instead of the findings themselves."""

from collections import Counter

from docreplay.model.run import Run
from docreplay.report.style import PLAIN, Style, role_of
from docreplay.report.totals import summary


def statistics(run: Run, style: Style = PLAIN) -> str:
    """Return one line for each rule with findings, then the totals.

    Lines are ordered by severity, most severe first, then by number: a few errors are at the top.
    """
    found = Counter((item.severity, item.code, item.name) for item in run.all_findings)
    width = max((len(str(number)) for number in found.values()), default=0)
    lines = [
        f"{number:>{width}} {style.paint(role_of(severity), f'{severity} {code}')} {name}\n"
        for (severity, code, name), number in sorted(
            found.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])
        )
    ]
    return "".join([*lines, style.paint("strong", summary(run)), "\n"])
