"""`docreplay export arazzo`: which stories are written, and what is said about them."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Command
from tests.emit.arazzo.checked import faults
from tests.live.test_captures import LIST, MADE
from tests.live.test_requires import noted

STORY = """\
story:
  - id: a
    account: reader
    steps: [{id: s, case: "en-us/photo-get#get_photo", path: {id: "7"}}]
    finally: [{id: t, request: DELETE /x}]
  - id: b
    steps: [{id: s, story: stories/other.yaml#c}]
"""
OTHER = "story: [{id: c, steps: [{id: s, request: GET /c}]}, {id: d, steps: [{id: s, story: c}]}]"
WRONG = '{"scenarios": [{"name": "x", "method": "none", "enabled": true}]}'


@pytest.fixture
def stories(project: Path) -> Path:
    """Return a project with two story files."""
    (project / "stories").mkdir()
    (project / "stories/a.yaml").write_text(STORY, encoding="utf-8")
    (project / "stories/other.yaml").write_text(OTHER, encoding="utf-8")
    (project / "docreplay.toml").write_text('stories = ["stories/*"]\n', encoding="utf-8")
    return project


def written(folder: Path) -> dict[str, str]:
    """Return the exported files, which must be valid."""
    names = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    found = {str(name): (folder / name).read_text(encoding="utf-8") for name in names}
    assert faults(found) == []
    return found


def workflows(folder: Path) -> dict[str, list[str]]:
    """Return the ids of the workflows by their documents."""
    found = {path: yaml.safe_load(text) for path, text in written(folder).items()}
    return {
        path: [item["workflowId"] for item in document["workflows"]]
        for path, document in found.items()
        if "workflows" in document
    }


def test_stories_are_written_with_what_other_tools_ignore(
    stories: Path, docreplay: Command
) -> None:
    ended = docreplay("export", "arazzo", "--output", "out")
    assert (ended.code, ended.out) == (0, "4 files written, 4 stories; no findings\n")
    assert ended.err == (
        "written as extensions, which other tools ignore: accounts, steps that run at the end in"
        " any case\n"
    )
    assert workflows(stories / "out") == {
        "stories/a.arazzo.yaml": ["a", "b"],
        "stories/other.arazzo.yaml": ["c", "d"],
    }
    before = written(stories / "out")
    assert docreplay("export", "arazzo", "--output", "out").code == 0
    assert written(stories / "out") == before
    text = before["stories/a.arazzo.yaml"]
    assert "workflowId: $sourceDescriptions.stories-other.c\n" in text
    assert "arazzo: '1.0.1'\n" in text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("stories/other.yaml", {"stories/other.arazzo.yaml": ["c", "d"]}),
        ("stories/other.yaml#c", {"stories/other.arazzo.yaml": ["c"]}),
        ("stories/a.yaml#a", {"stories/a.arazzo.yaml": ["a"]}),
        (
            "stories/a.yaml#b",
            {"stories/a.arazzo.yaml": ["b"], "stories/other.arazzo.yaml": ["c"]},
        ),
    ],
)
def test_a_path_selects_stories_with_those_that_they_call(
    stories: Path, docreplay: Command, path: str, expected: dict[str, list[str]]
) -> None:
    assert docreplay("export", "arazzo", "--output", "out", path).code == 0
    assert workflows(stories / "out") == expected


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("stories/a.yaml#none",), 2, "unknown story `stories/a.yaml#none`"),
        (("docs_source/none.md",), 2, "docs_source/none.md does not exist"),
        (("docs_source",), 5, "no story found"),
        (("--documented",), 2, "`--documented` is about formats of recordings, such as `har`"),
    ],
)
def test_what_cannot_be_exported_is_an_error(
    stories: Path, docreplay: Command, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ended = docreplay("export", "arazzo", "--output", "out", *arguments)
    assert ended.code == code
    assert ended.err.splitlines()[0].endswith(message)
    assert not (stories / "out").exists() or not list((stories / "out").iterdir())


def test_a_scenario_that_cannot_be_run_is_named(project: Path, docreplay: Command) -> None:
    (project / "tests").mkdir()
    (project / "tests/x.json").write_text(WRONG, encoding="utf-8")
    (project / "docreplay.toml").write_text('scenarios = ["tests"]\n', encoding="utf-8")
    ended = docreplay("export", "arazzo", "--output", "out")
    assert ended.code == 5
    assert ended.err.startswith("tests/x.json#x: the scenario cannot be run: ")


ADD = noted("POST /albums?kind={kind}", '"capture": {"album": "$.id"}', MADE, "add")
GET = noted("GET /albums/{album}", '"requires": ["add"]', name="get")
AGAIN = noted("GET /albums/{album}/again", '"requires": ["get"]', name="again")
PLAIN = noted("GET /plain", name="plain")


def exported(project: Path, docreplay: Command, text: str, **settings: str) -> list[object]:
    """Return the steps of each workflow of a page: operation and parameters."""
    (project / "docs_source/en-us/albums.md").write_text(text, encoding="utf-8")
    lines = [f'{key} = "{value}"\n' for key, value in settings.items()]
    (project / "docreplay.toml").write_text("".join(lines), encoding="utf-8")
    ended = docreplay("export", "arazzo", "--output", "out", "docs_source/en-us/albums.md")
    assert ended.code == 0, ended
    files = written(project / "out")
    document = yaml.safe_load(files["docs_source/en-us/albums.arazzo.yaml"])
    return [
        [
            item["workflowId"],
            *(
                [step["stepId"], *(f"{p['name']}={p['value']}" for p in step.get("parameters", ()))]
                for step in item["steps"]
            ),
        ]
        for item in document["workflows"]
    ]


def test_annotations_become_workflows(project: Path, docreplay: Command) -> None:
    taken = "album=$steps.add.outputs.album"
    assert exported(project, docreplay, ADD + GET + AGAIN + PLAIN) == [
        ["get", ["add", "kind=$inputs.kind"], ["get", taken]],
        ["again", ["add", "kind=$inputs.kind"], ["get", taken], ["again", taken]],
    ]


def test_inferred_captures_become_workflows(project: Path, docreplay: Command) -> None:
    text = (
        noted("GET /groups", response=LIST, name="list")
        + noted("GET /groups/{id}/threads", response=LIST, name="threads")
        + noted("GET /groups/{id}/threads/{id}", name="thread")
        + noted("GET /groups/1234567890/photo", name="photo")
    )
    one, two = "$steps.list.outputs.groups", "$steps.threads.outputs.groups-threads"
    assert exported(project, docreplay, text, captures="infer") == [
        ["threads", ["list"], ["threads", f"id={one}"]],
        ["thread", ["list"], ["threads", f"id={one}"], ["thread", f"id={one}", f"id-2={two}"]],
        ["photo", ["list"], ["photo", f"groups={one}"]],
    ]


def test_an_id_in_a_url_cannot_be_exported(project: Path, docreplay: Command) -> None:
    add = ADD.replace("$.id", "Location:")
    (project / "docs_source/en-us/albums.md").write_text(add + GET, encoding="utf-8")
    ended = docreplay("export", "arazzo", "--output", "out")
    assert ended.code == 5
    expected = "en-us/albums#get: an id is a part of the URL in `Location`, which a story cannot"
    assert ended.err.startswith(expected)
