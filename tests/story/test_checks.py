"""What is wrong with stories whatever their spelling: cycles, and headers that cannot be sent."""

from pathlib import Path
from textwrap import dedent

import pytest

from docreplay.config.load import from_table
from docreplay.flows import check as check_flow
from docreplay.model.stories.story import Parameter, RawCall, Step, Story, StoryCall, Template
from tests.story.test_engine import AT, CREATE, ran, step, story

PAGE = """\
<!-- { "blockType": "request", "name": "get-photo" } -->
```http
GET /photos/{id}
```
<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
```
"""
HEAD = """\
arazzo: 1.1.0
info: {title: a, version: '1'}
sourceDescriptions: [{name: own, url: 'docreplay:'}]
workflows:
"""


def findings(folder: Path, name: str, text: str) -> list[str]:
    """Return what `check` reports about one story file, without the path."""
    for path, content in (("docs/page.md", PAGE), (f"flows/{name}", dedent(text))):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    key = "scenarios" if name.endswith(".json") else "stories"
    value = ["flows"] if key == "scenarios" else ["flows/*"]
    found = check_flow.check(from_table(folder, {"docs": ["docs"], key: value})).findings
    return [str(finding).removeprefix(f"flows/{name}:") for finding in found]


def called(*calls: tuple[str, str]) -> str:
    """Return a file with stories, each with a step that calls another."""
    return "story:\n" + "".join(
        f"  - id: {name}\n    steps:\n      - {{id: s, story: {other}}}\n" for name, other in calls
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (called(("a", "a")), ["4:9: error RUN545 the stories call each other without end: a → a"]),
        (
            called(("a", "b"), ("b", "a")),
            ["4:9: error RUN545 the stories call each other without end: a → b → a"],
        ),
        (
            called(("start", "a"), ("a", "b"), ("b", "c"), ("c", "b"), ("z", "a")),
            ["10:9: error RUN545 the stories call each other without end: b → c → b"],
        ),
        (
            called(("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")),
            [
                "4:9: error RUN545 the stories call each other without end: a → b → a",
                "10:9: error RUN545 the stories call each other without end: c → d → c",
            ],
        ),
        (
            called(("a", "b"), ("c", "b"), ("d", "c"))
            + "  - {id: b, steps: [{id: s, request: GET /}]}\n",
            [],
        ),
        (
            """\
            story:
              - id: a
                steps: [{id: s, request: GET /}]
                finally: [{id: t, story: a}]
            """,
            ["4:15: error RUN545 the stories call each other without end: a → a"],
        ),
        (
            """\
            story:
              - id: a
                steps: [{id: s, request: GET /, on-success: [{goto-story: b}]}]
              - id: b
                steps: [{id: s, request: GET /, on-success: [{goto-story: a}]}]
            """,
            ["3:13: error RUN545 the stories call each other without end: a → b → a"],
        ),
        (
            """\
            story:
              - id: a
                steps:
                  - {id: s, request: GET /, on-success: [{end: true, if: [$statusCode == 200]}]}
                  - {id: again, story: a}
              - id: b
                steps:
                  - {id: s, request: GET /, on-success: [{goto-story: b, if: [$statusCode == 202]}]}
            """,
            [],
        ),
        (
            """\
            story:
              - {id: a, requires: [b], steps: [{id: s, request: GET /}]}
              - {id: b, requires: [c], steps: [{id: s, request: GET /}]}
              - {id: c, requires: [a], steps: [{id: s, request: GET /}]}
            """,
            ["2:5: error RUN545 the stories depend on each other: a → b → c → a"],
        ),
    ],
)  # fmt: skip
def test_a_cycle_is_named_at_its_place(text: str, expected: list[str], tmp_path: Path) -> None:
    assert findings(tmp_path, "a.yaml", text) == expected


def test_a_cycle_leads_through_files(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    other = "story: [{id: b, steps: [{id: s, story: flows/a.yaml#a}]}]\n"
    (tmp_path / "flows/b.yaml").write_text(other, encoding="utf-8")
    text = "story: [{id: a, steps: [{id: s, story: flows/b.yaml#b}]}]\n"
    way = "a → flows/b.yaml#b → a"
    expected = [f"1:25: error RUN545 the stories call each other without end: {way}"]
    assert findings(tmp_path, "a.yaml", text) == expected


def test_workflows_that_call_each_other_are_a_cycle(tmp_path: Path) -> None:
    text = HEAD + (
        "  - {workflowId: a, steps: [{stepId: s, workflowId: b}]}\n"
        "  - {workflowId: b, steps: [{stepId: s, workflowId: a}]}\n"
    )
    expected = ["5:29: error RUN545 the stories call each other without end: a → b → a"]
    assert findings(tmp_path, "a.arazzo.yaml", text) == expected


def test_thousands_of_stories_that_call_each_other_are_a_cycle(tmp_path: Path) -> None:
    calls = [(f"s{n}", f"s{n + 1}") for n in range(3000)]
    text = called(*calls, ("s3000", "s0"))
    (finding,) = findings(tmp_path, "a.yaml", text)
    assert "s0 → s1 → s2 → s3 → … → s2999 → s3000 → s0" in finding


def test_a_call_that_depends_on_a_response_is_ended_with_its_names() -> None:
    one = story(step("x", "GET", "/x"), story_step("s", "b"))
    two = story(story_step("s", "a"), name="b")
    result, _ = ran(one, {"GET /x": 200}, two)
    assert result.reason.endswith("more than 20 stories call each other: a → b → a")


def story_step(name: str, other: str) -> Step:
    """Return a step that calls a story of the same file."""
    return Step(id=name, operation=StoryCall(story=f"{AT.path}#{other}"))


TOML = """\
[[story]]
id = "a"
headers = { X-All = "a\\rb" }

[[story.steps]]
id = "s"
case = "page#get-photo"
path = { id = "a\\nb" }
headers = { X-Key = "a\\r\\nX-Evil: 1", "X Y" = "1" }
cookies = { c = "1;d=2" }
"""
YAML = """\
story:
  - id: a
    steps:
      - id: s
        request: GET /x
        query: {q: "a\\nb"}
        headers: {X-Key: "a\\0b", Authorization: "Bearer a\\nb"}
      - id: t
        request: GET /x
        url: "/a\\nb"
"""
ARAZZO = (
    HEAD
    + """\
  - workflowId: a
    parameters: [{in: header, name: X-All, value: "a\\nb"}]
    steps:
      - stepId: s
        operationId: page#get-photo
        parameters:
          - {in: header, name: X-Key, value: "{$statusCode}\\n"}
          - {in: cookie, name: c, value: "a\\tb"}
"""
)
SCENARIO = """\
{ "scenarios": [
  { "name": "a", "method": "get-photo", "enabled": true,
    "request-parameters": { "X-Key:": "a\\r\\nX-Evil: 1", "{id}": "1" } }
] }
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.toml",
            TOML,
            [
                "1:1: error RUN545 the value of header `X-All` contains a control character",
                "5:1: error RUN545 `X Y` is not a valid header name",
                "5:1: error RUN545 the value of cookie `c` contains a semicolon, which ends a "
                "cookie",
                "5:1: error RUN545 the value of header `X-Key` contains a control character",
            ],
        ),
        (
            "a.yaml",
            YAML,
            [
                "4:9: error RUN545 the value of header `Authorization` contains a control "
                "character",
                "4:9: error RUN545 the value of header `X-Key` contains a control character",
                "8:9: error RUN545 the value of `url` contains a control character",
            ],
        ),
        (
            "a.arazzo.yaml",
            ARAZZO,
            [
                "5:5: error RUN545 the value of header `X-All` contains a control character",
                "8:9: error RUN545 the value of cookie `c` contains a control character",
                "8:9: error RUN545 the value of header `X-Key` contains a control character",
            ],
        ),
        (
            "a.json",
            SCENARIO,
            ["3:39: error RUN523 the value of header `X-Key` contains a control character"],
        ),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_sent_is_reported(
    name: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    assert findings(tmp_path, name, text) == expected


@pytest.mark.parametrize(
    ("place", "name", "reason"),
    [
        ("header", "X-Id", "the value of header `X-Id` contains a control character"),
        ("header", "Authorization", "the value of header `Authorization` contains"),
        ("header", "Content-Type", "the value of header `Content-Type` contains"),
        ("cookie", "c", "the value of cookie `c` contains a control character"),
        ("querystring", "q", "the value of `q` contains a control character"),
        ("text", "{x}", "the value of `{x}` contains a control character"),
        ("url", "", "the value of `url` contains a control character"),
        ("query", "q", ""),
        ("path", "x", ""),
    ],
)
def test_a_captured_control_character_fails_the_step(place: str, name: str, reason: str) -> None:
    value = Template(value="$steps.create.outputs.id")
    used = Parameter(place=place, name=name, value=value)  # type: ignore[arg-type]
    result, asked = ran(
        story(CREATE, step("s", "GET", "/photos/{x}", parameters=(used,))),
        {
            "POST /photos": [200, {"id": "a\r\nX-Evil: 1"}],
            "GET /photos/%7Bx%7D?q=a%0D%0AX-Evil:%201": 200,
            "GET /photos/a%0D%0AX-Evil%3A%201": 200,
        },
    )  # fmt: skip
    assert result.outcome == ("failed" if reason else "passed")
    assert reason in result.reason
    assert len(asked.sent) == (1 if reason else 2)


def test_a_captured_control_character_in_a_header_of_its_own_fails_the_step() -> None:
    headers = (("X-Id", "{$steps.create.outputs.id}"),)
    call = RawCall(method="GET", target="/x", headers=headers)
    used = Step(id="s", operation=call)
    result, _ = ran(story(CREATE, used), {"POST /photos": [200, {"id": "a\nb"}]})
    assert result.reason == "step `s`: the value of header `X-Id` contains a control character"


def test_steps_in_reverse_order_need_no_recursion() -> None:
    steps = [step(f"s{n}", "GET", "/x", depends_on=(f"s{n + 1}",)) for n in range(900)]
    one: Story = story(*steps, step("s900", "GET", "/x"))
    result, asked = ran(one, {"GET /x": 200})
    assert (result.outcome, len(asked.sent)) == ("passed", 901)
