"""Text of pages and services stays text in every format."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.report.format import format_named, format_names
from tests.report.sample import FAILED, HEIGHT, HOSTILE
from tests.support.html_report import contents, readable

SECRETS = st.text(
    alphabet=st.sampled_from("ab<>&\"'`|*_[]()!#@:%,\n\r\x00\x1b\u202e\ud800\ufffe照-=/\\"),
    max_size=30,
)


def run_of(text: str) -> Run:
    """Return a run with the text in every place where a page or a service can put one."""
    finding = replace(
        HEIGHT, location=Location(f"d/{text}.md", 1), message=text, expected=text, actual=text
    )
    failed = replace(FAILED, id=text, title=text, reproduce=text, findings=(finding,))
    skipped = replace(failed, outcome="skipped", reason=text, findings=())
    sources = {finding.location.path: text}
    return Run(command="test", findings=(finding,), verdicts=(failed, skipped), sources=sources)


def render(name: str, text: str) -> str:
    return format_named(name).render(run_of(text))


@pytest.mark.parametrize("name", ["text", "concise", "github", "junit", "markdown", "html"])
@settings(deadline=None)  # the first call loads the template
@given(text=SECRETS)
def test_no_control_character_is_printed(name: str, text: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", render(name, text))


@pytest.mark.parametrize("name", ["text", "concise"])
@pytest.mark.parametrize(
    "path", ["::error::x.md", " ::add-mask::x", "##vso[task.complete]x", "\n::x"]
)
def test_a_path_does_not_become_a_command_of_a_log(name: str, path: str) -> None:
    found = replace(HEIGHT, location=Location(path, 1))
    failed = replace(FAILED, location=Location(path, 1), findings=())
    run = Run(command="check", findings=(found,), verdicts=(failed,))
    lines = format_named(name).render(run).split("\n")
    assert not [line for line in lines if line.lstrip().startswith("::") or "##vso[" in line]


@given(SECRETS)
def test_junit_is_well_formed(text: str) -> None:
    ET.fromstring(render("junit", text).encode("utf-8"))  # noqa: S314  # our own output


@given(SECRETS)
def test_github_gets_one_command_for_each_finding_and_no_other(text: str) -> None:
    lines = render("github", text).removesuffix("\n").split("\n")
    assert [line.startswith("::error file=d/") for line in lines] == [True, True, False, False]
    assert lines[2].startswith("::notice title=1 case skipped::")
    assert not lines[3].startswith("::")
    for line in lines[:2]:
        properties = line[2:].split("::", 1)[0].removeprefix("error ").split(",")
        names = [item.partition("=")[0] for item in properties]
        assert names in (
            ["file", "line", "col", "endLine", "title"],
            ["file", "line", "col", "title"],
        )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def tags(text: str) -> list[str]:
    reader = Tags()
    reader.feed(text)
    return [tag for tag, _ in reader.found]


@given(SECRETS | st.just("\x85\u2028\u2029\v\f\x1c"))
def test_jsonl_has_one_object_on_each_line_however_lines_are_divided(text: str) -> None:
    records = [json.loads(line) for line in render("jsonl", text).splitlines()]
    assert [record["type"] for record in records] == ["finding", "case", "case", "totals"]
    assert records[0]["message"] == text


@given(SECRETS)
def test_html_has_the_tags_of_its_template_alone(text: str) -> None:
    shown = [tag for tag in tags(render("html", text)) if tag not in ("code", "mark", "span")]
    plain = [tag for tag in tags(render("html", "a\n" * text.count("\n"))) if tag in shown]
    assert set(shown) <= set(plain)


@given(SECRETS)
def test_markdown_makes_no_link_no_picture_and_no_html_of_a_page(text: str) -> None:
    rendered = (
        MarkdownIt("commonmark", {"html": True}).enable("table").render(render("markdown", text))
    )
    ours = {"h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "details", "summary"}
    assert set(tags(rendered)) <= ours | {"code", "pre", "ul", "li", "p"}


def test_html_allows_its_own_script_and_style_and_nothing_from_elsewhere() -> None:
    text = render("html", HOSTILE)
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    hashes = [
        f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'"
        for name in ("script", "style")
        for part in re.findall(rf"(?s)<{name}>(.*?)</{name}>", text)
    ]
    script, style = hashes
    assert policy == [
        f"default-src 'none'; script-src {script}; style-src {style};"
        " base-uri 'none'; form-action 'none'"
    ]
    page = readable(text)
    assert not re.search(r"\b(?:src|style|on\w+)=", re.sub("(?s)<template.*", "", page))
    assert re.findall(r'href="([^"]*)"', page) == ["#main"]


@given(SECRETS)
def test_html_carries_every_text_as_it_is(text: str) -> None:
    found = contents(render("html", text))
    assert found["data"]["cases"]["title"] == [text or "", text or ""]
    assert found["details"]["findings"]["0"]["actual"] == text


def test_the_same_run_gives_the_same_bytes() -> None:
    assert render("html", HOSTILE) == render("html", HOSTILE)


@pytest.mark.parametrize("name", format_names())
def test_json_formats_stay_json_and_none_fails(name: str) -> None:
    text = render(name, HOSTILE)
    if name in {"json", "sarif", "gitlab"}:
        json.loads(text)
