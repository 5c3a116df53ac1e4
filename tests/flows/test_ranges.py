"""Findings know the text that they name: where it starts, and where it ends."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows import check as check_flow
from docreplay.flows.drift import run as drift_flow
from docreplay.model.finding import Finding

RESOURCE = """\
# Photo

## Properties

| Property | Type |
|:---------|:-----|
| height | Int32 |
| depth | Int32 |

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "t.photo" } -->
```json
{ "height": 99, "size": 1 }
```
"""
PAGE = """\
---
title: Photo
---
# Get a photo

See [the photo](missing.md) and [here](#nowhere).

<!-- { "blockType": "request", "name": "get_photo", "colour": 1 } -->
```http
GET https://api.example/{ }/photo
Accept image/png
```

<!-- { "blockType": "respones", "@odata.type": "t.photos" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "height": 99, }
```

<!-- { "blockType": "ignored" } -->

Words.
"""
SOURCE = "# Photo\n\n| Property |\n|---|\n| `maxHeight` |\n\n```json\n{ 1 }\n```\n"
TARGET = "# Foto\n\n| Eigenschaft |\n|---|\n| `maxHöhe` |\n\n```json\n{ 2 }\n```\n"


def named(finding: Finding, texts: dict[str, str]) -> str:
    """Return the text that a finding covers; `""` where it has no end."""
    if finding.end is None:
        return ""
    lines = texts[finding.location.path].split("\n")
    first, last = finding.location.line - 1, finding.end.line - 1
    rows = lines[first : last + 1]
    rows[-1] = rows[-1][: finding.end.column - 1]
    rows[0] = rows[0][finding.location.column - 1 :]
    return "\n".join(rows)


def write(root: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def covered(findings: Iterable[Finding], texts: dict[str, str]) -> set[tuple[str, str]]:
    return {(finding.code, named(finding, texts)) for finding in findings}


@pytest.fixture
def checked(tmp_path: Path) -> set[tuple[str, str]]:
    texts = {"docs/photo.md": RESOURCE, "docs/get.md": PAGE}
    write(tmp_path, texts)
    run = check_flow.check(Config(root=tmp_path, docs=("docs",)))
    assert all(finding.end is None or finding.end > finding.location for finding in run.findings)
    return covered(run.findings, texts)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("DOC145", "depth"),
        ("DOC144", '"size"'),
        ("DOC150", "missing.md"),
        ("DOC151", "#nowhere"),
        ("DOC106", '"colour"'),
        ("DOC105", 'blockType": "respones"'),
        ("DOC149", "GET https://api.example/{ }/photo"),
        ("DOC103", '<!-- { "blockType": "ignored" } -->'),
    ],
)
def test_a_finding_covers_the_text_that_it_names(
    checked: set[tuple[str, str]], code: str, text: str
) -> None:
    assert (code, text) in checked


def test_a_finding_on_a_translation_covers_what_differs(tmp_path: Path) -> None:
    texts = {"docs/en-us/photo.md": SOURCE, "docs/de-de/photo.md": TARGET}
    write(tmp_path, texts)
    run = drift_flow.drift(Config(root=tmp_path, docs=("docs",), source_locale="en-us")).run
    found = covered(run.findings, texts)
    assert ("DRI320", "`maxHöhe`") in found
    assert ("DRI310", "{ 2 }") in found
