"""How true findings on German and Spanish pages are: `python -m benchmarks.read_findings FOLDER`.

`read_findings.tsv` has findings that were drawn at random and read on both pages. Prints the number
of true ones by locale and severity, and those that are no longer reported. FOLDER has the unpacked
corpora.
"""

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.real_damage import LOCALES
from docreplay.config.settings import Config
from docreplay.flows.drift.run import drift


class Read(NamedTuple):
    """A finding that was read, as a row of the table."""

    locale: str
    page: str
    line: str
    code: str
    severity: str
    expected: str
    verdict: str


def main() -> int:
    """Print the verdicts. Return 1 if a true finding is no longer reported."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.read_findings")
    parser.add_argument("folder", type=Path, help="folder with the unpacked corpora")
    folder = parser.parse_args().folder.resolve()
    reported = {place for locale in ("de-de", "es-es") for place in _reported(folder, locale)}
    rows = findings_read()
    for group, number in sorted(
        Counter((row.locale, row.severity, row.verdict) for row in rows).items()
    ):
        print(*group, number)
    gone = [row for row in rows if row.verdict == "true" and tuple(row[:4]) not in reported]
    print(*(f"no longer reported: {' '.join(row[:6])}" for row in gone), sep="\n")
    return int(bool(gone))


def findings_read() -> tuple[Read, ...]:
    """Return the findings that were read."""
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    written = (line for line in lines if not line.startswith("#"))
    rows = csv.reader(written, delimiter="\t", quoting=csv.QUOTE_NONE)
    next(rows)
    return tuple(Read(*row) for row in rows)


def _reported(folder: Path, locale: str) -> set[tuple[str, ...]]:
    """Return locale, page, line and code of what is reported on the pages of a locale."""
    start = f"{LOCALES[locale]}/{locale}/"
    found = drift(Config(root=folder, docs=(LOCALES[locale],))).run.all_findings
    places = ((item.location, item.code) for item in found)
    return {(locale, at.path.removeprefix(start), str(at.line), code) for at, code in places}


if __name__ == "__main__":
    sys.exit(main())
