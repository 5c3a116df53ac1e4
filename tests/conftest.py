"""What tests of several folders share."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from benchmarks.corpus import ARCHIVE, unpack
from tests.support.corpus import SLICE

# A busy machine must not fail a test: no property has a deadline, and none is too slow.
settings.register_profile("docreplay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("docreplay"), derandomize=True, database=None)
settings.register_profile("fuzz", settings.get_profile("docreplay"), max_examples=10_000)
settings.load_profile("ci" if os.environ.get("CI") else "docreplay")

# A shell lets what it starts in the background ignore Ctrl-C, and programs that tests start would
# ignore it as well.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", params=["slice", "real"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages in a folder per locale: the slice that is part of the repository, and real ones.

    The real pages are unpacked once; without their archive those tests are skipped.
    """
    if request.param == "slice":
        return SLICE
    if not ARCHIVE.is_file():
        pytest.skip(f"the corpus of real pages, {ARCHIVE.name}, is not beside the repository")
    return unpack(tmp_path_factory.mktemp("corpus"))
