import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command

PAGE = """\
# Count photos

```http
GET https://api.example.com/v1/photos/count
```

```http
HTTP/1.1 200 OK
```

```http
GET https://api.example.com/v1/photos
```

```json
[{ "id": "1" }]
```

<Tabs>

```http
GET https://api.example.com/v1/tabs
```

```http
HTTP/1.1 200 OK
```

</Tabs>
"""
ANNOTATED = PAGE.replace(
    "```http\nGET https://api.example.com/v1/photos/count",
    '<!-- { "blockType": "request", "name": "count_photos" } -->\n'
    "```http\nGET https://api.example.com/v1/photos/count",
).replace("```http\nHTTP", '<!-- { "blockType": "response" } -->\n```http\nHTTP', 1)
NAME = "docs_source/en-us/count.md"
COUNTS = (
    "1 exchange annotated on 1 page;"
    " not annotated: 1 (inside a component), 1 (response without a status line)"
)


@pytest.fixture
def page(project: Path) -> Path:
    """A page without annotations, beside one that has them."""
    file = project / NAME
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_the_page_is_annotated_once(page: Path, docreplay: Command) -> None:
    ended = docreplay("annotate")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines() == [
        f"{NAME}:4:1: annotated `count_photos` (GET https://api.example.com/v1/photos/count)",
        f"{NAME}:22:1: not annotated: inside a component",
        COUNTS,
    ]
    assert page.read_text(encoding="utf-8") == ANNOTATED
    again = docreplay("annotate", "-q").err
    assert again == COUNTS.replace("1 exchange annotated on 1 page", "nothing to annotate") + "\n"
    assert page.read_text(encoding="utf-8") == ANNOTATED


def test_the_exchange_is_read_without_inference(page: Path, docreplay: Command) -> None:
    docreplay("annotate")
    assert "count#count_photos\n" in docreplay("extract", "-q", NAME).out


def test_verbose_output_has_the_place_of_everything(page: Path, docreplay: Command) -> None:
    lines = docreplay("annotate", "-v", "--dry-run").err.splitlines()
    assert f"{NAME}:12:1: not annotated: response without a status line" in lines


def test_a_dry_run_prints_a_patch_and_writes_nothing(page: Path, docreplay: Command) -> None:
    ended = docreplay("annotate", "--dry-run")
    assert ended.out.startswith(f"diff --git a/{NAME} b/{NAME}\n")
    assert '+<!-- { "blockType": "response" } -->\n' in ended.out
    assert ended.err.splitlines()[-1] == COUNTS
    assert page.read_text(encoding="utf-8") == PAGE


def test_the_patch_has_the_bytes_of_the_dry_run_and_git_applies_it(
    page: Path, project: Path, docreplay: Command
) -> None:
    page.write_bytes(PAGE.replace("\n", "\r\n").encode())
    printed = docreplay("annotate", "--dry-run").out
    ended = docreplay("annotate", NAME, "--patch", "a.patch")
    assert ended.err.splitlines()[-1] == f"{COUNTS}, written to a.patch"
    assert (project / "a.patch").read_bytes() == printed.encode()
    subprocess.run(["git", "apply", "a.patch"], cwd=project, check=True)
    assert page.read_bytes() == ANNOTATED.replace("\n", "\r\n").encode()


def test_a_link_out_of_the_project_is_not_written(
    page: Path, tmp_path_factory: pytest.TempPathFactory, docreplay: Command
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "count.md"
    page.rename(outside)
    page.symlink_to(outside)
    docreplay("annotate")
    assert outside.read_text(encoding="utf-8") == PAGE


def test_no_page_and_an_unknown_path_are_errors(project: Path, docreplay: Command) -> None:
    assert docreplay("annotate", "nowhere.md").code == 2
    (project / "docs_source/en-us/photo-get.md").unlink()
    assert docreplay("annotate").code == 5


def test_a_first_run_needs_no_configuration(page: Path, project: Path, docreplay: Command) -> None:
    (project / "docreplay.toml").unlink()
    (project / "docs_source").rename(project / "manual")
    ended = docreplay("annotate", "manual", "-q")
    assert ended.err == f"{COUNTS}\n"
