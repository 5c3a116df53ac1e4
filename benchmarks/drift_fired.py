"""How often each rule of drift fires on the corpora: `python -m benchmarks.drift_fired [FOLDER]`.

Prints the columns `fired` of `drift_catalogue.md`: findings on translations of people that their
project marks as in sync (`otel-2026`, each compared with its source), on German and Spanish pages
of a machine (`graph-de-es-2019`), and on Chinese ones (`graph-v1-2021`). FOLDER has the corpora,
unpacked. With `--errors`, prints how the errors on translations of people were judged, and exits
with 1 if one of them is not in `in_sync_errors.tsv`.
"""

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from benchmarks.corpus import GRAPH, unpack
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.flows.drift.run import drift, of_pair
from docreplay.model.finding import Finding, Severity

_ROW = re.compile(r"\| (DRI\d+) [a-z0-9-]+ \| [\d,]+ \| [\d,]+ \| [\d,]+ \|")
PEOPLE, MACHINE = "otel-2026", "graph-de-es-2019"


CATALOGUE = Path(__file__).parent / "drift_catalogue.md"


def main() -> int:
    """Print a row for each rule, or write the numbers into the rows of the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.drift_fired")
    parser.add_argument("folder", type=Path, nargs="?", help="folder with the unpacked corpora")
    parser.add_argument("--write", action="store_true", help="renew the numbers in the catalogue")
    parser.add_argument("--errors", action="store_true", help="judge the errors on `otel-2026`")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        folder = (given.folder or _unpacked(Path(unpacked))).resolve()
        if given.errors:
            return _judge(list(_of_people(folder / PEOPLE)))
        found = (_of_people(folder / PEOPLE), *_of_machines(folder))
        columns = [_counted(findings) for findings in found]
    heads = {}
    for rule in all_rules():
        counts = " | ".join(f"{column[rule.code]:,}" for column in columns)
        if rule.code.startswith("DRI"):
            heads[rule.code] = f"| {rule.code} {rule.name} | {counts} |"
    if given.write:
        text = CATALOGUE.read_text(encoding="utf-8")
        CATALOGUE.write_text(renewed(text, heads), encoding="utf-8")
    else:
        print("| rule | otel | de, es | zh |\n|:--|--:|--:|--:|", *heads.values(), sep="\n")
    return 0


def _judge(found: Iterable[Finding]) -> int:
    """Print each verdict with its number of errors, and the errors without one."""
    known = verdicts()
    counts: Counter[str] = Counter()
    for finding in (item for item in found if item.severity == Severity.ERROR):
        verdict = known.get((finding.location.path, finding.location.line, finding.code))
        counts[verdict or "not judged"] += 1
        if verdict is None:
            print(finding)
    print(*(f"{verdict}: {number}" for verdict, number in sorted(counts.items())), sep="\n")
    return int(not counts or "not judged" in counts)


def verdicts() -> Mapping[tuple[str, int, str], str]:
    """Return the verdicts of a reader on errors, by page, line and code."""
    lines = (Path(__file__).parent / "in_sync_errors.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {
        (f"{locale}/{page}", int(line), code): verdict
        for locale, page, line, code, verdict, *_ in rows
    }


def renewed(text: str, heads: Mapping[str, str]) -> str:
    """Return the catalogue with the first columns of its rows about rules, by their codes."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := _ROW.match(line):
            lines[number] = heads[found[1]] + line[found.end() :]
    return "\n".join(lines)


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
    docs = ("de-DE/docs", "es-ES/docs")  # each alone: the other has no translation into it
    runs = (drift(Config(root=folder / MACHINE, docs=(name,))).run for name in docs)
    yield tuple(chain.from_iterable(run.all_findings for run in runs))
    pages = folder / GRAPH if (folder / GRAPH).is_dir() else folder
    yield drift(
        Config(root=pages, docs=(".",), source_locale="en-us", locales=("zh-cn",))
    ).run.all_findings


if __name__ == "__main__":
    raise SystemExit(main())
