"""Run the requests of pages against a stateful service that is made from the same pages.

    python -m benchmarks.odata_run FOLDER [--docs en-us] [--seeds-all]

FOLDER contains the `en-us` of Microsoft Graph (`benchmarks/README.md`), or the pages of `--docs`.
The service (`benchmarks/odata`) knows which ids exist in which collection, and nothing of where
docreplay takes ids from: a wrong id, one that is not encoded, and one that was deleted before are
404, an outdated entity tag is 412. Collections that the pages fill are empty at first, unless
`--seeds-all` is given. `docreplay test --captures infer --unsafe-methods` runs against it.

Prints how many cases and captured ids were confirmed, and why the others were not. Exits 1 if fewer
than 95 % of the captured ids of the sent cases are confirmed.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchmarks.odata.build import running, service_from

_SAME_IDS = (frozenset({"microsoft.graph.team", "microsoft.graph.group"}),)
"""A team has the id of its group, and a page says that a list of teams is one of groups."""
_LEAST = 0.95
_NAMED = re.compile(r"(?:itemNotFound|badRequest): [^`]*`([^`]*)`")
"""What the service names when it refuses a request."""
_REFUSED = re.compile(r"got (400|404|410|412|501)\b")


@dataclass(frozen=True)
class Ended:
    """Cases of a run, and what the plan says of them."""

    cases: Sequence[Mapping[str, Any]]
    plan: Mapping[str, Sequence[Mapping[str, Any]]]
    """Planned values by the ids of cases."""

    @property
    def sent(self) -> list[Mapping[str, Any]]:
        """The cases whose request was sent."""
        return [case for case in self.cases if case["outcome"] != "skipped"]

    def is_refused(self, case: Mapping[str, Any]) -> bool:
        """Return True if the service refused the request: something in its URL did not exist."""
        return case["outcome"] == "failed" and _REFUSED.search(case["reason"]) is not None

    def is_wrong(self, case: Mapping[str, Any]) -> bool:
        """Return True if what did not exist is not what the page itself has in the request."""
        match = _NAMED.search(case["reason"])
        shown = "\n".join(line["text"] for line in case["exchange"]["request"])
        return match is None or match[1] not in unquote(shown)

    def ids(self, cases: Sequence[Mapping[str, Any]]) -> int:
        """Return the number of values in the requests of cases that come from responses."""
        return sum(len(self.plan.get(case["id"], ())) for case in cases)


def run(folder: Path, url: str) -> Ended:
    """Run the cases of a project against the service, and return what became of them."""
    report = folder / "report.json"
    command = (sys.executable, "-m", "docreplay", "test", "--captures", "infer")
    options = ("--unsafe-methods", "--base-url", url, "-q", "--report", f"json={report}")
    subprocess.run(  # noqa: S603
        [*command, *options],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    planned = subprocess.run(  # noqa: S603
        [*command, "--unsafe-methods", "--dry-run", "--output-format", "json"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    plan = {item["case"]: item["values"] for item in json.loads(planned.stdout)["cases"]}
    return Ended(json.loads(report.read_text(encoding="utf-8"))["cases"], plan)


def causes(ended: Ended) -> Iterator[str]:
    """Yield why a case failed or was skipped, without the names in the reason."""
    for case in ended.cases:
        if case["outcome"] in ("failed", "skipped"):
            reason = case["reason"].rpartition(" error ")[2]
            reason = re.sub(r"`[^`]*`|\([^)]*\)|line \d+|\S+\.md:\d+|'[^']*'", "…", reason)
            yield f"{case['outcome']}: {reason.partition(': error')[0][:90]}"


def copied(source: Path, target: Path, docs: str) -> Path:
    """Return a project with the pages of a folder."""
    shutil.copytree(source / docs, target / docs)
    (target / "docreplay.toml").write_text(f'docs = ["{docs}"]\n', encoding="utf-8")
    return target


def main() -> int:
    """Print the figures; return 1 if too few ids are confirmed."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.odata_run")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", default="en-us", help="folder of the pages")
    parser.add_argument("--seeds-all", action="store_true")
    parser.add_argument("--cases", action="store_true", help="print each case that did not pass")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        project = copied(given.folder, Path(name), given.docs)
        service = service_from(project, given.docs, seeds_all=given.seeds_all, same=_SAME_IDS)
        with running(service) as url:
            ended = run(project, url)
    return _shown(ended, given.cases)


def _shown(ended: Ended, each: bool) -> int:
    outcomes = Counter(case["outcome"] for case in ended.cases)
    refused = [case for case in ended.sent if ended.is_refused(case)]
    all_ids, lost = ended.ids(ended.sent), ended.ids(refused)
    wrong = [case for case in refused if ended.is_wrong(case)]
    print(", ".join(f"{number} {name}" for name, number in sorted(outcomes.items())))
    print(f"{len(ended.sent)} of {len(ended.cases)} sent, {len(refused)} refused by the service")
    print(f"{all_ids - lost} of {all_ids} captured values are in accepted requests")
    print(f"{len(wrong)} refused for anything but what the page has in the request itself")
    for cause, number in Counter(causes(ended)).most_common():
        print(f"{number:5} {cause}")
    for case in ended.cases if each else ():
        if case["outcome"] in ("failed", "skipped"):
            mark = "! " if case in wrong else ""
            print(f"{mark}{case['id']}: {case['reason']}")
    return int(all_ids - lost < _LEAST * all_ids)


if __name__ == "__main__":
    raise SystemExit(main())
