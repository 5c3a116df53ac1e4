"""The sample hooks give a run its values and its session, and judge what no page documents."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

import pytest

from tests.support.service import Exchange, service_of

SAMPLE = Path(__file__).parents[2] / "examples/hooks"
pytest_plugins = ["pytester"]


@dataclass
class Photos:
    """A service that creates one photo, and returns it."""

    url: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"Request-Id": "1"})
    seen: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture
def photos() -> Iterator[Photos]:
    told = Photos()

    def respond(exchange: Exchange) -> None:
        told.seen.append((f"{exchange.command} {exchange.path}", exchange.headers["X-Tenant"]))
        headers = {"Content-Type": "application/json", **told.headers}
        exchange.give(200, headers, b'{"id": "p77", "height": 48}')

    with service_of(respond) as told.url:
        yield told


@pytest.fixture
def project(tmp_path: Path, photos: Photos, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    copytree(SAMPLE, root)
    monkeypatch.setenv("PHOTO_SERVICE", photos.url)
    monkeypatch.setenv("TENANT", "tests")
    monkeypatch.setenv("DOCREPLAY_BASE_URL", photos.url)
    return root


def test_pytest_uses_the_hooks(
    project: Path, photos: Photos, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", str(project / "docs"))
    result.assert_outcomes(passed=1)
    assert photos.seen == [("POST /photos", None), ("GET /photos/p77", "tests")]


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_docreplay_test_uses_the_hooks(
    project: Path, photos: Photos, options: tuple[str, ...]
) -> None:
    photos.headers.clear()
    command = [str(Path(sys.executable).with_name("docreplay")), "test", *options]
    known = {name: value for name, value in os.environ.items() if name[:6] != "PYTEST"}
    ended = subprocess.run(
        command, cwd=project, env=known, capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 1
    assert "conftest.py:45: docreplay_after_response: no Request-Id" in (ended.stdout)
