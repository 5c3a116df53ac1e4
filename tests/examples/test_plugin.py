"""The sample package is installed as any other one, and each of its extensions is at work."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.pages import exchange

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples/plugin"
PAGE = exchange("GET http://api.example.com/photo") + exchange(
    "POST https://api.example.com/photo\n\n@body", name="add_photo"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the package, built without a network."""
    target = tmp_path_factory.mktemp("site-packages")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(target), str(SAMPLE)], check=True
    )
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    page = tmp_path / "docs/page.md"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text('docs = ["docs"]\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(installed: Path, project: Path) -> Run:
    """Runs Python in the project, where the package is installed."""

    def started(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )

    return started


@pytest.fixture
def service() -> Iterator[str]:
    """A service that answers 200 and announces its end: its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Sunset", "Sat, 31 Dec 2033 23:59:59 GMT")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_tests_of_the_sample_plugin_pass(installed: Path, run: Run) -> None:
    where = ("-c", f"{SAMPLE}/pyproject.toml", f"{SAMPLE}/tests")
    done = run("-m", "pytest", "-q", "-p", "no:cacheprovider", *where)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout


def test_the_rule_is_checked_and_explained(run: Run) -> None:
    done = run("-m", "docreplay", "check", "-q")
    assert "docs/page.md:3:1: warning SMP101 the URL of the request is not encrypted" in done.stdout
    assert "Write `https://`." in run("-m", "docreplay", "explain", "SMP101").stdout


def test_the_rule_is_selected_and_ignored_as_any_other(run: Run) -> None:
    assert "SMP101" not in run("-m", "docreplay", "check", "-q", "--ignore", "SMP").stdout
    assert "SMP101" in run("-m", "docreplay", "check", "-q", "--select", "SMP1").stdout


def test_the_comparator_judges_generated_tests(run: Run, service: str) -> None:
    done = run("-m", "docreplay", "test", "-q", "--base-url", service)
    assert "docs/page.md:8:1: warning SMP201 the service announces the end" in done.stdout
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_format_is_written(run: Run, project: Path) -> None:
    run("-m", "docreplay", "check", "--report", "csv=findings.csv")
    lines = (project / "findings.csv").read_text(encoding="utf-8").split("\n")
    assert "docs/page.md,3,1,warning,SMP101,the URL of the request is not encrypted" in lines


def test_the_exporter_writes_files(run: Run, project: Path) -> None:
    done = run("-m", "docreplay", "export", "curl", "--output", "scripts")
    assert done.returncode == 0, done.stderr
    script = (project / "scripts/docs/page.sh").read_text(encoding="utf-8")
    assert script.endswith("\ncurl --request POST --data-raw @body https://api.example.com/photo\n")


def test_the_command_is_listed_and_runs(run: Run) -> None:
    assert run("-m", "docreplay", "methods").stdout == "GET 1\nPOST 1\n"
    assert "Count the documented requests by method" in run("-m", "docreplay", "--help").stdout
