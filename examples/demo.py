"""`make demo`: start the photo service, and replay the documentation against it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def photo_service(database: Path, change: str = "none") -> Iterator[str]:
    """Run the service, with one of its changes; yields its base URL."""
    command = [sys.executable, "-m", "examples.photo_service", "--database", str(database)]
    command += ["--change", change]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603  # our own module
    try:
        output = service.stdout or sys.stdin
        yield output.readline().strip()
    finally:
        service.terminate()
        service.communicate(timeout=10)


def main(arguments: Sequence[str] = ()) -> int:
    """Run `docreplay test` against the service, and return its exit code."""
    with (
        tempfile.TemporaryDirectory() as folder,
        photo_service(Path(folder, "photos.sqlite3")) as base_url,
    ):
        sys.stdout.write(f"The photo service answers at {base_url}\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", "docreplay", "test", "--base-url", base_url]
        command += ["--unsafe-methods", *arguments]
        return subprocess.run(command, check=False, cwd=ROOT).returncode  # noqa: S603  # our own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
