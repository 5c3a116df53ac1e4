"""A self-contained HTML file without scripts, external fonts or images."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from docreplay.model.finding import Finding
from docreplay.model.run import Run, Verdict
from docreplay.report.excerpt import Line, excerpt
from docreplay.report.format import Format
from docreplay.report.printable import printable, printable_lines
from docreplay.report.totals import UNPASSED, ordered, totals, unpassed

_TEMPLATES = Path(__file__).parent.parent / "templates"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\w.@$-]+|\S')
_LANGUAGE = re.compile(r"/([a-z]{2,3}-[a-z]{2,4})/", re.IGNORECASE)


class Quote(NamedTuple):
    """A line of a page; `marked` is the part that the finding names."""

    number: int
    before: str
    marked: str
    after: str


class Shown(NamedTuple):
    """A finding with the page's lines around it."""

    finding: Finding
    quotes: tuple[Quote, ...]


class ShownCase(NamedTuple):
    """A case with its findings, most severe first."""

    verdict: Verdict
    findings: tuple[Shown, ...]


def render(run: Run) -> str:
    """Return the report, with failures expanded and passed cases folded."""
    css = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    cases = [_case(verdict, run) for verdict in run.verdicts]
    by_outcome = {
        outcome: [case for case in cases if case.verdict.outcome == outcome]
        for outcome in ("failed", *UNPASSED, "passed")
    }
    return _template().render(
        run=run,
        version=version("docreplay"),
        css=css,
        css_hash=b64encode(sha256(css.encode()).digest()).decode(),
        totals=totals(run),
        cases=by_outcome,
        groups=unpassed(run),
        pages=_pages(run),
    )


def _pages(run: Run) -> list[tuple[str, list[Shown]]]:
    findings = sorted(run.findings, key=lambda finding: finding.sort_key)
    groups = groupby(findings, key=lambda finding: finding.location.path)
    return [(path, [_shown(finding, run) for finding in group]) for path, group in groups]


def _case(verdict: Verdict, run: Run) -> ShownCase:
    findings = ordered(verdict.findings)
    return ShownCase(verdict, tuple(_shown(finding, run) for finding in findings))


def _shown(finding: Finding, run: Run) -> Shown:
    lines = excerpt(run.sources, finding.location, finding.end, context=2)
    return Shown(finding, tuple(_quote(line) for line in lines))


def _quote(line: Line) -> Quote:
    if line.at < 0:
        return Quote(line.number, line.text, "", "")
    token = _TOKEN.match(line.text, line.at)
    end = line.end if line.end > line.at else token.end() if token else line.at
    return Quote(line.number, line.text[: line.at], line.text[line.at : end], line.text[end:])


def _language(path: str) -> str:
    """Return the BCP 47 tag of the page's folder, which selects glyphs of Han characters."""
    found = _LANGUAGE.search(path)
    return found[1] if found else ""


def _block(text: str) -> str:
    return "\n".join(printable_lines(text))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"printable": printable, "block": _block, "language": _language}
    return environment.get_template("report.html")


FORMAT = Format(name="html", suffix=".html", render=render)
