"""The cases of a run as inputs of other report tools: a blob of Playwright, results of Allure.

Neither tool runs a test here: Playwright merges a blob report, which is what each machine of a
divided run writes, and Allure reads its folder of results. Findings outside of cases have no place
in either.
"""

import json
from collections.abc import Iterator
from hashlib import md5
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docreplay.model.run import Run, Verdict

_BEGUN = 1_795_000_000_000
"""Start of each case, in milliseconds since 1970."""
_STATUSES = {"passed": "passed", "failed": "failed", "setup-failed": "failed"}
"""What both tools call an outcome; all others are skipped."""


def write_blob(run: Run, file: Path) -> None:
    """Write a blob report (version 2, of Playwright 1.65) with a test for each case."""
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in _events(run))
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("report.jsonl", lines)


def write_results(run: Run, folder: Path) -> None:
    """Write a folder of results, as frameworks write it for Allure, with one for each case."""
    folder.mkdir()
    for verdict in run.verdicts:
        name = f"{_digest(verdict.id)}-result.json"
        text = json.dumps(_result(verdict), ensure_ascii=False)
        (folder / name).write_text(text, encoding="utf-8")


def _events(run: Run) -> Iterator[dict[str, object]]:
    about = {"version": 2, "userAgent": "docreplay", "pathSeparator": "/"}
    yield {"method": "onBlobReportMetadata", "params": about}
    yield {"method": "onConfigure", "params": {"config": _CONFIG}}
    yield {"method": "onProject", "params": {"project": {**_PROJECT, "suites": _suites(run)}}}
    yield {"method": "onBegin"}
    for verdict in run.verdicts:
        yield from _test(verdict)
    result = {"status": "failed", "startTime": _BEGUN, "duration": round(run.seconds * 1000)}
    yield {"method": "onEnd", "params": {"result": result}}


_CONFIG = {
    "configFile": "playwright.config.js", "globalTimeout": 0, "maxFailures": 0, "metadata": {},
    "rootDir": "/docs", "shard": None, "version": "1.65.1", "workers": 1, "globalSetup": None,
    "globalTeardown": None, "tags": [], "webServer": None,
}  # fmt: skip
_PROJECT = {
    "metadata": {}, "name": "", "outputDir": "out", "repeatEach": 1, "retries": 0, "testDir": "",
    "testIgnore": [], "testMatch": [], "timeout": 30_000, "grep": [], "grepInvert": [],
    "dependencies": [], "snapshotDir": "", "use": {},
}  # fmt: skip


def _suites(run: Run) -> list[dict[str, object]]:
    """Return a suite for each page, as Playwright has one for each file."""
    by_page = sorted(run.verdicts, key=lambda item: item.location)
    return [
        {
            "title": path,
            "location": {"file": path, "line": 0, "column": 0},
            "entries": [
                {
                    "testId": _digest(item.id),
                    "title": item.title,
                    "location": {"file": path, "line": item.location.line, "column": 1},
                    "retries": 0,
                    "tags": [],
                    "repeatEachIndex": 0,
                    "annotations": [],
                }
                for item in items
            ],
        }
        for path, items in groupby(by_page, key=lambda item: item.location.path)
    ]


def _test(verdict: Verdict) -> Iterator[dict[str, object]]:
    test, status = _digest(verdict.id), _STATUSES.get(verdict.outcome, "skipped")
    own = {"id": f"r{test}", "retry": 0, "workerIndex": 0, "parallelIndex": 0, "startTime": _BEGUN}
    yield {"method": "onTestBegin", "params": {"testId": test, "result": own}}
    errors = [{"message": text, "stack": text} for text in _messages(verdict)]
    result = {
        "id": f"r{test}",
        "duration": round(verdict.elapsed * 1000),
        "status": status,
        "errors": errors,
    }
    expected = "skipped" if status == "skipped" else "passed"
    about = {"testId": test, "expectedStatus": expected, "timeout": 30_000, "annotations": []}
    yield {"method": "onTestEnd", "params": {"test": about, "result": result}}


def _result(verdict: Verdict) -> dict[str, object]:
    messages = list(_messages(verdict))
    return {
        "uuid": _digest(verdict.id),
        "historyId": _digest(verdict.id),
        "fullName": verdict.id,
        "name": verdict.title,
        "status": _STATUSES.get(verdict.outcome, "skipped"),
        "statusDetails": {"message": messages[0], "trace": "\n".join(messages)} if messages else {},
        "stage": "finished",
        "start": _BEGUN,
        "stop": _BEGUN + round(verdict.elapsed * 1000),
        "labels": [
            {"name": "suite", "value": verdict.location.path},
            {"name": "framework", "value": "docreplay"},
        ],
        "steps": [],
        "attachments": [],
        "parameters": [],
        "links": [],
    }


def _messages(verdict: Verdict) -> Iterator[str]:
    """Yield what the report says of a case: its reason, its findings, and its messages."""
    if verdict.reason:
        yield verdict.reason
    for item in verdict.findings:
        yield f"{item}\nexpected: {item.expected}\nactual: {item.actual}\nat {item.pointer}"
    if verdict.exchange:
        shown = verdict.exchange
        documented = "\n".join(line.text for line in (*shown.request, *shown.response))
        yield "\n\n".join((documented, shown.sent, shown.answer, verdict.reproduce))


def _digest(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
