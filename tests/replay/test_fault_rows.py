"""Each fault of a service has a named verdict, in bounded time and memory, and leaks nothing."""

import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from docreplay.model.case import Answer, SentRequest, Unreachable
from docreplay.replay.transport.retries import RetryingSender, RetryPolicy
from docreplay.replay.transport.transport import RequestsTransport
from tests.replay.fault_rows import CHUNKED, FAULTS, Fault

TIMEOUT, MOST_BYTES, MOST_MEMORY = 0.6, 100_000, 30_000_000
SECRET = "s3cret-0f-the-request"


def _respond(connection: socket.socket, fault: Fault, over: threading.Event) -> None:
    with connection, suppress(OSError):
        connection.recv(65536)
        connection.sendall(fault.sent)
        while fault.after in ("drip", "flood") and not over.is_set():
            connection.sendall(fault.again)
            if fault.after == "drip":
                time.sleep(0.05)
        if fault.after == "hang":
            over.wait(10)
        if fault.after == "reset":
            time.sleep(0.05)  # what was sent arrives first
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def faulty(fault: Fault) -> Iterator[str]:
    """Run a service with the fault; yields its URL."""
    over = threading.Event()

    def accept() -> None:
        with suppress(OSError):
            while True:
                _respond(listener.accept()[0], fault, over)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        over.set()
        listener.shutdown(socket.SHUT_RDWR)


def outcome(fault: Fault) -> Answer | Unreachable:
    """Return what a run makes of the fault, without repeating the request."""
    transport = RequestsTransport(TIMEOUT, MOST_BYTES)
    try:
        with faulty(fault) as url:
            headers = (("Authorization", f"Bearer {SECRET}"),)
            request = SentRequest(method="GET", url=url, headers=headers, body=None)
            result, _ = RetryingSender(transport, repeats=RetryPolicy(0)).send(
                request, lambda _: False
            )
    finally:
        transport.close()
    assert isinstance(result, Answer | Unreachable)
    return result


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_verdict(name: str) -> None:
    fault = FAULTS[name]
    begun = time.monotonic()
    result = outcome(fault)
    assert time.monotonic() - begun < TIMEOUT + 3
    if isinstance(result, Answer):
        assert result.status == fault.kind
        return
    assert (result.kind, fault.reason in result.reason) == (fault.kind, True), result
    assert SECRET not in result.reason
    assert result.reason.isprintable()


def test_a_chunk_size_that_never_ends_is_not_a_response() -> None:
    result = outcome(Fault(CHUNKED + b"f" * 99_999, "close", "unreadable"))
    assert isinstance(result, Unreachable)
    assert result.kind in ("unreadable", "died")  # urllib3 before 2.8 only knows that it was cut


@pytest.mark.parametrize("name", [name for name in FAULTS if "endless" in name or "bomb" in name])
def test_memory_is_bounded(name: str) -> None:
    tracemalloc.start()
    try:
        outcome(FAULTS[name])
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_no_connection_is_left_open() -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("the system does not list open files")
    outcome(FAULTS["status 401"])
    before = len(list(descriptors.iterdir()))
    for name in ("reset in body", "close in chunk", "endless body", "status line: binary"):
        outcome(FAULTS[name])
    time.sleep(0.1)
    assert len(list(descriptors.iterdir())) <= before


def test_there_is_a_row_for_every_kind() -> None:
    kinds = {fault.kind for fault in FAULTS.values()}
    assert {"unreachable", "timed-out", "died", "unreadable", 301, 401, 403, 429, 503} <= kinds
    assert len(FAULTS) >= 50
