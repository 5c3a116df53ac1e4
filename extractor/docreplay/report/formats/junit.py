"""JUnit XML for Jenkins, GitLab and Azure: cases are tests.

A response that is not as documented is a failure; no response at all is an error. A case that
neither passed nor failed is skipped. Of findings outside of cases, errors are failures in a second
suite, and the others are properties of it: none of them is a test that passed.
"""

import re
from collections.abc import Sequence
from importlib.metadata import version
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.report.causes import causes
from docreplay.report.format import Format
from docreplay.report.layout import case_lines, whole_lines
from docreplay.report.printable import printable
from docreplay.report.totals import UNPASSED, ordered, totals

# XML 1.0 §2.2: characters that are not allowed, not even as character references
_INVALID = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_UNREACHABLE = "unreachable"


def render(run: Run) -> str:
    """Return the run as JUnit XML; findings outside of cases fail if they are errors."""
    suites = [_cases(run)] if run.verdicts or not run.findings else []
    suites += [_findings(run)] if run.findings else []
    root = _element("testsuites", name="docreplay", **_sums(suites))
    root.extend(suites)
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _cases(run: Run) -> Element:
    errors = sum(verdict.unreachable for verdict in run.verdicts) + run.count("setup-failed")
    suite = _suite(
        f"docreplay {run.command}",
        tests=len(run.verdicts),
        failures=sum(verdict.is_failure for verdict in run.verdicts) - errors,
        errors=errors,
        skipped=sum(verdict.outcome in UNPASSED for verdict in run.verdicts),
        time=sum(verdict.elapsed for verdict in run.verdicts),
    )
    if run.started:
        suite.set("timestamp", run.started.removesuffix("Z"))  # the schema allows no offset
    _properties(suite, _facts(run))
    suite.extend(_case(verdict, run) for verdict in run.verdicts)
    return suite


def _findings(run: Run) -> Element:
    errors = [finding for finding in run.findings if finding.severity is Severity.ERROR]
    others = [finding for finding in run.findings if finding.severity is not Severity.ERROR]
    name = f"docreplay {run.command}: findings"
    suite = _suite(name, tests=len(errors), failures=len(errors))
    pairs = [] if run.verdicts else _facts(run)
    pairs += [(str(finding.severity), str(finding)) for finding in others]
    if pairs:
        _properties(suite, pairs)
    suite.extend(_failure(finding, run) for finding in errors)
    if others:
        lines = (line for finding in others for line in whole_lines(finding, run.sources))
        suite.append(_element("system-out", "\n".join(lines)))
    return suite


def _case(verdict: Verdict, run: Run) -> Element:
    case = _test(verdict.id, verdict.location, verdict.elapsed)
    findings = ordered(verdict.findings)
    _properties(case, [*_place(verdict.location), *_codes(findings)])
    if verdict.outcome == "skipped":
        case.append(_element("skipped", message=verdict.reason))
    elif verdict.outcome in UNPASSED:
        message = f"{verdict.outcome.replace('-', ' ')}: {verdict.reason}"
        case.append(_element("skipped", message=message))
    lines = "\n".join(case_lines(verdict, run.sources))
    if verdict.is_failure:
        is_error = verdict.unreachable or verdict.outcome == "setup-failed"
        tag = "error" if is_error else "failure"
        kind = verdict.kind or (_UNREACHABLE if verdict.unreachable else _type(findings, verdict))
        first = str(findings[0]) if findings else f"{verdict.location}: {verdict.reason}"
        case.append(_element(tag, lines, message=first, type=kind))
    elif findings:
        case.append(_element("system-out", lines))
    return case


def _failure(finding: Finding, run: Run) -> Element:
    case = _test(f"{finding.code} {finding.name}", finding.location, 0.0)
    _properties(case, [*_place(finding.location), *_codes([finding])])
    lines = "\n".join(whole_lines(finding, run.sources))
    case.append(_element("failure", lines, message=str(finding), type=finding.code))
    return case


def _suite(
    name: str,
    *,
    tests: int,
    failures: int,
    errors: int = 0,
    skipped: int = 0,
    time: float = 0.0,
) -> Element:
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped}
    texts = {key: str(number) for key, number in counts.items()}
    return _element("testsuite", name=name, **texts, time=f"{time:.3f}")


def _sums(suites: Sequence[Element]) -> dict[str, str]:
    counts = ("tests", "failures", "errors", "skipped")
    sums = {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in counts}
    return {**sums, "time": f"{sum(float(suite.get('time', '0')) for suite in suites):.3f}"}


def _test(name: str, location: Location, time: float) -> Element:
    place = {"classname": location.path, "file": location.path, "line": str(location.line)}
    return _element("testcase", name=name, **place, time=f"{time:.3f}")


def _place(location: Location) -> list[tuple[str, str]]:
    path, line, column = location
    return [("page", path), ("line", str(line)), ("column", str(column))]


def _codes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [("code", code) for code in dict.fromkeys(finding.code for finding in findings)]


def _type(findings: Sequence[Finding], verdict: Verdict) -> str:
    return findings[0].code if findings else verdict.outcome


def _facts(run: Run) -> list[tuple[str, str]]:
    """Return the totals, the version and the service that was asked."""
    service = [("service", run.service)] if run.service else []
    numbers = [(name, str(number)) for name, number in totals(run).items()]
    said = [("cause", cause.message) for cause in causes(run)]
    return [("docreplay", version("docreplay")), *service, *numbers, *said]


def _properties(parent: Element, pairs: Sequence[tuple[str, str]]) -> None:
    properties = SubElement(parent, "properties")
    properties.extend(_element("property", name=name, value=value) for name, value in pairs)


def _element(tag: str, text: str = "", **attributes: str) -> Element:
    element = Element(tag, {name: _valid(printable(value)) for name, value in attributes.items()})
    element.text = _valid(text) or None
    return element


def _valid(text: str) -> str:
    return _INVALID.sub("\N{REPLACEMENT CHARACTER}", text)


FORMAT = Format(name="junit", suffix=".xml", render=render)
