"""The committed script and style are what `frontend/` builds."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "extractor/docreplay/report/assets"
FRONTEND = ROOT / "frontend"


def test_the_files_have_the_committed_hashes() -> None:
    lines = (ASSETS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {path.name: sha256(path.read_bytes()).hexdigest() for path in ASSETS.iterdir()}
    assert sums == {name: digest for name, digest in files.items() if name != "SHA256SUMS"}


SCRIPTS = ("report.js", "workbench.js")


@pytest.mark.parametrize("name", [*SCRIPTS, "report.css", "workbench.css"])
def test_no_file_ends_the_element_that_carries_it(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    assert "</" not in text
    assert "<!--" not in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_reads_text_as_markup(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in text
    for word in ("XMLHttpRequest", "WebSocket", "sendBeacon", "import("):
        assert word not in text


def test_only_the_workbench_asks_its_own_server() -> None:
    """The policy of a workbench that is a file forbids it."""
    texts = {name: (ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS}
    assert {name: text.count("fetch(") for name, text in texts.items()} == {
        "report.js": 0,
        "workbench.js": 1,
    }


def test_the_committed_files_are_what_the_sources_give() -> None:
    if not shutil.which("node") or not (FRONTEND / "node_modules").is_dir():
        pytest.skip("needs node and the packages of frontend/: make frontend")
    compared = subprocess.run(
        ["node", "build.mjs", "--compare"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
    )
    assert compared.returncode == 0, compared.stderr
