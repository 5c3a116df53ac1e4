"""What a CI job needs to install this docreplay again."""

import json
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from docreplay.cli.requirement import requirement_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"vcs": "git", "commit_id": COMMIT}
DIGEST = "ab" * 32


@pytest.mark.parametrize(
    ("recorded", "requirement"),
    [
        (None, ""),
        ({"url": "file:///home/x/docreplay", "dir_info": {"editable": True}}, ""),
        ({"url": "file:///tmp/docreplay.whl", "archive_info": {"hashes": {"sha256": DIGEST}}}, ""),
        (
            {"url": "https://git.example.com/docreplay", "vcs_info": GIT},
            f"docreplay @ git+https://git.example.com/docreplay@{COMMIT}",
        ),
        (
            {"url": "ssh://git@git.example.com/docreplay", "vcs_info": GIT},
            f"docreplay @ git+ssh://git@git.example.com/docreplay@{COMMIT}",
        ),
        ({"url": "https://me:secret@git.example.com/docreplay", "vcs_info": GIT}, ""),
        (
            {"url": "https://x.example/d.whl", "archive_info": {"hashes": {"sha256": DIGEST}}},
            f"docreplay @ https://x.example/d.whl#sha256={DIGEST}",
        ),
        ({"url": "https://me@x.example/d", "archive_info": {"hashes": {"sha256": DIGEST}}}, ""),
        ({"url": "https://x.example/d.whl", "archive_info": {}}, ""),
    ],
)
def test_a_requirement_is_pinned_to_its_source_or_unknown(
    tmp_path: Path, recorded: object, requirement: str
) -> None:
    if recorded is not None:
        (tmp_path / "direct_url.json").write_text(json.dumps(recorded))
    assert requirement_of(PathDistribution(tmp_path)) == requirement
