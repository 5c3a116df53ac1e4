"""Messages without annotation, which `infer-unannotated` compares as annotated ones."""

import re
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.drift.fixes import fixed_pages, fixed_pair
from docreplay.flows.drift.run import drift, of_pair
from docreplay.model.finding import Finding

REQUEST = "GET https://api.example.com/v1/photo\nAccept: application/json\n"
RESPONSE = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "name": "sunset" }\n'
CURL = "curl -X POST https://api.example.com/v1/photo -d 'The name of it'\n"
PROSE = "The service looks for the photo.\nThen it sends it.\n"


def page(*blocks: tuple[str, str], title: str = "Photo") -> str:
    return f"# {title}\n\n" + "\n".join(f"```{info}\n{text}```\n" for info, text in blocks)


def project(root: Path, source: str, target: str, *, is_inferred: bool) -> Config:
    for locale, text in (("en", source), ("de", target)):
        (root / "docs" / locale).mkdir(parents=True, exist_ok=True)
        (root / "docs" / locale / "a.md").write_text(text, encoding="utf-8")
    return Config(root=root, docs=("docs",), source_locale="en", infer_unannotated=is_inferred)


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, str]]:
    return [
        (item.code, str(item.severity), item.location.line, item.fix.safety if item.fix else "")
        for item in findings
    ]


DAMAGED = [
    ((("text", REQUEST), ("text", RESPONSE)), ("/v1/photo", "/v1/foto"), 4, "get_v1_photo"),
    ((("text", REQUEST), ("text", RESPONSE)), ('"sunset"', '"Abend"'), 12, "get_v1_photo"),
    ((("http", REQUEST), ("text", RESPONSE)), ("200 OK", "201 OK"), 9, "get_v1_photo"),
    ((("txt", REQUEST), ("json", '{ "name": "x" }\n')), ("Accept", "Annehmen"), 5, "get_v1_photo"),
    (
        (("powershell", CURL), ("text", RESPONSE)),
        ("The name of it", "Der Name davon"),
        4,
        "post_v1_photo",
    ),
]


@pytest.mark.parametrize(("blocks", "change", "line", "name"), DAMAGED)
def test_a_message_is_code_in_any_language(
    tmp_path: Path,
    blocks: tuple[tuple[str, str], ...],
    change: tuple[str, str],
    line: int,
    name: str,
) -> None:
    source = page(*blocks)
    target = page(*blocks, title="Foto").replace(*change)
    config = project(tmp_path, source, target, is_inferred=True)
    found = drift(config)
    assert kinds(found.run.findings) == [("DRI310", "error", line, "safe")]
    assert re.search(rf"`{name}` is (not )?tested", found.run.findings[0].message)
    assert [item.integrity for item in found.pages] == ["damaged"]
    (changed,) = fixed_pages(config, found, frozenset({"safe"}))
    assert changed.after == page(*blocks, title="Foto")
    paths = "docs/en/a.md", "docs/de/a.md"
    assert kinds(of_pair(config, *paths).run.findings) == kinds(found.run.findings)
    assert next(fixed_pair(config, *paths, frozenset({"safe"}))) == changed


@pytest.mark.parametrize(("blocks", "change", "line", "name"), DAMAGED)
def test_without_the_setting_plain_text_is_for_people(
    tmp_path: Path,
    blocks: tuple[tuple[str, str], ...],
    change: tuple[str, str],
    line: int,
    name: str,
) -> None:
    target = page(*blocks, title="Foto").replace(*change)
    found = drift(project(tmp_path, page(*blocks), target, is_inferred=False)).run.findings
    assert kinds(found) == [("DRI310", "note", line, "")]
    assert name not in found[0].message


@pytest.mark.parametrize(
    ("block", "change"),
    [
        (("text", PROSE), ("Then it sends it.", "Dann sendet er es.")),
        (("mermaid", "graph LR\nA[The client] --> B\n"), ("The client", "Der Client")),
        (("text", "GET is a method of HTTP\n"), ("is a method of", "ist eine Methode von")),
    ],
)
def test_what_is_not_a_message_stays_text_for_people(
    tmp_path: Path, block: tuple[str, str], change: tuple[str, str]
) -> None:
    blocks = (("http", REQUEST), ("http", RESPONSE), block)
    target = page(*blocks, title="Foto").replace(*change)
    found = drift(project(tmp_path, page(*blocks), target, is_inferred=True)).run.findings
    assert [(item.code, str(item.severity), item.fix) for item in found] == [
        ("DRI310", "note", None)
    ]
