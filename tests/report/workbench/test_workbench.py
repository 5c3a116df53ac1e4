"""The page of the workbench: its data, and that nothing in it is markup."""

import gzip
import json
import re
from base64 import b64decode
from typing import Any

import pytest

from docreplay.model.markup.text_fixes import TextChange
from docreplay.model.translation import PageVerdict
from docreplay.model.workbench import AlignedText, PageTasks, Task, Workbench
from docreplay.report.workbench.render import render

HOSTILE = "</template><script>alert(1)</script>\u202e]]>\ud800"


def work_of(text: str, translation: str = "") -> Workbench:
    row = AlignedText("text", text, text, translation or text, 0, len(text))
    task = Task(
        lane="repair",
        cause=text,
        fingerprint=text,
        message=text,
        line=1,
        replacements=(TextChange(len(text) - 1, len(text), text),),
        end=len(text),
        row=0,
        mark=(len(text) - 1, len(text)),
    )
    verdict = PageVerdict(path=text, locale=text, state="outdated")
    return Workbench(
        pages=(PageTasks(verdict=verdict, source=text, text=text, rows=(row,), tasks=(task,)),)
    )


def unpacked(html: str, name: str) -> list[Any]:
    found = re.search(rf'<template id="{name}">(.*?)</template>', html, re.DOTALL)
    assert found
    return [json.loads(gzip.decompress(b64decode(line))) for line in found[1].split()]


def test_offsets_count_utf_16_code_units() -> None:
    (page,) = unpacked(render(work_of("😀😀b"), project="p"), "pages")
    assert page["tasks"][0]["replacements"] == [[4, 5, "😀😀b"]]
    assert page["tasks"][0]["mark"] == [4, 5]
    assert page["rows"][0][4:] == [0, 5, 0]


def test_texts_are_data_only() -> None:
    html = render(work_of(HOSTILE), project=HOSTILE)
    assert "alert(1)" not in html
    assert html.count("<script") == 1
    (index,) = unpacked(html, "data")
    assert index["pages"]["path"] == [HOSTILE]


@pytest.mark.parametrize(("is_served", "policy"), [(False, "'none'"), (True, "'self'")])
def test_a_file_may_send_no_request(is_served: bool, policy: str) -> None:
    html = render(work_of("a"), project="p", is_served=is_served)
    assert f"connect-src {policy};" in html.replace("&#39;", "'")
    assert "default-src 'none'" in html


def test_the_same_work_is_the_same_page() -> None:
    assert render(work_of("a"), project="p") == render(work_of("a"), project="p")
