"""The steps that are measured; each returns how many things it did and runs in a fresh process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from markdown_it import MarkdownIt

from docreplay.config.settings import Config
from docreplay.flows import check as check_flow
from docreplay.flows import generate as generate_flow
from docreplay.flows.drift import run as drifting
from docreplay.flows.pages import pages as pages_flow
from docreplay.model.case import Case, SentRequest
from docreplay.model.http.placeholder import placeholders
from docreplay.model.http.url_template import fill_text
from docreplay.replay.prepare import prepare
from docreplay.replay.service import Service
from docreplay.sources.pages import files_of

BARE_LOOP = '''"""Sends the requests and parses the answers, and nothing else."""

import json
import os
from pathlib import Path

import pytest
import requests

REQUESTS = json.loads(Path(os.environ["BARE_REQUESTS"]).read_text())


@pytest.fixture(scope="session")
def session():
    with requests.Session() as session:
        yield session


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_bare(session, request_):
    method, url, headers, body = request_
    answer = session.request(
        method, url, headers=headers, data=body and body.encode(), allow_redirects=False
    )
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        answer.json()
'''


BARE_FIXTURE = '''"""Lets generated tests send their requests; what they claim is not looked at."""

import json
import os
from pathlib import Path

import pytest
import requests

REQUESTS = json.loads(Path(os.environ["BARE_REQUESTS"]).read_text())
NAMES = json.loads(Path(os.environ["BARE_NAMES"]).read_text())
BY_NAME = dict(zip(NAMES, REQUESTS, strict=True))


def pytest_configure(config):
    for marker in ("page", "line"):
        config.addinivalue_line("markers", marker)


class Reply:
    def __getattr__(self, name):
        return lambda *_, **__: None


class Api:
    def __init__(self, session, request):
        self._session = session
        self._request = request

    def __getattr__(self, name):
        return self._send

    def _send(self, *_, **__):
        method, url, headers, body = self._request
        answer = self._session.request(
            method, url, headers=headers, data=body and body.encode(), allow_redirects=False
        )
        if answer.headers.get("Content-Type", "").startswith("application/json"):
            answer.json()
        return Reply()


@pytest.fixture(scope="session")
def session():
    with requests.Session() as session:
        yield session


@pytest.fixture
def api(request, session):
    page = request.node.get_closest_marker("page").args[0]
    return Api(session, BY_NAME[f"{page}::{request.node.name}"])
'''


def parse(tree: Path) -> int:
    """Parse every page as CommonMark once: the unit of all ratios."""
    markdown = MarkdownIt("commonmark").enable("table")
    files = sorted(tree.rglob("*.md"))
    for file in files:
        markdown.parse(file.read_text(encoding="utf-8"))
    return len(files)


def read(tree: Path, processes: int) -> int:
    """Read every page, in this process or in several; files are opened as commands open them."""
    config = config_of(tree)
    store = files_of(config)
    found = pages_flow.pages(config, store=store)
    if processes < 2:
        return sum(1 for _ in pages_flow.readings(config, found, store=store))
    with ProcessPoolExecutor(processes) as executor:
        return sum(1 for _ in pages_flow.readings(config, found, store=store, executor=executor))


def check(tree: Path) -> int:
    """Check every page, without a service."""
    return check_flow.check(config_of(tree)).counts["pages"]


def command(tree: Path, *arguments: str) -> int:
    """Run a command of docreplay on every page, from start to end; return the length of its text.

    The tree's own configuration says that all of it is documentation.
    """
    (tree / "docreplay.toml").write_text('docs = ["."]\n', encoding="utf-8")
    return len(_python(tree, "-m", "docreplay", *arguments))


def generate(tree: Path) -> int:
    """Read every page and write the modules of all cases, none of which exists yet."""
    output = Path(mkdtemp(prefix=".generated-", dir=tree)).name
    return generate_flow.generate(replace(config_of(tree), output=output)).counts["cases"]


def write_tests(tree: Path) -> int:
    """Write the modules of all cases where the other steps look for them."""
    return generate_flow.generate(config_of(tree)).counts["cases"]


def drift(tree: Path, processes: int) -> int:
    """Compare every translation with its source, in one process or several; count both sides."""
    config = config_of(tree)
    if processes < 2:
        return 2 * drifting.drift(config).run.counts["pages"]
    with ProcessPoolExecutor(processes) as executor:
        return 2 * drifting.drift(config, executor=executor).run.counts["pages"]


def cases(tree: Path) -> Iterator[Case]:
    """Return the cases of the tree."""
    config = config_of(tree)
    for item in pages_flow.page_cases(config, pages_flow.pages(config)):
        yield from item.cases


def config_of(tree: Path) -> Config:
    """Return the configuration of a benchmark: the whole tree is documentation."""
    return Config(root=tree, docs=(".",), exclude=("generated_tests/*",))


def collect(tree: Path) -> int:
    """Collect the generated tests with pytest."""
    command = ["-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "generated_tests"]
    output = _python(tree, *command)
    return sum("::" in line for line in output.split("\n"))


def replay(tree: Path, base_url: str) -> int:
    """Replay the generated tests with the full verdict."""
    command = ["-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "generated_tests"]
    command += ["--docreplay-base-url", base_url, "--docreplay-unsafe-methods"]
    return _passed(_python(tree, *command))


def generate_again(tree: Path) -> int:
    """Verify with `docreplay generate` that the tests are current; return their number."""
    output = _python(tree, "-m", "docreplay", "generate", "-q")
    words = output.replace(",", "").split()
    return int(words[words.index("cases;") - 1])


def test(tree: Path, base_url: str) -> int:
    """Generate the tests and replay them, all with `docreplay test`; return their number."""
    command = ["-m", "docreplay", "test", "-q", "--base-url", base_url, "--unsafe-methods"]
    words = _python(tree, *command).replace(",", "").split()
    return int(words[words.index("cases:") - 1])


def bare_fixture(tree: Path, requests: Path) -> int:
    """Run the generated tests with a fixture that sends the same requests and judges nothing."""
    (tree / "bare_fixture.py").write_text(BARE_FIXTURE, encoding="utf-8")
    command = ["-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:docreplay"]
    command += ["-p", "bare_fixture", "generated_tests"]
    environment = {"BARE_REQUESTS": str(requests), "BARE_NAMES": str(_names_beside(requests))}
    return _passed(_python(tree, *command, PYTHONPATH=str(tree), **environment))


def bare_loop(tree: Path, requests: Path) -> int:
    """Send the same requests in a loop under pytest, and parse the JSON."""
    module = tree / "test_bare.py"
    module.write_text(BARE_LOOP, encoding="utf-8")
    command = ["-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:docreplay"]
    return _passed(_python(tree, *command, str(module), BARE_REQUESTS=str(requests)))


def write_requests(tree: Path, base_url: str, target: Path) -> int:
    """Write the requests of all cases as sent, for the bare loop; return their number."""
    service = Service(base_url=base_url, embedded=True)
    rows, names = [], []
    for case in cases(tree):
        sent = prepare(case.request, service, {})
        if isinstance(sent, SentRequest):
            body = sent.body.decode() if sent.body else None
            rows.append([sent.method, sent.url, dict(sent.headers), body])
            names.append(f"{case.page.path}::test_{case.name}")
    target.write_text(json.dumps(rows), encoding="utf-8")
    _names_beside(target).write_text(json.dumps(names), encoding="utf-8")
    return len(rows)


def _names_beside(requests: Path) -> Path:
    """Return the file with the names of the tests that send the requests, in their order."""
    return requests.with_name("names.json")


def write_parameters(tree: Path) -> None:
    """Write a configuration that fills every placeholder, so that every request is sent."""
    found = [
        placeholder for case in cases(tree) for placeholder in placeholders(case.request.target)
    ]
    for case in cases(tree):
        found += [
            placeholder
            for header in case.request.headers
            for placeholder in fill_text(header[1], {}).missing
        ]
    names = {placeholder.names[0] for placeholder in found}
    values = "".join(f"{json.dumps(name)} = 'any-value'\n" for name in sorted(names))
    text = f'docs = ["."]\nexclude = ["generated_tests/*"]\n\n[parameters]\n{values}'
    (tree / "docreplay.toml").write_text(text, encoding="utf-8")


def _python(tree: Path, *arguments: str, **environment: str) -> str:
    command = [sys.executable, *arguments]
    found = subprocess.run(  # noqa: S603  # our own command
        command,
        cwd=tree,
        check=False,
        capture_output=True,
        text=True,
        env={**_environment(), **environment},
    )
    return found.stdout


def _environment() -> dict[str, str]:
    """Return the environment of this process, with compiled modules kept as usual."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _passed(output: str) -> int:
    """Return the number of tests that ran, from pytest's last line."""
    words = output.strip().rpartition("\n")[2].replace(",", "").split()
    kinds = {"passed", "failed", "skipped", "error", "errors"}
    return sum(int(words[i - 1]) for i, word in enumerate(words) if word in kinds)
