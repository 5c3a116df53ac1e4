"""A self-contained HTML file: its data is compressed inside, its script shows what is looked at."""

from importlib.metadata import version

from docreplay.model.finding import CHANGE_CLASSES
from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.html.details import details
from docreplay.report.html.document import document
from docreplay.report.html.index import content_of, index
from docreplay.report.html.packing import packed
from docreplay.report.totals import counted, summary, totals


def render(run: Run) -> str:
    """Return the report; everything that comes from a page or a service is in its data."""
    content = content_of(run)
    return document(
        "report",
        data=packed(index(content)),
        details=packed(details(content)),
        title=f"docreplay {run.command}: {_headline(run)}",
        headline=_headline(run),
        is_good=_is_good(run),
        asked=" · ".join(_asked(run)),
        summary=summary(run),
    )


def _is_good(run: Run) -> bool:
    """Return True if nothing failed and nothing was found, but for harmless changes."""
    failed = any(item.is_failure for item in run.verdicts)
    return not failed and all(item.change_class == "non-breaking" for item in run.all_findings)


def _headline(run: Run) -> str:
    numbers = totals(run)
    if changed := _changes(run):
        return changed
    if run.verdicts and numbers["failed"]:
        return f"{numbers['failed']:,} of {_counted('cases', len(run.verdicts))} failed"
    if numbers["setup_failed"]:
        return f"the setup of {_counted('cases', numbers['setup_failed'])} failed"
    if run.verdicts and numbers["passed"]:
        found = len(run.all_findings)
        also = f", {_counted('findings', found)}" if found else ""
        return f"{_counted('cases', numbers['passed'])} passed{also}"
    if run.verdicts:
        return "No case was compared"
    found = len(run.findings)
    return _counted("findings", found) if found else "No findings"


def _counted(name: str, number: int) -> str:
    """Return a number with what it counts; digits of a large one are in groups of three."""
    return counted(name, number).replace(str(number), f"{number:,}", 1)


def _changes(run: Run) -> str:
    """Return the number of changes of each class, the worst first; `""` if nothing changed."""
    found = [finding.change_class for finding in run.all_findings]
    counts = [(name, found.count(name)) for name in CHANGE_CLASSES if name in found]
    listed = ", ".join(f"{number:,} {name}" for name, number in counts)
    return (
        f"{listed} {'change' if sum(dict(counts).values()) == 1 else 'changes'}" if listed else ""
    )


def _asked(run: Run) -> list[str]:
    """Return what was asked of which service and when, in the order to print it."""
    took = f"{run.seconds:.1f} s" if run.seconds else ""
    service = f"against {run.service}" if run.service else ""
    when = run.started.replace("T", " ").replace("Z", " UTC")
    facts = (f"docreplay {run.command}", service, when, took, f"version {version('docreplay')}")
    return [fact for fact in facts if fact]


FORMAT = Format(name="html", suffix=".html", render=render)
