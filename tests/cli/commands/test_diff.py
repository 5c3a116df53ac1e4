import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command

OLD = """\
# photo resource type

## Properties
| Property | Type | Description |
|---|---|---|
| id | String | The id. Read-only. |
| caption | String | Words that are shown below the photo in the album. |

<!-- { "blockType": "resource", "@odata.type": "graph.photo" } -->
```json
{ "id": "String" }
```
"""
NEW = OLD.replace("| caption | String | Words that are shown below the photo in the album. |\n", "")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders of pages, in the current folder."""
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "photo.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_two_folders_are_compared(folders: Path, docreplay: Command) -> None:
    ended = docreplay("diff", "old", "new", "-q")
    assert ended.code == 1
    assert (
        "new/photo.md:4:3: error REG470 [breaking] property `caption` of `photo` was removed"
        in ended.out
    )
    assert docreplay("diff", "old", "old").code == 0


def test_revisions_are_compared_without_checking_them_out(
    project: Path, docreplay: Command
) -> None:
    page = project / "docs_source/en-us/photo.md"
    git(project, "init", "-q")
    for text in (OLD, NEW):
        page.write_text(text, encoding="utf-8")
        git(project, "add", "-A")
        git(project, "commit", "-q", "-m", "x")
    page.write_text(OLD, encoding="utf-8")
    assert "REG470" in docreplay("diff", "HEAD~1..HEAD").out
    assert "REG470" in docreplay("diff", "HEAD~1", "HEAD").out
    assert "REG471" in docreplay("diff", "HEAD").out  # the working tree has the property again
    assert "no findings" in docreplay("diff", "HEAD~1").out
    assert page.read_text(encoding="utf-8") == OLD


def test_translations_are_not_compared(project: Path, docreplay: Command) -> None:
    git(project, "init", "-q")
    for locale in ("en-us", "zh-cn"):
        (project / "docs_source" / locale).mkdir(exist_ok=True)
        (project / "docs_source" / locale / "photo.md").write_text(OLD, encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "x")
    (project / "docs_source/zh-cn/photo.md").write_text(NEW, encoding="utf-8")
    assert docreplay("diff", "HEAD").code == 0


@pytest.mark.parametrize(
    ("fail_on", "code"), [("breaking", 0), ("unknown", 0), ("non-breaking", 1)]
)
def test_a_class_decides_on_the_exit_code(
    folders: Path, docreplay: Command, fail_on: str, code: int
) -> None:
    assert docreplay("diff", "new", "old", "--fail-on", fail_on).code == code


def test_release_notes_have_breaking_changes_first(folders: Path, docreplay: Command) -> None:
    added = NEW.replace("|---|---|---|\n", "|---|---|---|\n| width | Int32 | Width in pixels. |\n")
    (folders / "new/photo.md").write_text(added, encoding="utf-8")
    assert (
        docreplay("diff", "old", "new", "--changelog", "markdown").out
        == """\
# Changes of the API from old to new

## Breaking changes

### `photo`

- property `caption` of `photo` was removed: clients that read it fail

## Other changes

### `photo`

- property `width` of `photo` was added
"""
    )


def test_the_changelog_of_graph_has_its_fields(folders: Path, docreplay: Command) -> None:
    entries = json.loads(docreplay("diff", "old", "new", "--changelog", "graph").out)["changelog"]
    assert len(entries) == 1
    fields = {"ChangeList", "Id", "Cloud", "Version", "CreatedDateTime", "WorkloadArea", "SubArea"}
    assert entries[0].keys() == fields
    change = entries[0]["ChangeList"][0]
    assert change.pop("Id")
    assert change == {
        "ApiChange": "Property",
        "ChangedApiName": "caption",
        "ChangeType": "Deletion",
        "Description": "Removed the **caption** property from the **photo** resource.",
        "Target": "photo",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("old",), "`old` is a folder; expected two versions"),
        (("old", "new", "old"), "expected one or two versions, got 3"),
        (("old", "missing"), "missing"),
    ],
)
def test_what_is_not_two_versions_is_refused(
    folders: Path, docreplay: Command, arguments: tuple[str, ...], message: str
) -> None:
    ended = docreplay("diff", *arguments)
    assert ended.code == 2
    assert message in ended.err
    assert ended.err.count("Try:") == 1
    assert "--changed-since" not in ended.err


@pytest.mark.parametrize(
    ("profile", "label"),
    [("graph", "note REG471 [non-breaking]"), ("azure", "error REG471 [breaking]")],
)
def test_a_policy_labels_changes(
    folders: Path, docreplay: Command, profile: str, label: str
) -> None:
    out = docreplay("diff", "new", "old", "--profile", profile, "-q").out
    assert f"{label} property `caption` of `photo` was added" in out
    assert ("but breaking by the policy `azure`" in out) == (profile == "azure")
