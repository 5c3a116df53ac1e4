"""Hooks that pytest calls in a project with documentation."""

import json
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.load import to_table
from docreplay.flows.sending import in_flight
from docreplay.flows.sending.recorded import recorded_pages
from docreplay.flows.test.durations import durations
from docreplay.flows.test.pytest_runner import ATTRIBUTE, PLUGIN
from docreplay.model import wire
from docreplay.model.page import is_page_name
from docreplay.plugin import (
    failure,
    modules,
    options,
    project_code,
    project_hooks,
    run_notes,
    run_state,
    summary,
    token_sharing,
    verdicts,
)
from docreplay.plugin.binding import BOUND
from docreplay.plugin.client import NotAnswered
from docreplay.plugin.contained import contained
from docreplay.plugin.groups import group_finder
from docreplay.plugin.items import PageFile, page_file
from docreplay.plugin.notices import about_file
from docreplay.plugin.ordering import arrange
from docreplay.plugin.session import RECORDED, SHARED, shared
from docreplay.plugin.story_items import StoryFile, story_file
from docreplay.plugin.timing import Timing
from docreplay.report.printable import printable

_RUN_ID: pytest.StashKey[str] = pytest.StashKey()
"""The id of a run of pytest-xdist, in the process that starts the others."""


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Return the tested service and the folders of pages, and what is odd about their source."""
    own = shared(config).config
    unsafe = " (all methods)" if own.unsafe_methods else ""
    service = f"{own.base_url}{unsafe}" if own.base_url else "embedded service"
    said = () if config.pluginmanager.has_plugin(PLUGIN) else about_file(own)
    ignored = config.stash.get(options.IGNORED, ())
    lines = (f"{service}, pages in {', '.join(own.docs)}", *said, *ignored)
    return [f"docreplay: {line}" for line in lines]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | StoryFile | None:
    """Collect the cases of a page, or the stories of a file; other files are left alone."""
    if is_page_name(file_path.name):
        return page_file(file_path, parent)
    return story_file(file_path, parent)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Send what reads or changes a URL before what destroys it; find the hooks of the project."""
    try:
        project_hooks.hooks_of(config)
    except pytest.UsageError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    arrange(config, items)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Ignore files of the output folder that `docreplay test` must not execute."""
    accepted = modules.modules_of_run(config)
    return True if accepted and accepted.is_foreign(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Dir | None:
    """Collect a folder without executing its `__init__.py`, in a run of `docreplay test`."""
    accepted = modules.modules_of_run(parent.config)
    return pytest.Dir.from_parent(parent, path=path) if accepted else None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Collect a generated module from its verified source, in a run of `docreplay test`."""
    accepted = modules.modules_of_run(parent.config)
    return modules.module_of(accepted, module_path, parent) if accepted else None


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Judge the claims of a generated test after its last line."""
    __tracebackhide__ = True
    try:
        result = yield
    except NotAnswered:
        result = True
    bound = pyfuncitem.stash.get(BOUND, None)
    if bound:
        verdicts.apply_verdict(pyfuncitem, bound.verdicts(), shared(pyfuncitem.config).sources)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the verdict, and the location on the page, into the report."""
    report = yield
    verdict = verdicts.take_verdict(item, call)
    if verdict:
        setattr(report, ATTRIBUTE, verdict)
        failure.point_home(report, call.excinfo, item.config.getoption("tbstyle"))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, dict[str, Any], dict[str, Any]]:
    """Serialize the verdict of a report for another process or a log."""
    data = yield
    if data and ATTRIBUTE in data:
        data[ATTRIBUTE] = wire.dump(data[ATTRIBUTE])
    return data


@pytest.hookimpl(wrapper=True)
def pytest_report_from_serializable() -> Generator[None, object, object]:
    """Restore the verdict and the location of a report from another process."""
    report = yield
    written = getattr(report, ATTRIBUTE, None)
    if isinstance(report, pytest.TestReport) and isinstance(written, str):
        setattr(report, ATTRIBUTE, wire.load(written))
        failure.restore_crash(report)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Report an unreachable service as an error, not as a failure."""
    if report.when == "call" and report.failed and summary.is_unreachable(report):
        return "error", "E", "UNREACHABLE"
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print where cases failed, the number of cases by outcome, and why cases were skipped.

    The summary of pytest cuts lines to the width of the terminal, and so loses locations.
    """
    verdicts = list(summary.all_verdicts(terminalreporter))
    text = list(summary.lines(verdicts))
    config = terminalreporter.config
    if config.option.tbstyle != "line" and not config.pluginmanager.has_plugin(PLUGIN):
        notes = map(printable, run_notes.noted(config))
        text = [*summary.places(verdicts), *notes, *text]
    if text:
        terminalreporter.section("docreplay")
    for line in text:
        terminalreporter.line(line)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Note what the session has found out, and fail for what is severe enough.

    Exit as without tests if all that ran were cases in which nothing was compared.
    """
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if config.pluginmanager.has_plugin(PLUGIN) or not reporter:
        return
    fails = run_notes.note(session, reporter)
    if exitstatus != pytest.ExitCode.OK:
        return
    if fails:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    elif summary.compared_nothing(reporter):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Divide tests by how long they take, if groups of them stay together (`--dist loadgroup`)."""
    if config.getoption("dist") != "loadgroup":
        return None
    from docreplay.plugin.balancing import BalancedScheduling  # noqa: PLC0415  # needs xdist

    index = shared(config).index
    return BalancedScheduling(config, log, group_finder(index), durations(index.config.root))


def pytest_configure(config: pytest.Config) -> None:
    """Load what the project may define, and note how long tests take, where all reports arrive."""
    project_code.load(config)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Timing(config), "docreplay-timing")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give a process of pytest-xdist the configuration of this process."""
    own = shared(node.config).config
    node.config.stash[_RUN_ID] = node.workerinput["testrunuid"]
    node.workerinput[options.WORKER_KEY] = (str(own.root), json.dumps(to_table(own)))
    node.workerinput[run_state.KEY] = run_state.file_for_workers(node.config)
    if own.record_mode == "once":
        node.workerinput[RECORDED] = recorded_pages(own)
    if accepted := modules.modules_of_run(node.config):
        node.workerinput[modules.SENT] = modules.to_send(accepted)
    if found := project_code.conftest_of_run(node.config):
        node.workerinput[project_code.SENT] = tuple(found)
    token_sharing.share(node, own)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the embedded service, close all connections, and drop what was read of the pages.

    The import system keeps the configuration of pytest for as long as the process lives.
    """
    token_sharing.close(config)
    run_state.remove(config)
    if _RUN_ID in config.stash:
        in_flight.forget(config.stash[_RUN_ID])
        from docreplay.flows.story_runs.leftovers import remove_created  # noqa: PLC0415  # slow to load

        contained(partial(remove_created, shared(config).config))
    if SHARED in config.stash:
        config.stash[SHARED].close()
        del config.stash[SHARED]
