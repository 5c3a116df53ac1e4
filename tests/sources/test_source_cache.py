"""The texts of pages for reports."""

from pathlib import Path

from docreplay.sources.source_cache import SourceCache


def test_a_text_has_lf_line_ends_and_no_bom(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc")
    assert SourceCache(tmp_path)["a.md"] == "a\nb\nc"


def test_nothing_outside_of_the_project_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    root = tmp_path / "project"
    root.mkdir()
    (root / "link.md").symlink_to(secret)
    texts = SourceCache(root)
    for path in ("../secret.md", str(secret), "link.md", "absent.md", "."):
        assert path not in texts
    assert (list(texts), len(texts)) == ([], 0)
