"""Where the processes of a run count the requests that they have in flight.

Each slot is a folder below a temporary one, which a process locks while its request is in flight.
"""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from docreplay.config.settings import Config
from docreplay.replay.transport.in_flight import Closing, LimitedTransport
from docreplay.sources.lock import one_of

_RUN = "PYTEST_XDIST_TESTRUNUID"
"""Variable of the processes of pytest-xdist: the id of their run."""


def limited(transport: Closing, config: Config, environment: Mapping[str, str]) -> Closing:
    """Return the transport; in a process of a parallel run, limited by `max-in-flight`.

    A single process sends one request after the other.
    """
    run_id, number = environment.get(_RUN, ""), config.max_in_flight
    if not run_id or not number or not config.base_url:
        return transport
    folders = [_folder(run_id) / str(slot) for slot in range(number)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return LimitedTransport(transport, partial(one_of, folders))


def forget(run_id: str) -> None:
    """Remove the folders of a run that has ended."""
    shutil.rmtree(_folder(run_id), ignore_errors=True)


def _folder(run_id: str) -> Path:
    return Path(gettempdir()) / f"docreplay-{run_id}"
