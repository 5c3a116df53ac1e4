"""`make regress`: record the photo service, change it, and report what changed."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from examples.demo import ROOT, photo_service
from examples.photo_service.changes import CHANGES


def main(arguments: Sequence[str] = ()) -> int:
    """Record the service, replay against it with a change, and return the exit code of that."""
    change = arguments[0] if arguments else "none"
    others = ", ".join(name for name in CHANGES if name != "none")
    if change not in CHANGES:
        sys.stderr.write(f"unknown change `{change}`; use one of: {others}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        snapshot = str(Path(folder, "api-snapshot.json"))
        with photo_service(Path(folder, "old.sqlite3")) as base_url:
            _docreplay("record", "--snapshot", snapshot, "--base-url", base_url)
        with photo_service(Path(folder, "new.sqlite3"), change) as base_url:
            none = f"No change is planted; plant one with CHANGE=NAME: {others}"
            sys.stdout.write(
                f"{none if change == 'none' else f'The change `{change}` is planted'}\n"
            )
            sys.stdout.flush()
            return _docreplay("regress", "--snapshot", snapshot, "--base-url", base_url)


def _docreplay(command: str, *arguments: str) -> int:
    words = [sys.executable, "-m", "docreplay", command, "--unsafe-methods", *arguments]
    return subprocess.run(words, check=False, cwd=ROOT).returncode  # noqa: S603  # our own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
