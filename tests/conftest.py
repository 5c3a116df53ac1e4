"""What tests of several folders share."""

from pathlib import Path

import pytest

from benchmarks.corpus import ARCHIVE, unpack


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real pages in a folder per locale, unpacked once; skips where they are not at hand."""
    if not ARCHIVE.is_file():
        pytest.skip(f"the corpus of real pages is not at {ARCHIVE.name} beside the repository")
    return unpack(tmp_path_factory.mktemp("corpus"))
