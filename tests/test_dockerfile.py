"""The image of `Dockerfile`: what it is built from, and that docreplay works as it is run there."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE
from tests.support.repository import commit_all

ROOT = Path(__file__).parent.parent
_ENTRY = re.compile(r"^([\w.-]+)==(\S+)(?: \\\n    --hash=sha256:\w{64})+$", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the file with their arguments, in order."""
    lines = [line for line in text("Dockerfile").split("\n") if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    pairs = (line.partition(" ") for line in joined.split("\n") if line)
    return [(name, rest) for name, _, rest in pairs]


def values(name: str) -> list[str]:
    return [rest for found, rest in instructions() if found == name]


def environment() -> dict[str, str]:
    pairs = (word.partition("=") for line in values("ENV") for word in shlex.split(line))
    return {name: value for name, _, value in pairs}


def pinned(name: str) -> dict[str, str]:
    """Return the entries of a lock: the whole text of each, by package."""
    return {match[1]: match[0] for match in _ENTRY.finditer(text(name))}


def test_both_stages_are_of_one_pinned_image() -> None:
    images = {line.split()[0] for line in values("FROM")}
    assert len(images) == 1
    assert re.fullmatch(r"debian:\d+\.\d+-slim", images.pop())


def test_the_command_is_run_without_rights() -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", values("USER")[-1])
    assert json.loads(values("ENTRYPOINT")[-1]) == ["docreplay"]
    assert instructions()[-1][0] == "CMD"


def test_packages_are_installed_by_their_hashes_only() -> None:
    installs = [line for line in values("RUN") if " pip install " in line]
    assert len(installs) == 2
    assert "--require-hashes --requirement requirements-image.lock" in installs[0]
    assert "--no-build-isolation --no-deps ." in installs[1]


def test_the_lock_of_the_image_is_a_part_of_the_lock() -> None:
    whole, own = pinned("requirements.lock"), pinned("requirements-image.lock")
    assert own
    assert own.items() <= whole.items()
    assert text("requirements-image.lock") == "\n".join(own.values()) + "\n"
    project = tomllib.loads(text("pyproject.toml"))
    groups = project["project"]["optional-dependencies"].values()
    needed = [*project["project"]["dependencies"], *(item for group in groups for item in group)]
    needed += project["dependency-groups"]["image"]
    assert {re.split(r"[><=\[]", item)[0] for item in needed} <= own.keys()


def test_what_only_the_build_needs_is_not_in_the_image() -> None:
    command = values("RUN")[2].partition("pip uninstall --yes ")[2]
    assert set(command.split()) >= {"pip", "hatchling"}


def test_what_is_copied_exists_and_is_all_that_the_build_sees() -> None:
    lines = [line for line in text(".dockerignore").split("\n") if line and line[0] != "#"]
    assert lines[0] == "*"
    seen = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        word
        for line in values("COPY")
        if not line.startswith("--from")
        for word in line.split()[:-1]
    }
    assert seen == copied
    assert all((ROOT / name).exists() for name in copied)


@pytest.fixture
def mounted(tmp_path: Path) -> Path:
    """A repository with a page and its translation, as it is mounted into a container."""
    for locale in ("en-us", "de-de"):
        page = tmp_path / "docs" / locale / "photo-get.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text('docs = ["docs"]\n', encoding="utf-8")
    commit_all(tmp_path)
    return tmp_path


def commands() -> Iterator[tuple[str, ...]]:
    yield ("check",)
    yield ("check", "--changed-since", "HEAD")
    yield ("check", "--trust-config", "HEAD", "--report", "html=report.html")
    yield ("drift", "--changed-since", "HEAD")
    yield ("drift",)
    yield ("diff", "HEAD")
    yield ("test",)


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_a_tree_of_another_user_is_read_with_its_history(
    mounted: Path, command: tuple[str, ...]
) -> None:
    """Git refuses such a repository (`safe.directory`), unless it is named: docreplay names it."""
    own = environment()
    variables = {
        **own,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(mounted / "nowhere"),
        "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1",
    }
    assert set(own) == {"PATH", "HOME", "PYTHONDONTWRITEBYTECODE"}
    refused = subprocess.run(
        ["git", "log"], cwd=mounted, env=variables, capture_output=True, text=True, check=False
    )
    assert "dubious ownership" in refused.stderr
    (entry,) = json.loads(values("ENTRYPOINT")[-1])
    ended = subprocess.run(
        [entry, *command], cwd=mounted, env=variables, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, "ownership" in ended.stderr) == (0, False), ended
