"""The public API: what `docreplay.__all__` declares works as documented."""

import inspect
import subprocess
import sys
import urllib.request
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import docreplay
from docreplay import Config, DocreplayError
from tests.support.pages import exchange

NAMES = {
    *("__version__", "Config", "load_config", "read_page", "check", "generate", "test", "drift"),
    *("serve", "Run", "Verdict", "Finding", "Severity", "Location", "Reading", "Exchange"),
    *("Drift", "PageVerdict", "DocreplayError", "ConfigError", "PageUnreadable", "OutputError"),
    *("ServiceUnreachable", "NothingMatched", "Secret"),
}
BODY = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "height": 99 }'


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for locale in ("en-us", "de-de"):
        page = tmp_path / f"docs_source/{locale}/photo.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# Photo\n\n{exchange(response=BODY)}", encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text("timeout = 5\n", encoding="utf-8")
    return docreplay.load_config(tmp_path / "docs_source/en-us")


def test_the_public_names_are_those_listed() -> None:
    assert set(docreplay.__all__) == NAMES
    assert len(docreplay.__all__) == len(NAMES)
    assert set(dir(docreplay)) >= NAMES


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__"}))
def test_every_public_name_is_documented_and_has_its_public_module(name: str) -> None:
    value: Any = getattr(docreplay, name)
    assert inspect.getdoc(value)
    assert value.__module__ == f"docreplay.{docreplay._HOMES[name]}"  # the table


def test_the_version_is_that_of_the_package() -> None:
    assert docreplay.__version__ == version("docreplay")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        docreplay.chek  # type: ignore[attr-defined]  # noqa: B018  # that is what is tested


def test_importing_the_package_loads_nothing_of_it() -> None:
    script = "import sys, docreplay; print([n for n in sys.modules if n.startswith('docreplay.')])"
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "[]\n")


def test_a_subpackage_hides_no_function() -> None:
    script = (
        "import docreplay.drift.align, docreplay.serve.app, docreplay;"
        "print(docreplay.drift.__name__, docreplay.serve.__module__)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ended.stderr, ended.stdout) == ("", "drift docreplay.flows.serve\n")


def test_a_configuration_is_that_of_the_nearest_project(config: Config, tmp_path: Path) -> None:
    assert (config.root, config.timeout) == (tmp_path, 5.0)
    with pytest.raises(docreplay.ConfigError, match="cannot read"):
        docreplay.load_config(tmp_path, tmp_path / "other.toml")


def test_a_page_is_read(config: Config) -> None:
    reading = docreplay.read_page(config, "docs_source/en-us/photo.md")
    assert isinstance(reading, docreplay.Reading)
    (found,) = reading.exchanges
    assert isinstance(found, docreplay.Exchange)
    assert found.id == "en-us/photo#get_photo"
    with pytest.raises(DocreplayError):
        docreplay.read_page(config, "docs_source/en-us/other.md")


def test_pages_are_checked(config: Config) -> None:
    page = config.root / "docs_source/en-us/photo.md"
    page.write_text(exchange(response="HTTP/1.1 200"), encoding="utf-8")
    run = docreplay.check(config)
    assert isinstance(run, docreplay.Run)
    (found,) = run.findings
    assert isinstance(found, docreplay.Finding)
    assert found.severity < docreplay.Severity.ERROR
    assert isinstance(found.location, docreplay.Location)


def test_tests_are_generated_and_run(config: Config) -> None:
    assert docreplay.generate(config).counts["written"] > 0
    run = docreplay.test(config)
    (verdict,) = run.verdicts
    assert isinstance(verdict, docreplay.Verdict)
    assert verdict.outcome == "passed"


def test_translations_are_compared(config: Config) -> None:
    found = docreplay.drift(config)
    assert isinstance(found, docreplay.Drift)
    (page,) = found.pages
    assert isinstance(page, docreplay.PageVerdict)
    assert page.locale == "de-de"


def test_documented_responses_are_served(config: Config) -> None:
    found: list[bytes] = []
    urls: list[str] = []

    def ask(url: str, cases: int) -> None:
        urls.append(url)
        with urllib.request.urlopen(f"{url}/v1/photo", timeout=10) as answer:  # noqa: S310  # loopback
            found.append(answer.read())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        docreplay.serve(config, announce=ask)
    assert (b"99" in found[0], urls[0].startswith("http://127.0.0.1:")) == (True, True)


@pytest.mark.parametrize("arguments", [["--version"], ["check", "--help"]])
def test_the_package_runs_as_a_module(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "docreplay", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert "docreplay" in ended.stdout
