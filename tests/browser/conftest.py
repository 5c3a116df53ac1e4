"""Chromium and the reports that it opens, in the environment of `make browser`."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv/bin/python"
"""The environment with docreplay, which this one does not have."""
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the reports: a new one, or `DOCREPLAY_REPORTS`."""
    if made := os.environ.get("DOCREPLAY_REPORTS"):
        return Path(made)
    folder = tmp_path_factory.mktemp("reports")
    command = [str(PYTHON), "-m", "tests.browser.samples", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Any, reports: Path) -> Iterator[Open]:
    """Return a function that opens a report and waits until it is ready.

    At the end of the test, nothing must have been printed to the console, and nothing requested.
    """
    noticed: list[str] = []
    contexts: list[Any] = []

    def open_report(
        name: str,
        fragment: str = "",
        *,
        width: int = 1300,
        height: int = 900,
        scheme: str = "light",
    ) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noticed.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noticed.append(f"error: {error}"))
        page.on("dialog", lambda dialog: noticed.append(f"dialog: {dialog.message}"))
        address = (reports / f"{name}.html").as_uri()
        page.on("request", lambda request: note_request(request.url, address))
        page.goto(address + fragment)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=30_000)
        return page

    def note_request(url: str, own: str) -> None:
        if url != own:
            noticed.append(f"request: {url}")

    yield open_report
    for context in contexts:
        context.close()
    assert noticed == []
