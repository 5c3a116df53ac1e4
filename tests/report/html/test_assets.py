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


@pytest.mark.parametrize("name", ["report.js", "report.css"])
def test_no_file_ends_the_element_that_carries_it(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    assert "</" not in text
    assert "<!--" not in text


def test_the_script_never_reads_text_as_markup() -> None:
    text = (ASSETS / "report.js").read_text(encoding="utf-8")
    for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert name not in text
    for name in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import("):
        assert name not in text


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
