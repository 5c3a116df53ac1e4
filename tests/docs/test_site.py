"""The documentation site builds without a warning, is complete, and loads no foreign file."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from docreplay.cli.main import docreplay
from docreplay.config.keys import SETTINGS
from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.model.markup.block import BLOCK_KINDS
from docreplay.read.annotations import KEYS as ANNOTATION_KEYS
from docreplay.report.format import format_names
from docreplay.story.file.keys import TABLES as STORY_TABLES
from docs.generators.hook import PARTS
from tests.docs.blocks import ROOT

_LOADED = re.compile(r'<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="(https?:)?//[^"]*"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout + ended.stderr) == (0, "")
    return folder


def test_every_command_is_documented_with_its_options(site: Path) -> None:
    page = (site / "reference/commands.html").read_text(encoding="utf-8")
    context = click.Context(docreplay)
    for name in docreplay.list_commands(context):
        command = docreplay.get_command(context, name)
        assert command
        assert f'id="{name}"' in page
        for option in (item for item in command.params if isinstance(item, click.Option)):
            assert option.hidden or option.opts[0] in page, option


@pytest.mark.parametrize("table", STORY_TABLES)
def test_every_key_of_story_files_is_documented(site: Path, table: str) -> None:
    page = (site / "reference/stories.html").read_text(encoding="utf-8")
    section = page.partition(f'id="{table}"')[2].partition("<h2")[0]
    assert [key for key in STORY_TABLES[table].keys if f"<code>{key}</code>" not in section] == []


@pytest.mark.parametrize("key", SETTINGS)
def test_every_key_of_the_configuration_is_documented(site: Path, key: str) -> None:
    page = (site / "reference/configuration.html").read_text(encoding="utf-8")
    assert f"<code>{key}</code>" in page


def test_every_rule_has_a_place_of_its_own(site: Path) -> None:
    folder = site / "reference/rules"
    pages = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.html")))
    for rule in all_rules():
        assert f'id="{rule.code.lower()}"' in pages
        assert f"{rule.code} {rule.name}" in pages


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_documented(site: Path, name: str) -> None:
    page = (site / "reference/reports.html").read_text(encoding="utf-8")
    assert f"<code>{name}</code>" in page


@pytest.mark.parametrize("word", sorted(ANNOTATION_KEYS | BLOCK_KINDS - {"plain"}))
def test_every_key_and_kind_of_annotations_is_documented(word: str) -> None:
    assert f"`{word}`" in (ROOT / "docs/pages/annotations.md").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for file in sorted(site.rglob("*.html")):
        text = re.sub(r'<link rel="canonical"[^>]*>', "", file.read_text(encoding="utf-8"))
        assert not _LOADED.search(text), file.name


def test_no_generated_part_depends_on_the_process() -> None:
    assert not [
        name for name, part in PARTS.items() if re.search(r"\bat 0x|/site-packages/", part())
    ]


def test_the_generated_parts_are_the_same_every_time() -> None:
    assert {name: part() for name, part in PARTS.items()} == {n: p() for n, p in PARTS.items()}
