"""How often each rule of drift fires on the corpora: `python -m benchmarks.drift_fired [FOLDER]`.

Prints the column `fired` of `drift_catalogue.md`: findings on translations of people that their
project marks as in sync (`otel-2026`, each compared with its source), on German and Spanish pages
of a machine (`graph-de-es-2019`), and on Chinese ones (`graph-v1-2021`). FOLDER has the corpora,
unpacked.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import GRAPH, unpack
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.flows.drift.run import drift, of_pair
from docreplay.model.finding import Finding

PEOPLE, MACHINE = "otel-2026", "graph-de-es-2019"


def main() -> int:
    """Print a row for each rule."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.drift_fired")
    parser.add_argument("folder", type=Path, nargs="?", help="folder with the unpacked corpora")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        folder = (given.folder or _unpacked(Path(unpacked))).resolve()
        columns = [
            _counted(found) for found in (_of_people(folder / PEOPLE), *_of_machines(folder))
        ]
    print("| rule | otel | de, es | zh |\n|:--|--:|--:|--:|")
    for rule in all_rules():
        if rule.code.startswith("DRI"):
            counts = (f"{column[rule.code]:,}" for column in columns)
            print(f"| {rule.code} {rule.name} | {' | '.join(counts)} |")
    return 0


def _unpacked(folder: Path) -> Path:
    for name in (PEOPLE, MACHINE):
        unpack(folder, name)
    unpack(folder / GRAPH, GRAPH)
    return folder


def _counted(found: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in found)


def _of_people(folder: Path) -> Iterator[Finding]:
    """Yield the findings of each translation, compared with the source that its project names."""
    config = Config(root=folder, docs=(".",), source_locale="en")
    for source in sorted((folder / "en").rglob("*.md")):
        below = source.relative_to(folder / "en")
        for locale in ("es", "fr", "ja", "pt", "zh"):
            if (folder / locale / below).is_file():
                paths = f"en/{below.as_posix()}", f"{locale}/{below.as_posix()}"
                yield from of_pair(config, *paths).run.findings


def _of_machines(folder: Path) -> Iterator[Iterable[Finding]]:
    docs = ("de-DE/docs", "es-ES/docs")
    yield drift(Config(root=folder / MACHINE, docs=docs)).run.all_findings
    pages = folder / GRAPH if (folder / GRAPH).is_dir() else folder
    yield drift(
        Config(root=pages, docs=(".",), source_locale="en-us", locales=("zh-cn",))
    ).run.all_findings


if __name__ == "__main__":
    raise SystemExit(main())
