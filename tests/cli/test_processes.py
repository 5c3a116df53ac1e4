"""How a command sets up its own process."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docreplay.cli.processes import Terminated, ended_by_signals, rare_collections, workers


def test_garbage_is_collected_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with rare_collections():
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold()[1] > before[1]
        assert gc.get_threshold()[2] == before[2]
    assert gc.get_threshold() == before


def test_what_a_command_leaves_is_not_gone_through_before_the_next_one() -> None:
    with rare_collections():
        pass
    assert gc.get_freeze_count()
    with rare_collections():
        assert not gc.get_freeze_count()


WORKING = """
import os, sys, time
from docreplay.cli.main import main
from docreplay.cli import processes
from docreplay.flows import check as check_flow

def check(config, paths, *, executor, progress):
    futures = [executor.submit(time.sleep, 60) for _ in range(9)]
    while len(executor._processes) < 2 or not futures[1].running():
        time.sleep(0.01)
    print(*executor._processes, flush=True)
    futures[0].result()

check_flow.check = check
sys.argv[1:] = ["check", "-n", "2"]
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGTERM, 143, b"docreplay: terminated\n"),
        (signal.SIGINT, 130, b"docreplay: interrupted\n"),
        (signal.SIGKILL, -signal.SIGKILL, b""),
    ],
)
def test_worker_processes_end_with_their_parent(
    project: Path, number: int, code: int, said: bytes
) -> None:
    command = [sys.executable, "-c", WORKING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout
        workers = [int(word) for word in parent.stdout.readline().split()]
        parent.send_signal(number)
        assert parent.wait(20) == code
        assert parent.stderr
        assert parent.stderr.read().decode() == said.decode()
    assert len(workers) == 2
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline, "a worker process is left"
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_after_an_error_no_further_work_is_begun() -> None:
    begun = time.monotonic()

    def fail() -> None:
        with workers(2) as executor:
            assert executor
            for _ in range(100):
                executor.submit(time.sleep, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert time.monotonic() - begun < 20


def test_a_signal_handler_is_restored() -> None:
    before = signal.getsignal(signal.SIGTERM)

    def terminate() -> None:
        with ended_by_signals():
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)

    with pytest.raises(Terminated):
        terminate()
    assert signal.getsignal(signal.SIGTERM) == before
