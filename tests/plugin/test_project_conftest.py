"""`docreplay test` loads the project's own conftest.py where the configuration consents to it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugin.conftest import PAGE, PATH
from tests.support.repository import commit_all

DOCREPLAY = Path(sys.executable).with_name("docreplay")
CONSENT = "conftest = true\n"
LOADED = "docreplay: loading conftest.py of the project\n"
CONFTEST = """\
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

LOG = Path(__file__).with_name("log.txt")


def note(text):
    with LOG.open("a") as file:
        file.write(text + "\\n")


@dataclass
class Account:
    name: "str"


@pytest.fixture(scope="session")
def account():
    note("session begins")
    yield Account("docs")
    note("session ends")


@pytest.fixture(autouse=True)
def prepared(account, request):
    note(f"prepare {account.name} {request.node.name}")


def pytest_configure(config):
    note("configure")


def pytest_runtest_setup(item):
    note(f"setup {item.name}")
"""
LINES = [
    "configure",
    "setup test_get_photo",
    "session begins",
    "prepare docs test_get_photo",
    "session ends",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one page and a conftest.py that it consents to."""
    folder = tmp_path / "project"
    write(folder, PATH, PAGE)
    write(folder, "docreplay.toml", CONSENT)
    write(folder, "conftest.py", CONFTEST)
    return folder


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def run(root: Path, *options: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    known = {name: value for name, value in os.environ.items() if name[:6] != "PYTEST"}
    return subprocess.run(
        [str(DOCREPLAY), "test", *options], cwd=root, env=known | variables,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def log(root: Path) -> list[str]:
    file = root / "log.txt"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


@pytest.mark.parametrize("options", [(), ("--all-locales",), ("--no-generate",)])
def test_hooks_and_fixtures_apply_to_generated_tests(root: Path, options: tuple[str, ...]) -> None:
    run(root, "--safe")
    ended = run(root, *options)
    assert (ended.returncode, ended.stderr) == (0, LOADED)
    assert log(root) == LINES


def test_worker_processes_load_what_was_read(root: Path) -> None:
    ended = run(root, "-n", "2")
    assert (ended.returncode, ended.stderr) == (0, LOADED)
    assert sorted(log(root)) == sorted([*LINES, "configure", "configure"])


def test_nothing_is_written_beside_it(root: Path) -> None:
    run(root)
    assert not list(root.rglob("*.pyc"))


def test_the_environment_may_consent(root: Path) -> None:
    write(root, "docreplay.toml", "")
    ended = run(root, DOCREPLAY_CONFTEST="true")
    assert (ended.returncode, ended.stderr, bool(log(root))) == (0, LOADED, True)


def refused(root: Path, reason: str, *options: str) -> None:
    """Assert that the file was not executed, and that a line says why."""
    ended = run(root, *options)
    assert f"docreplay: not loaded: conftest.py, since {reason}" in ended.stderr
    assert (ended.returncode, log(root)) == (0, [])


def test_without_consent_it_is_not_loaded(root: Path) -> None:
    write(root, "docreplay.toml", "")
    refused(root, "only generated tests are run\n  Try: set `conftest = true`")


@pytest.mark.parametrize("options", [(), ("-n", "2"), ("--trust-config", "HEAD")])
def test_safe_never_loads_it(root: Path, options: tuple[str, ...]) -> None:
    commit_all(root)
    refused(root, "only generated tests are run", "--safe", *options)


def test_one_in_a_documentation_folder_is_not_loaded(root: Path) -> None:
    write(root, "docreplay.toml", f'docs = ["."]\n{CONSENT}')
    refused(root, "it is in a folder of the documentation")


@pytest.mark.parametrize("folder", ["docs_source", "docs_source/en-us", "generated_tests", "tests"])
def test_one_elsewhere_is_not_loaded(root: Path, folder: str) -> None:
    write(root, f"{folder}/conftest.py", (root / "conftest.py").read_text(encoding="utf-8"))
    (root / "conftest.py").unlink()
    ended = run(root)
    assert (ended.returncode, "loading" in ended.stderr) == (0, False)
    assert not list(root.rglob("log.txt"))


def test_a_link_is_not_loaded(root: Path) -> None:
    (root / "conftest.py").rename(root / "docs_source/conftest.py")
    (root / "conftest.py").symlink_to("docs_source/conftest.py")
    refused(root, "it is a link")
    assert not list(root.rglob("log.txt"))


def test_that_of_the_trusted_revision_is_loaded(root: Path) -> None:
    commit_all(root)
    ended = run(root, "--trust-config", "HEAD")
    assert (ended.returncode, ended.stderr) == (0, LOADED)
    assert log(root) == LINES


@pytest.mark.parametrize("more", ["\n", "# proposed\n", "import os\n"])
def test_a_proposed_change_is_not_loaded(root: Path, more: str) -> None:
    commit_all(root)
    write(root, "conftest.py", CONFTEST + more)
    refused(root, "it differs from that of HEAD (--trust-config)", "--trust-config", "HEAD")


def test_a_proposed_file_is_not_loaded(root: Path) -> None:
    (root / "conftest.py").unlink()
    commit_all(root)
    write(root, "conftest.py", CONFTEST)
    refused(root, "HEAD has none to compare it with", "--trust-config", "HEAD")


def test_a_proposed_consent_does_not_count(root: Path) -> None:
    write(root, "docreplay.toml", "")
    commit_all(root)
    write(root, "docreplay.toml", CONSENT)
    ended = run(root, "--trust-config", "HEAD")
    assert "`conftest` of docreplay.toml is ignored (--trust-config)" in ended.stderr
    assert (ended.returncode, log(root)) == (0, [])


def test_a_trusted_file_is_not_a_revision_of_the_code(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "trusted.toml", CONSENT)
    trusted = str(tmp_path / "trusted.toml")
    refused(root, f"{trusted} has none to compare it with", "--trust-config", trusted)


def test_what_lies_beside_it_is_not_imported(root: Path) -> None:
    write(root, "conftest.py", "import beside\n")
    write(root, "beside.py", CONFTEST)
    ended = run(root)
    assert ended.returncode == 2
    assert "conftest.py:1: ModuleNotFoundError: No module named 'beside'" in ended.stderr
    assert log(root) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\n\n1 / 0\n", "conftest.py:3: ZeroDivisionError: division by zero"),
        ("def f(:\n", "conftest.py:1: SyntaxError"),
        ("raise SystemExit(0)\n", "conftest.py:1: SystemExit: 0"),
    ],
)
@pytest.mark.parametrize("options", [(), ("-v",)])
def test_one_that_fails_ends_the_run(
    root: Path, text: str, reason: str, options: tuple[str, ...]
) -> None:
    write(root, "conftest.py", text)
    ended = run(root, *options)
    assert (ended.returncode, reason in ended.stderr) == (2, True), ended.stderr


def test_a_skip_by_a_fixture_is_counted(root: Path) -> None:
    text = "import pytest\n\n@pytest.fixture(autouse=True)\ndef no():\n    pytest.skip('closed')\n"
    write(root, "conftest.py", text)
    ended = run(root)
    assert ended.returncode == 5
    assert "1 skipped" in ended.stdout
    assert "closed" in ended.stdout


def test_a_fixture_that_fails_fails_the_case(root: Path) -> None:
    text = "import pytest\n\n@pytest.fixture(autouse=True)\ndef no():\n    raise OSError('down')\n"
    write(root, "conftest.py", text)
    ended = run(root)
    assert (ended.returncode, "OSError: down" in ended.stdout) == (1, True), ended.stdout
