"""The CI jobs that `docreplay init` writes: their commands are run exactly as they are written."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import yaml
from jsonschema import Draft202012Validator

from docreplay.cli.find_ci import SERVICES, Service, find_ci
from docreplay.cli.main import main
from tests.cli.conftest import PAGE
from tests.support.repository import commit_all
from tests.support.service import Exchange, service_of

ROOT = Path(__file__).parents[2]
WHEEL = "docreplay-0.1.0-py3-none-any.whl"
BROKEN = PAGE.replace("200 OK", "200").replace('"height": 99', '"height": 99,')
FILES = {
    "github": ".github/workflows/docreplay.yml",
    "gitlab": ".gitlab-ci.yml",
    "azure": "azure-pipelines.yml",
}
REPORTS = {
    "github": {"check.html", "check.md", "test.html", "test.md", "test.xml"},
    "gitlab": {"check.html", "quality.json", "test.html", "test.xml"},
    "azure": {"check.html", "check.xml", "test.html", "test.xml"},
}
QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "pattern": r"^[^./]"},
                    "lines": {
                        "type": "object",
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                        "required": ["begin"],
                    },
                },
                "required": ["path", "lines"],
            },
        },
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
    },
}
"""The format of GitLab's Code Quality report."""


class Job(NamedTuple):
    """How a job ended: the exit codes of its steps, and what they printed."""

    codes: list[int]
    out: str


class Clone(NamedTuple):
    """What a job works in."""

    folder: Path
    service: Service
    is_proposed: bool
    """Whether the job is of a pull request."""

    def run(self) -> Job:
        """Run the steps of the job in their order, as the service would."""
        done = Job([], "")
        for command, is_always in self.steps():
            if any(done.codes) and not (is_always and done.codes[0] == 0):
                continue
            ended = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-c", command],
                cwd=self.folder, env=self.variables(), text=True, check=False, timeout=120,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            done = Job([*done.codes, ended.returncode], done.out + ended.stdout)
        return done

    def written(self) -> Any:
        text = (self.folder / FILES[self.service]).read_text(encoding="utf-8")
        return yaml.safe_load(text)

    def steps(self) -> Iterator[tuple[str, bool]]:
        """Yield the commands, and whether each is also run after one that failed."""
        written = self.written()
        if self.service == "gitlab":
            lines = written["docreplay"]["script"]
            yield "set -o pipefail\n" + "\n".join(lines), False
        elif self.service == "azure":
            for step in written["steps"]:
                if command := step.get("bash") or step.get("script"):
                    yield command, step.get("condition") == "succeededOrFailed()"
        else:
            (job,) = written["jobs"].values()
            for step in job["steps"]:
                if "run" in step:
                    is_always = step.get("if", "").startswith(("always()", "${{ !cancelled()"))
                    yield step["run"], is_always

    def variables(self) -> dict[str, str]:
        """Return the environment of the job: nothing of this one but the programs."""
        found = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder.parent),
            "CI": "true",
            "DOCREPLAY": str(self.folder.parent / WHEEL),
            "PIP_TARGET": str(self.folder.parent / "installed"),
            "PIP_NO_INDEX": "1",
            "GITHUB_STEP_SUMMARY": str(self.folder.parent / "summary.md"),
        }
        if self.service == "github":
            if named := self.written().get("env"):
                assert named["DOCREPLAY_TRUST_CONFIG"] == (
                    "${{ github.base_ref && format('origin/{0}', github.base_ref) || '' }}"
                )
            found["DOCREPLAY_TRUST_CONFIG"] = "origin/main" if named and self.is_proposed else ""
        elif self.is_proposed:
            found["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(self.folder, "rev-parse", "origin/main")
            found["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/main"
        return found

    def reports(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes() for path in (self.folder / "docreplay-report").iterdir()
        }


def git(folder: Path, *words: str) -> str:
    ended = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return ended.stdout.strip()


def page_of(folder: Path) -> Path:
    return folder / "docs/en-us/photo-get.md"


@pytest.fixture(params=SERVICES)
def origin(request: pytest.FixtureRequest, tmp_path: Path) -> Clone:
    """The repository of a project, for which `init` wrote a job, with a good page."""
    folder = tmp_path / "origin"
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).write_text(PAGE, encoding="utf-8")
    assert main(["init", "--ci", request.param, str(folder)]) == 0
    commit_all(folder)
    git(folder, "branch", "-M", "main")
    write_wheel(tmp_path / WHEEL)
    return Clone(folder, request.param, is_proposed=False)


def write_wheel(path: Path) -> None:
    """Write an empty package of the name, so that pip installs something without a network."""
    folder = "docreplay-0.1.0.dist-info"
    with ZipFile(path, "w") as wheel:
        about = "Metadata-Version: 2.1\nName: docreplay\nVersion: 0.1.0\n"
        wheel.writestr(f"{folder}/METADATA", about)
        wheel.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{folder}/RECORD", "")


@pytest.fixture
def pushed(origin: Clone) -> Clone:
    return clone_of(origin, is_proposed=False)


@pytest.fixture
def proposed(origin: Clone) -> Clone:
    return clone_of(origin, is_proposed=True)


def clone_of(origin: Clone, *, is_proposed: bool) -> Clone:
    folder = origin.folder.parent / "clone"
    git(origin.folder.parent, "clone", "--quiet", str(origin.folder), str(folder))
    return Clone(folder, origin.service, is_proposed)


def assert_valid(clone: Clone) -> None:
    """Check that exactly the reports exist that the job publishes, and that each is valid."""
    reports = clone.reports()
    assert set(reports) == REPORTS[clone.service]
    for name, data in reports.items():
        if name.endswith(".xml"):
            root = ET.fromstring(data)  # noqa: S314  # our own output
            assert root.tag == "testsuites"
        elif name.endswith(".json"):
            issues = json.loads(data)
            Draft202012Validator(QUALITY).validate(issues)
            assert len({issue["fingerprint"] for issue in issues}) == len(issues)
        elif name.endswith(".html"):
            assert data.startswith(b"<!doctype html>")
    if clone.service == "github":
        summary = (clone.folder.parent / "summary.md").read_text(encoding="utf-8")
        assert summary.count("## docreplay ") == 2


def published(clone: Clone) -> set[str]:
    """Return the paths that the job names as artifacts."""
    written = clone.written()
    if clone.service == "gitlab":
        artifacts = written["docreplay"]["artifacts"]
        return {*artifacts["paths"], *artifacts["reports"].values()}
    if clone.service == "azure":
        steps = written["steps"]
        files = [
            step["inputs"]["testResultsFiles"]
            for step in steps
            if "Results" in str(step.get("task"))
        ]
        return {*files, *(step["publish"] for step in steps if "publish" in step)}
    steps = written["jobs"]["docreplay"]["steps"]
    return {step["with"]["path"] for step in steps if "upload" in step.get("uses", "")}


def test_a_good_page_passes(pushed: Clone) -> None:
    job = pushed.run()
    assert not any(job.codes), job.out
    assert_valid(pushed)
    assert published(pushed)
    for path in published(pushed):
        assert list(pushed.folder.glob(path)), path


def test_a_wrong_page_fails_and_all_reports_are_written(proposed: Clone) -> None:
    page_of(proposed.folder).write_text(BROKEN, encoding="utf-8")
    job = proposed.run()
    assert any(job.codes)
    assert "invalid" in job.out
    assert_valid(proposed)
    if proposed.service == "gitlab":
        assert len(json.loads(proposed.reports()["quality.json"])) >= 1
    if proposed.service == "github":
        assert "::error file=docs/en-us/photo-get.md," in job.out


def test_a_fork_does_not_choose_where_requests_go(proposed: Clone) -> None:
    asked = []

    def respond(exchange: Exchange) -> None:
        asked.append(exchange.path)
        exchange.give(200, {"Content-Type": "application/json"}, b"{}")

    with service_of(respond) as url:
        configuration = f'docs = ["docs"]\nbase-url = "{url}"\nparameters = {{ id = "1" }}\n'
        (proposed.folder / "docreplay.toml").write_text(configuration, encoding="utf-8")
        job = proposed.run()
        assert (any(job.codes), asked) == (False, []), job.out
        own = proposed._replace(is_proposed=False).run()
        assert any(own.codes), own.out
        assert asked


@pytest.mark.parametrize("origin", ["github"], indirect=True)
def test_a_repository_without_a_configuration_yet_can_propose_one(proposed: Clone) -> None:
    git(proposed.folder, "update-ref", "refs/remotes/origin/main", empty_commit(proposed.folder))
    job = proposed.run()
    assert not any(job.codes), job.out


def empty_commit(folder: Path) -> str:
    tree = git(folder, "hash-object", "-t", "tree", "-w", os.devnull)
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    return git(folder, *identity, "commit-tree", tree, "-m", "empty")


RECIPES = {
    "github": {"docreplay.sarif", "docreplay.xml", "docreplay.md"},
    "gitlab": {"docreplay.xml", "docreplay-quality.json"},
    "azure": {"check.xml", "test.xml"},
}


def test_a_recipe_of_the_documentation_writes_what_it_publishes(proposed: Clone) -> None:
    guide = (ROOT / f"docs/guides/{proposed.service}.md").read_text(encoding="utf-8")
    recipe = guide.partition("```yaml\n")[2].partition("```")[0]
    (proposed.folder / FILES[proposed.service]).write_text(recipe, encoding="utf-8")
    (proposed.folder / "tools").mkdir()
    shutil.copy(proposed.variables()["DOCREPLAY"], proposed.folder / "tools" / WHEEL)
    (proposed.folder / "known.jsonl").write_text("", encoding="utf-8")
    page_of(proposed.folder).write_text(BROKEN, encoding="utf-8")
    job = proposed.run()
    assert any(job.codes)
    assert "error" in job.out
    found = {path.name for path in proposed.folder.iterdir()}
    assert RECIPES[proposed.service] <= found
    for name in RECIPES[proposed.service]:
        data = (proposed.folder / name).read_bytes()
        if name.endswith(".xml"):
            ET.fromstring(data)  # noqa: S314  # our own output
        elif name.endswith(".sarif"):
            (run,) = json.loads(data)["runs"]
            assert [item["ruleId"] for item in run["results"]]
            assert {item["ruleId"] for item in run["results"]} <= {
                rule["id"] for rule in run["tool"]["driver"]["rules"]
            }
        elif name.endswith(".json"):
            Draft202012Validator(QUALITY).validate(json.loads(data))


def test_a_job_without_a_requirement_stops_with_a_message(pushed: Clone) -> None:
    command, _ = next(pushed.steps())
    variables = {**pushed.variables(), "DOCREPLAY": ""}
    ended = subprocess.run(
        ["bash", "-e", "-c", command], cwd=pushed.folder, env=variables, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "DOCREPLAY: not set; see the comment in this file" in ended.stderr


@pytest.mark.parametrize(
    ("files", "remote", "service"),
    [
        ((), "", "github"),
        ((), "https://github.com/o/r.git", "github"),
        ((), "git@gitlab.com:o/r.git", "gitlab"),
        ((), "https://gitlab.example.org/o/r", "gitlab"),
        ((), "ssh://git@gitlab.example.org:2222/o/r.git", "gitlab"),
        ((), "https://o@dev.azure.com/o/p/_git/r", "azure"),
        ((), "git@ssh.dev.azure.com:v3/o/p/r", "azure"),
        ((), "https://o.visualstudio.com/p/_git/r", "azure"),
        ((), "https://github.example.org/gitlab/r", "github"),
        ((), "/srv/gitlab.example/r.git", "github"),
        ((), "../gitlab/r", "github"),
        ((".gitlab-ci.yml",), "https://github.com/o/r", "gitlab"),
        (("azure-pipelines.yml",), "", "azure"),
        (("azure-pipelines.yaml",), "", "azure"),
        ((".github/workflows/x.yml",), "https://gitlab.com/o/r", "github"),
        ((".github/CODEOWNERS",), "https://gitlab.com/o/r", "gitlab"),
        ((".github/workflows/x.yml", ".gitlab-ci.yml"), "https://github.com/o/r", "github"),
        ((".github/workflows/x.yml", "azure-pipelines.yml"), "", "azure"),
    ],
)
def test_the_service_is_that_of_the_repository(
    tmp_path: Path, files: tuple[str, ...], remote: str, service: str
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    if remote:
        git(tmp_path, "remote", "add", "origin", remote)
    found = find_ci(tmp_path)
    assert found.service == service
    assert bool(found.reason) == bool(files or ":" in remote)
