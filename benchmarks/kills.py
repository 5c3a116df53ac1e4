"""Commands that are killed while they write: `python -m benchmarks.kills`.

Each is killed (SIGKILL) at seeded moments between its start and its end. Every file then has its
whole old or its whole new content, and the same command, run again, ends as without the kill.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from docreplay.drift.stamp import digests

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "generate": ("generate",),
    "fix": ("drift", "--fix=unsafe"),
    "sync": ("drift", "--sync"),
    "annotate": ("annotate",),
    "baseline": ("check", "--baseline", "accepted.jsonl", "--baseline-update"),
    "report": (
        "check",
        *("--report", "json=out.json", "--report", "sarif=out.sarif", "--report", "html=out.html"),
        *("--report", "junit=out.xml", "--report", "markdown=out.md"),
    ),
}
KILLS = 16
"""Kills of each command."""
PAGES = 80
_PAGE = """# Page {number}

See [the list](lost-{number}.md).

<!-- {{ "blockType": "request", "name": "get_{number}" }} -->
```http
GET https://api.example.com/v1/items/{number}
```

<!-- {{ "blockType": "response" }} -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{{ "id": "{number}", "size": {number} }}
```

```http
GET https://api.example.com/v1/others/{number}
```

```http
HTTP/1.1 204 No Content
```
"""
_STAMP = "---\ntitle: Seite\nms.openlocfilehash: {digest}\n---\n"
_RUN = "import sys; from docreplay.cli.main import main; sys.exit(main())"
Files = Mapping[str, bytes]


def violations(command: str, seeds: range) -> Iterator[str]:
    """Yield the violations after a kill of the command at each moment; nothing if all is well."""
    with tempfile.TemporaryDirectory() as folder:
        start, whole = Path(folder, "start"), Path(folder, "whole")
        _make_project(start)
        before = _files(start)
        shutil.copytree(start, whole)
        begun = time.monotonic()
        _ended(whole, command)
        seconds, after = time.monotonic() - begun, _files(whole)
        for seed in seeds:
            killed = Path(folder, f"killed-{seed}")
            shutil.copytree(start, killed)
            moment = random.Random(seed).uniform(0.3, 1.0) * seconds  # noqa: S311  # repeatable
            yield from (
                f"{command}, seed {seed}: {said}"
                for said in _killed(killed, command, moment, before, after)
            )


def _killed(root: Path, command: str, moment: float, before: Files, after: Files) -> Iterator[str]:
    process = subprocess.Popen(  # noqa: S603  # our own command
        _words(command), cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for path, content in _files(root).items():
        known = (before.get(path), after.get(path))
        if path != "generated_tests/manifest.json" and content not in known:
            yield f"{path} is neither as before nor as after"
    missing = before.keys() - _files(root).keys()
    yield from (f"{path} is lost" for path in missing)
    code = _ended(root, command)
    if code not in (0, 1):
        yield f"the next run ends with {code}"
    yield from (f"{path} differs after the next run" for path in _different(_files(root), after))


def _different(found: Files, expected: Files) -> list[str]:
    names = found.keys() | expected.keys()
    return sorted(name for name in names if found.get(name) != expected.get(name))


def _words(command: str) -> list[str]:
    return [sys.executable, "-P", "-c", _RUN, *COMMANDS[command]]


def _ended(root: Path, command: str) -> int:
    return subprocess.run(  # noqa: S603  # our own command
        _words(command), cwd=root, capture_output=True, check=False
    ).returncode


def _make_project(root: Path) -> None:
    for number in range(PAGES):
        text = _PAGE.format(number=number)
        old = text.replace("/v1/", "/v0/")
        translation = _STAMP.format(digest=digests(old)[0]) + text.replace(
            "/v1/", "/v2/" if number % 2 else "/v0/"
        )
        for path, own in (
            (f"en-us/page-{number}.md", text),
            (f"en-us/old-{number}.md", old),
            (f"de-de/page-{number}.md", translation),
        ):
            file = root / "docs_source" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(own, encoding="utf-8")
    (root / "docreplay.toml").write_text("", encoding="utf-8")


def _files(root: Path) -> Files:
    """Return the files that a user sees; hidden ones are for docreplay itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def main() -> int:
    """Kill every command. Return 1 on a violation."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.kills")
    parser.add_argument("--kills", type=int, default=KILLS, help="of each command")
    given = parser.parse_args()
    found = [item for name in COMMANDS for item in violations(name, range(given.kills))]
    sys.stdout.write("".join(f"{item}\n" for item in found))
    sys.stdout.write(f"{len(COMMANDS) * given.kills} kills, {len(found)} violations\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
