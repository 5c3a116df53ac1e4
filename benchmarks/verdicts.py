"""How true verdicts are, on faithful and on spoiled answers: `python -m benchmarks.verdicts`.

Faithful answers differ from the page only in what no page promises: an error is a false alarm.
Spoiled answers have one fault each: without an error, or a warning where the fault is one that
services may have for a reason, it survives.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import unpack
from benchmarks.faithful import VARIATIONS
from benchmarks.faults import KINDS as SHAPE_KINDS
from benchmarks.faults import Fault
from benchmarks.semantic_faults import SEMANTIC_KINDS, as_head
from benchmarks.specimens import Specimen, specimen_of
from docreplay.compare.compare import compare
from docreplay.config.settings import Config
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.pages import resource_types as describing
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Answer, Case
from docreplay.model.finding import Finding, Severity

_LOCALE = "en-us"
KINDS = {**SHAPE_KINDS, **SEMANTIC_KINDS}
_PATIENCE = 300
"""How often a specimen is tried for each fault that is wanted; most bodies suit most kinds."""


def main() -> int:
    """Print the tables. Return 1 on false alarms, or if too few faults are caught."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.verdicts")
    parser.add_argument("--exchanges", type=int, default=600)
    parser.add_argument("--faults", type=int, default=4_200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="unpacked pages; by default the archive's")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = given.corpus or unpack(Path(folder))
        trial = Trial(corpus, given.exchanges, given.seed)
        print(f"{'faithful answer':32}{'sent':>8}{'errors':>8}{'warnings':>10}")
        alarms = trial.faithful()
        print(f"\n{'fault':32}{'sown':>8}{'caught':>8}{'line':>8}")
        sown = trial.spoiled(given.faults)
    print(*trial.remarks, sep="\n")
    return 0 if not alarms and sown.is_enough else 1


@dataclass
class Sown:
    """How many faults there were, how many were caught, and how many at the very line."""

    count: int = 0
    caught: int = 0
    exact: int = 0

    @property
    def is_enough(self) -> bool:
        """Return True if the score is what docreplay promises."""
        return self.caught >= 0.995 * self.count and self.exact >= 0.995 * self.count

    def add(self, other: "Sown") -> None:
        """Add the others."""
        self.count += other.count
        self.caught += other.caught
        self.exact += other.exact


class Trial:
    """Specimens of a corpus, and the verdicts on answers to them."""

    def __init__(self, corpus: Path, count: int, seed: int) -> None:
        config = Config(root=corpus, docs=(_LOCALE,))
        self.remarks: list[str] = []
        self._rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
        self._index = CaseIndex(config)
        self._catalogue = describing.catalogue(config)
        pages = pages_flow.page_cases(config, pages_flow.pages(config))
        cases = (case for page in pages for case in page.cases)
        found = [item for case in cases if (item := specimen_of(case, self._catalogue))]
        self._specimens = self._rng.sample(found, min(count, len(found)))

    def faithful(self) -> int:
        """Return the number of faithful answers called wrong; print a table row per kind."""
        alarms = 0
        for name, vary in VARIATIONS.items():
            sent = [(item, answer) for item in self._specimens if (answer := vary(item))]
            verdicts = [self._verdict(_case_of(name, item), answer) for item, answer in sent]
            wrong = [found for found in verdicts if _errors(found)]
            warned = sum(1 for found in verdicts if found) - len(wrong)
            print(f"{name:32}{len(sent):>8}{len(wrong):>8}{warned:>10}")
            self.remarks += [f"false alarm, {name}: {_errors(found)[0]}" for found in wrong]
            alarms += len(wrong)
        return alarms

    def spoiled(self, count: int) -> Sown:
        """Return the caught faults; print a table row per kind."""
        total = Sown()
        for name in KINDS:
            sown = self._sow(name, -(-count // len(KINDS)))
            print(f"{name:32}{sown.count:>8}{sown.caught:>8}{sown.exact:>8}")
            total.add(sown)
        print(f"{'all':32}{total.count:>8}{total.caught:>8}{total.exact:>8}")
        return total

    def _sow(self, name: str, count: int) -> Sown:
        sown = Sown()
        for _ in range(_PATIENCE * count):
            if sown.count == count:
                break
            specimen = self._rng.choice(self._specimens)
            fault = KINDS[name](specimen, self._rng)
            if fault:
                sown.add(self._judge(name, specimen, fault))
        return sown

    def _judge(self, name: str, specimen: Specimen, fault: Fault) -> Sown:
        """Return the verdict on a fault: only findings of its severity count."""
        verdict = self._verdict(fault.case or specimen.case, fault.answer, fault.least)
        found = [item for item in verdict if item.severity >= fault.least]
        exact = any(item.location.line == fault.line for item in found)
        place = f"{specimen.body.path}:{fault.line}"
        if not found:
            self.remarks.append(f"{place}: survives, {name}")
        elif not exact:
            self.remarks.append(f"{place}: {name} is told at another line, {found[0]}")
        return Sown(1, bool(found), exact)

    def _verdict(
        self, case: Case, answer: Answer, least: Severity = Severity.WARNING
    ) -> list[Finding]:
        found = compare(
            case.expectation,
            answer,
            catalogue=self._catalogue,
            request=case.request,
            listed=self._index.listed(case.page),
        )
        return [finding for finding in found if finding.severity >= least]


def _case_of(variation: str, specimen: Specimen) -> Case:
    return as_head(specimen.case) if variation.startswith("HEAD") else specimen.case


def _errors(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is Severity.ERROR]


if __name__ == "__main__":
    sys.exit(main())
