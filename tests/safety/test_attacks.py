"""No pull request takes the token of a job, or runs code in it: each attack is run for real."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows import generate as generate_flow
from tests.safety.attacks import ATTACKS, TOKEN, Attack
from tests.safety.conftest import Recorder, page, write_page
from tests.support.repository import commit_all

SECRET = "t0p-s3cret-0f-the-job"
GOOD = page("GET /good", name="good")
SETTINGS = """\
base-url = "{url}"
timeout = 5
headers = {{ Authorization = "$env:API_TOKEN" }}
stories = ["stories/*"]
"""
STORY = """\
[[story]]
id = "good"

[[story.steps]]
id = "read"
request = "GET /story"
"""
DOCREPLAY = Path(sys.executable).with_name("docreplay")


class Job:
    """A checkout, the services that its requests may reach, and what its commands did."""

    def __init__(self, folder: Path, service: Recorder, trap: Recorder, tests: Path) -> None:
        self.root, self.outside = folder / "tree", folder / "outside"
        self.mark = folder / "executed"
        self.service, self.trap = service, trap
        self.outside.mkdir()
        (self.outside / "secret.md").write_text(f"# {SECRET}\n{page('GET /secret')}")
        self._write("docreplay.toml", SETTINGS.format(url=service.url))
        for locale in ("en-us", "de-de"):
            self._write(f"docs_source/{locale}/good.md", GOOD)
        self._write("stories/good.toml", STORY)
        self._write("mark.txt", str(self.mark))
        shutil.copytree(tests, self.root / "generated_tests")
        commit_all(self.root)

    def propose(self, attack: Attack) -> None:
        """Change the tree as a pull request does."""
        for path, text in attack.files.items():
            if not (self.root / path).is_symlink():
                self._write(self._filled(path), self._filled(text))
        for path, target in attack.links.items():
            place = self.root / path
            if place.exists():
                place.rename(place.with_name("moved"))
            place.symlink_to(self._filled(target))
        attack.change(self.root)

    def run(self, command: str, *more: str) -> str:
        """Run a command of docreplay as the job does; return all that it prints."""
        known = {name: value for name, value in os.environ.items() if name[:6] != "PYTEST"}
        environment = known | {TOKEN: SECRET, "GIT_CONFIG_NOSYSTEM": "1"}
        ended = subprocess.run(
            [str(DOCREPLAY), *command.split(), *more],
            cwd=self.root, env=environment, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        printed = (ended.stdout + ended.stderr).decode("utf-8", "replace")
        assert ended.returncode in (0, 1, 2, 5), printed
        return printed

    def outside_files(self) -> Mapping[str, str]:
        """Return the digests of all files outside of the tree."""
        files = (path for path in self.outside.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _filled(self, text: str) -> str:
        evil = f"from pathlib import Path\nPath({str(self.mark)!r}).write_text(__name__)\n"
        text = text.replace("@EVIL@", evil).replace("@OUTSIDE@", str(self.outside))
        text = text.replace("@MARKER@", "open('executed','w')").replace("@MARK@", str(self.mark))
        return text.replace("@TRAP@", self.trap.url).replace("@HOST@", self.trap.host)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated tests of the base revision."""
    root = tmp_path_factory.mktemp("base")
    for locale in ("en-us", "de-de"):
        write_page(root, GOOD, f"docs_source/{locale}/good.md")
    generate_flow.generate(Config(root=root))
    return root / "generated_tests"


@pytest.fixture
def job(tmp_path: Path, service: Recorder, stranger: Recorder, generated: Path) -> Job:
    """A job whose service has a token, and an attacker's service."""
    return Job(tmp_path, service, stranger, generated)


def test_there_are_many_ways() -> None:
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_succeeds(job: Job, name: str) -> None:
    before = job.outside_files()
    job.propose(ATTACKS[name])
    job.service.headers = {"Location": f"{job.trap.url}/stolen"}
    for command in ATTACKS[name].commands:
        printed = job.run(command, "--trust-config", "HEAD")
        assert SECRET not in printed
    assert not job.mark.exists()
    assert not (job.root / "executed").exists()
    assert job.trap.requests == []
    assert job.outside_files() == before
    methods = {request.partition(" ")[0] for request in job.service.requests}
    assert methods <= {"GET", "HEAD", "OPTIONS"}
    written = (path for path in job.root.rglob("*") if path.is_file() and not path.is_symlink())
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]


def test_the_harness_sees_the_token_where_it_belongs(job: Job) -> None:
    job.run("test")
    assert any(SECRET in request for request in job.service.requests)


def test_the_harness_sees_what_a_tree_may_do_without_a_trusted_configuration(job: Job) -> None:
    job.propose(ATTACKS["configuration: base URL"])
    job.run("test")
    assert any(SECRET in request for request in job.trap.requests)


def test_the_harness_sees_code_that_pytest_runs(job: Job) -> None:
    job.propose(ATTACKS["code: module conftest"])
    command = [sys.executable, "-m", "pytest", "-q", "generated_tests"]
    subprocess.run(command, cwd=job.root, capture_output=True, timeout=60, check=False)
    assert job.mark.exists()


def test_the_harness_sees_code_that_git_runs(job: Job) -> None:
    job.propose(ATTACKS["code: git folder in the docs"])
    folder = job.root / "docs_source"
    subprocess.run(["git", "add", "--all"], cwd=folder, capture_output=True, check=False)
    assert job.mark.exists()
