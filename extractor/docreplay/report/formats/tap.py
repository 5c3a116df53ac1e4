"""The Test Anything Protocol, version 14: a test point for each case.

Findings outside of cases are comments: none of them is a test that passed.
"""

from collections.abc import Iterator

from docreplay.model.json.value import JSON, json_line
from docreplay.model.run import Run, Verdict
from docreplay.report.format import Format
from docreplay.report.printable import printable
from docreplay.report.totals import ordered, summary


def render(run: Run) -> str:
    """Return the plan, the test points with their diagnostics, and findings as comments."""
    lines = ["TAP version 14", f"1..{len(run.verdicts)}"]
    for number, verdict in enumerate(run.verdicts, 1):
        lines += [_point(number, verdict), *_diagnostics(verdict)]
    lines += [f"# {printable(str(finding))}" for finding in ordered(run.findings)]
    return "\n".join([*lines, f"# {summary(run)}"]) + "\n"


def _point(number: int, verdict: Verdict) -> str:
    result = "not ok" if verdict.is_failure else "ok"
    is_judged = verdict.is_failure or verdict.outcome == "passed"
    words = verdict.reason if verdict.outcome == "skipped" else f"{_words(verdict)}"
    reason = "" if is_judged else f" # SKIP {_text(words)}"
    return f"{result} {number} - {_text(verdict.id)}{reason}"


def _words(verdict: Verdict) -> str:
    return f"{verdict.outcome.replace('-', ' ')}: {verdict.reason}"


def _diagnostics(verdict: Verdict) -> Iterator[str]:
    """Yield a YAML block; each of its values is JSON, which YAML 1.2 includes."""
    found: list[JSON] = [printable(str(finding)) for finding in ordered(verdict.findings)]
    if not found and not verdict.is_failure:
        return
    facts: dict[str, JSON] = {
        "message": printable(verdict.reason),
        "at": printable(str(verdict.location)),
        "findings": found,
        "duration_ms": round(verdict.elapsed * 1000, 3),
    }
    yield "  ---"
    yield from (f"  {name}: {_yaml(value)}" for name, value in facts.items())
    yield "  ..."


def _yaml(value: JSON) -> str:
    """Return the value on one line; what YAML does not allow in a stream (§5.1) is escaped."""
    return json_line(value).translate({0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"})


def _text(text: str) -> str:
    r"""Return the text of a test point: `\` and `#` are escaped, since ` # ` begins a directive."""
    return printable(text).replace("\\", "\\\\").replace("#", "\\#")


FORMAT = Format(name="tap", suffix=".tap", render=render)
