"""Ctrl+C during a run: the reports contain what was learned."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Pages, Service, documented

DOCREPLAY = Path(sys.executable).with_name("docreplay")
FORMATS = ("json", "junit", "html", "markdown", "sarif", "text")


@pytest.mark.parametrize("processes", [(), ("-n", "2")])
def test_the_reports_of_an_interrupted_run_are_written(
    pages: Pages, service: Service, processes: tuple[str, ...]
) -> None:
    pages(p=documented(*(f"GET /a{number}" for number in range(6))))
    service.answers["/a1"] = [Answer(404)]
    service.answers["/a3"] = [Answer(hangs=True)]
    reports = [word for name in FORMATS for word in ("--report", f"{name}=run.{name}")]
    command = [str(DOCREPLAY), "test", "--base-url", service.url, *reports, *processes]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        deadline = time.monotonic() + 60
        while "GET /a3" not in service.requests:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.3)  # the verdicts of worker processes arrive
        run.send_signal(signal.SIGINT)
        out, err = (text.decode() for text in run.communicate(timeout=60))
    assert run.returncode == 130, out + err
    assert err.endswith("docreplay: interrupted\n")
    assert re.search("RUN507 [1-3] of 6 cases (was|were) not judged: the run was interrupted", out)
    found = json.loads(Path("run.json").read_text(encoding="utf-8"))
    outcomes = [case["outcome"] for case in found["cases"]]
    assert outcomes[:3] == ["passed", "failed", "passed"]
    assert processes or len(outcomes) == 3
    assert Path("run.html").read_text(encoding="utf-8").endswith("</html>\n")
    for name in set(FORMATS) - {"html"}:
        assert "RUN507" in Path(f"run.{name}").read_text(encoding="utf-8"), name


@pytest.mark.parametrize("command", ["record", "regress"])
def test_record_and_regress_report_what_was_learned(
    pages: Pages, service: Service, command: str
) -> None:
    pages(p=documented(*(f"GET /a{number}" for number in range(4))))
    options = ("--base-url", service.url)
    subprocess.run([str(DOCREPLAY), "record", *options], capture_output=True, check=True)
    before = json.loads(Path("api-snapshot.json").read_text(encoding="utf-8"))
    service.requests.clear()
    service.answers["/a1"] = [Answer(404)]
    service.answers["/a2"] = [Answer(hangs=True)]
    words = [str(DOCREPLAY), command, *options, "--report", "json=run.json"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        deadline = time.monotonic() + 60
        while "GET /a2" not in service.requests:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        out, err = (text.decode() for text in run.communicate(timeout=60))
    assert run.returncode == 130, out + err
    assert err.endswith("docreplay: interrupted\n")
    assert "RUN507 2 of 4 cases were not judged: the run was interrupted" in out
    found = json.loads(Path("run.json").read_text(encoding="utf-8"))
    outcomes = [case["outcome"] for case in found["cases"]]
    assert outcomes == ["passed", "passed" if command == "record" else "failed"]
    after = json.loads(Path("api-snapshot.json").read_text(encoding="utf-8"))
    assert after["operations"].keys() == before["operations"].keys()
    assert (after == before) == (command == "regress")
