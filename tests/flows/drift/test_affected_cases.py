"""Generated tests and drift name the same exchanges."""

import re
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.stamp import digests
from docreplay.flows.drift.affected_cases import cases_that_differ
from docreplay.flows.drift.run import drift
from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options

REQUEST = '<!-- {{ "blockType": "request", "name": "{name}" }} -->\n\n```http\n{text}\n```\n\n'
RESPONSE = (
    '<!-- {{ "blockType": "response", "@odata.type": "microsoft.graph.{type}" }} -->\n\n'
    "```http\n{text}\n```\n\n"
)
SENT = 'PATCH https://graph.microsoft.com/v1.0/me/photo\nPrefer: minimal\n\n{ "height": 99 }'
ANSWERED = 'HTTP/1.1 200 OK\nContent-type: application/json\n\n{ "height": 99, "width": 7 }'
READ = REQUEST.format(name="get_user", text="GET https://graph.microsoft.com/v1.0/me")
OF_USER = '"blockType": "response", "@odata.type": "microsoft.graph.user"'
ENGLISH = (
    "# Photo\n\n"
    + REQUEST.format(name="update_photo", text=SENT)
    + RESPONSE.format(type="profilePhoto", text=ANSWERED)
    + "## Read\n\n"
    + READ
    + RESPONSE.format(type="user", text='HTTP/1.1 200 OK\n\n{ "id": "a7", "age": 3 }')
)
GERMAN = ENGLISH.replace("# Photo", "# Foto").replace("## Read", '## <a name="read"></a>Lesen')


def exchange_names(german: str) -> dict[str, bool]:
    """Return the generated exchanges, and whether the translation has its own test of each."""
    source, target = (
        Page(id=PageId(path=path, locale="", key="photo"), text=text)
        for path, text in (("en.md", ENGLISH), ("de.md", german))
    )
    found = reversed(tuple(cases_that_differ(source, target, Options())))
    return {item.name: item.is_own for item in found}


def messages(root: Path, german: str) -> list[str]:
    """Return the messages of drift on a translation that is stamped with the English page."""
    stamp = f"---\nms.openlocfilehash: {digests(ENGLISH)[0]}\n---\n"
    for locale, text in (("en-us", ENGLISH), ("de-de", stamp + german)):
        (root / "docs" / locale).mkdir(parents=True)
        (root / "docs" / locale / "photo.md").write_text(text, encoding="utf-8")
    return [f.message for f in drift(Config(root=root, docs=("docs",))).run.findings]


def named_by_drift(root: Path, german: str) -> dict[str, bool]:
    """Return the exchanges that findings of drift name."""
    found = re.findall(r"`(\w+)` is (not )?tested", "\n".join(messages(root, german)))
    return {name: not negated for name, negated in found}


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ("", "", {}),
        ("/me/photo", "/ich/foto", {"update_photo": True}),
        ("PATCH", "PUT", {"update_photo": True}),
        ("Prefer: minimal", "Prefer: minimum", {"update_photo": True}),
        ('{ "height": 99 }', '{ "Höhe": 99 }', {"update_photo": True}),
        ('"width": 7', '"width": 8', {"update_photo": True}),
        ("200 OK\n\n", "201 OK\n\n", {"get_user": True}),
        ("application/json", "application/xml", {"update_photo": True}),
        ("graph.profilePhoto", "graph.Profilfoto", {"update_photo": True}),
        ('"age": 3 }', '"age": 3,\n  }', {}),
        (OF_USER, '"Art": "Antwort"', {"get_user": False}),
        (READ, "", {"get_user": False, "update_photo_200": True}),
        (RESPONSE.format(type="profilePhoto", text=ANSWERED), "", {"update_photo": False}),
        ('<!-- { "blockType": "request", "name": "get_user" } -->', "", {"get_user": False}),
        ("HTTP/1.1 200 OK", "HTTP/1.1 200 In Ordnung", {}),
        ('{ "height": 99, "width": 7 }', '{\n\t"height": 99, "width": 7\n}', {}),
    ],
)  # fmt: skip
def test_an_exchange_that_differs_is_a_case_of_its_own_and_named_by_drift(
    tmp_path: Path, before: str, after: str, names: dict[str, bool]
) -> None:
    assert before in GERMAN
    german = GERMAN.replace(before, after) if before else GERMAN
    assert exchange_names(german) == names
    assert named_by_drift(tmp_path, german) == names


def test_a_finding_outside_of_code_names_no_exchange(tmp_path: Path) -> None:
    german = GERMAN.replace("GET https", "PUT https").replace("## <a", "### <a")
    *others, code = messages(tmp_path, german)
    assert others
    assert not any("test" in message for message in others)
    assert code == "code differs from the source, so `get_user` is tested separately for this page"
