"""A self-contained HTML file: its data is compressed inside, its script shows what is looked at."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.html.details import details
from docreplay.report.html.index import content_of, index
from docreplay.report.html.packing import packed
from docreplay.report.printable import printable
from docreplay.report.totals import counted, summary, totals

_FOLDER = files("docreplay.report")


def render(run: Run) -> str:
    """Return the report; everything that comes from a page or a service is in its data."""
    content = content_of(run)
    script, style = _asset("report.js"), _asset("report.css")
    return _template().render(
        data=packed(index(content)),
        details=packed(details(content)),
        script=script,
        script_hash=_digest(script),
        style=style,
        style_hash=_digest(style),
        title=f"docreplay {run.command}: {_headline(run)}",
        headline=_headline(run),
        is_good=not (any(item.is_failure for item in run.verdicts) or run.worst()),
        asked=" · ".join(_asked(run)),
        summary=summary(run),
    )


def _headline(run: Run) -> str:
    numbers = totals(run)
    if run.verdicts and numbers["failed"]:
        return f"{numbers['failed']} of {counted('cases', len(run.verdicts))} failed"
    if numbers["setup_failed"]:
        return f"the setup of {counted('cases', numbers['setup_failed'])} failed"
    if run.verdicts and numbers["passed"]:
        found = len(run.all_findings)
        also = f", {counted('findings', found)}" if found else ""
        return f"{counted('cases', numbers['passed'])} passed{also}"
    if run.verdicts:
        return "No case was compared"
    found = len(run.findings)
    return counted("findings", found) if found else "No findings"


def _asked(run: Run) -> list[str]:
    """Return what was asked of which service and when, in the order to print it."""
    took = f"{run.seconds:.1f} s" if run.seconds else ""
    service = f"against {run.service}" if run.service else ""
    when = run.started.replace("T", " ").replace("Z", " UTC")
    facts = (f"docreplay {run.command}", service, when, took, f"version {version('docreplay')}")
    return [fact for fact in facts if fact]


def _asset(name: str) -> str:
    """Return a file that `frontend/` builds."""
    return (_FOLDER / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the hash by which the policy of the page allows a script or a style (CSP 3 §2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _template() -> Template:
    text = (_FOLDER / "templates" / "report.html").read_text(encoding="utf-8")
    environment = Environment(
        loader=DictLoader({"report.html": text}),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["printable"] = printable
    return environment.get_template("report.html")


FORMAT = Format(name="html", suffix=".html", render=render)
