"""`python -m benchmarks.parallel`: a run with worker processes against a slow service.

Ratios within one run: `docreplay test -n 4` to the same cases one after the other, against a
service in a process of its own that waits before each response, and counts requests at once.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from urllib.request import urlopen

_PAGE = """\
# Photo {page}
{cases}"""
_CASE = """
## Get photo {number}

<!-- {{ "blockType": "request", "name": "get_photo_{number}" }} -->
```http
GET https://api.example.com/pages/{page}/photos/{number}
```

<!-- {{ "blockType": "response" }} -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{{ "id": "{number}", "height": 48, "tags": [ "a", "b" ] }}
```
"""
_SIZES = (1, 2, 4, 9, 14)
"""Cases of a page, in turn: pages of real documentations differ as much."""


class Run(NamedTuple):
    """One run: seconds, those of the processor, and the most requests that were sent at once."""

    seconds: float
    processor: float
    most: int


def main() -> int:
    """Print the table. Return 1 if a run is not clean."""
    parser = argparse.ArgumentParser(prog="benchmarks.parallel", description=__doc__)
    parser.add_argument("--cases", type=int, default=4_000, help="how many cases to replay")
    parser.add_argument("--latency", type=float, default=50, help="milliseconds of each response")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        _serve(given.latency / 1000)
        return 0
    print(f"{given.cases} cases, {given.latency:g} ms each; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder, _service(given.latency) as url:
        root = Path(folder)
        _write(root, given.cases)
        alone = _run(root, url, "one after the other")
        several = _run(root, url, "-n 4", "-n", "4")
        (root / "docreplay.toml").write_text("max-in-flight = 2\n", encoding="utf-8")
        few = _run(root, url, "-n 4, max-in-flight = 2", "-n", "4")
    print(f"-n 4: {several.seconds / alone.seconds:.2f} of the time; load {os.getloadavg()[0]:.1f}")
    return int(alone.most != 1 or several.most > 4 or few.most > 2)


def _run(root: Path, url: str, label: str, *options: str) -> Run:
    """Run the tests; raise `CalledProcessError` if they are not clean."""
    _reset(url)
    command = [sys.executable, "-m", "docreplay", "test", "-q", "--base-url", url, *options]
    begun, used = time.perf_counter(), _processor()
    subprocess.run(command, cwd=root, check=True)  # noqa: S603  # our own
    found = Run(time.perf_counter() - begun, _processor() - used, _reset(url))
    print(
        f"{label}: {found.seconds:.1f} s, {found.processor:.1f} s of the processor,"
        f" at most {found.most} at once"
    )
    return found


def _processor() -> float:
    """Return the processor seconds of all runs that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _write(root: Path, cases: int) -> None:
    (root / "docreplay.toml").write_text("", encoding="utf-8")
    folder = root / "docs_source/en-us"
    folder.mkdir(parents=True)
    number = page = 0
    while number < cases:
        size = min(_SIZES[page % len(_SIZES)], cases - number)
        texts = (_CASE.format(page=page, number=number + item) for item in range(size))
        text = _PAGE.format(page=page, cases="".join(texts))
        (folder / f"photo-{page}.md").write_text(text, encoding="utf-8")
        number, page = number + size, page + 1


@contextmanager
def _service(latency: float) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.parallel", "--serve", "--latency", str(latency)]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own
    try:
        output = service.stdout or sys.stdin
        yield output.readline().strip()
    finally:
        service.terminate()
        service.communicate(timeout=10)


def _reset(url: str) -> int:
    """Return the largest number of requests at once, and forget it."""
    with urlopen(f"{url}/most") as response:  # noqa: S310  # our own service
        return int(response.read())


def _serve(latency: float) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        server.daemon_threads = True
        _Slow.latency = latency
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


class _Slow(BaseHTTPRequestHandler):
    """Responds with the documented photo, late."""

    protocol_version = "HTTP/1.1"
    latency = 0.0
    now = most = 0
    lock = Lock()

    def do_GET(self) -> None:
        """Respond to a request, or with the largest number of them at once."""
        if self.path == "/most":
            self._give(str(_Slow.most))
            _Slow.most = 0
            return
        with self.lock:
            _Slow.now += 1
            _Slow.most = max(_Slow.most, _Slow.now)
        time.sleep(self.latency)
        with self.lock:
            _Slow.now -= 1
        number = self.path.rpartition("/")[2]
        self._give(f'{{"id": "{number}", "height": 7, "tags": ["c"]}}')

    def _give(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Print nothing."""


if __name__ == "__main__":
    sys.exit(main())
