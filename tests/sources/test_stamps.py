from pathlib import Path

from docreplay.sources.stamps import stamps
from docreplay.sources.store import FileStore


def test_a_stamp_changes_with_its_file(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    before = stamps(store, tmp_path, ["."])
    assert list(before) == ["a.md"]
    (tmp_path / "a.md").write_text("longer")
    (tmp_path / "c.md").write_text("c")
    after = stamps(store, tmp_path, ["."])
    assert sorted(after) == ["a.md", "c.md"]
    assert after["a.md"] != before["a.md"]
