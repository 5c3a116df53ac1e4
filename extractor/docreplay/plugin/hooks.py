"""What pytest calls in a project with documentation; every hook hands over to who knows."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.load import to_table
from docreplay.flows.pytest_runner import ATTRIBUTE, PLUGIN
from docreplay.model import wire
from docreplay.plugin import failure, options, summary, verdicts
from docreplay.plugin.binding import BOUND
from docreplay.plugin.client import NotAnswered
from docreplay.plugin.items import PageFile, page_file
from docreplay.plugin.session import SHARED, shared


def pytest_report_header(config: pytest.Config) -> str:
    """Says which service is tested."""
    own = shared(config).config
    unsafe = " (all methods)" if own.unsafe_methods else ""
    service = f"{own.base_url}{unsafe}" if own.base_url else "embedded service"
    return f"docreplay: {service}, pages in {', '.join(own.docs)}"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | None:
    """Collects the cases of a page; other Markdown files are none of our business."""
    return page_file(file_path, parent) if file_path.suffix == ".md" else None


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Judges what a generated test claimed, after its last line."""
    __tracebackhide__ = True
    try:
        result = yield
    except NotAnswered:
        result = True
    bound = pyfuncitem.stash.get(BOUND, None)
    if bound:
        verdicts.apply_verdict(pyfuncitem, bound.verdicts(), shared(pyfuncitem.config).config.root)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Puts the verdict, and the page's place, into the report."""
    report = yield
    verdict = verdicts.verdict_of(item, call)
    if verdict:
        setattr(report, ATTRIBUTE, verdict)
        failure.point_home(report, call.excinfo, item.config.getoption("tbstyle"))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, dict[str, Any], dict[str, Any]]:
    """Writes the verdict down for a report that goes to another process or into a log."""
    data = yield
    if data and ATTRIBUTE in data:
        data[ATTRIBUTE] = wire.dump(data[ATTRIBUTE])
    return data


@pytest.hookimpl(wrapper=True)
def pytest_report_from_serializable() -> Generator[None, object, object]:
    """Gives a report that came from another process its verdict and its place on the page again."""
    report = yield
    written = getattr(report, ATTRIBUTE, None)
    if isinstance(report, pytest.TestReport) and isinstance(written, str):
        setattr(report, ATTRIBUTE, wire.load(written))
        failure.restore_crash(report)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """An unreachable service is an error, not a mismatch."""
    if report.when == "call" and report.failed and summary.is_unreachable(report):
        return "error", "E", "UNREACHABLE"
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where cases failed, cases by outcome, and why cases were skipped.

    pytest's own summary cuts its lines to the terminal's width, and so loses the places.
    """
    verdicts = list(summary.all_verdicts(terminalreporter))
    text = list(summary.lines(verdicts))
    config = terminalreporter.config
    if config.option.tbstyle != "line" and not config.pluginmanager.has_plugin(PLUGIN):
        text = [*summary.places(verdicts), *text]
    if text:
        terminalreporter.section("docreplay")
    for line in text:
        terminalreporter.line(line)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Gives a process of pytest-xdist the configuration of this one."""
    own = shared(node.config).config
    node.workerinput[options.WORKER_KEY] = (str(own.root), json.dumps(to_table(own)))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the embedded service and the connections."""
    if SHARED in config.stash:
        config.stash[SHARED].close()
