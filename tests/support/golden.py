"""Expected outputs kept as whole files; `UPDATE_GOLDENS=1` rewrites them."""

import os
from pathlib import Path


def assert_golden(path: Path, text: str) -> None:
    """Compare a text with the file; pytest shows the difference."""
    if os.environ.get("UPDATE_GOLDENS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    renew = "if the difference is intended, run the test again with UPDATE_GOLDENS=1"
    assert text == path.read_bytes().decode(), f"{path.name} is outdated; {renew}"
