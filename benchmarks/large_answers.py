"""What comparing a collection of 200 elements costs: `python -m benchmarks.large_answers`.

Each documented collection of the corpus gets its elements again and again, with other values each
time. The first comparison compiles the documented body and is measured separately; the body is
parsed each time. Times are those of the processor, the best of a few.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import unpack
from benchmarks.specimens import Specimen, specimen_of
from docreplay.compare.compare import compare
from docreplay.config.settings import Config
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.pages import resource_types as describing
from docreplay.model.case import Answer
from docreplay.model.finding import Severity
from docreplay.model.json.value import JSON
from docreplay.model.types.resource_catalogue import Catalogue

_ELEMENTS = 200
_ROUNDS = 5


class Cost(NamedTuple):
    """What one collection costs, in milliseconds."""

    name: str
    kilobytes: float
    first: float
    later: float
    errors: int


def main() -> int:
    """Print the table. Return 1 if an answer that conforms to its page is refused."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.large_answers")
    parser.add_argument("--corpus", type=Path, help="unpacked pages; by default the archive's")
    parser.add_argument("--elements", type=int, default=_ELEMENTS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = list(measured(given.corpus or unpack(Path(folder)), given.elements))
    print(f"{len(costs)} collections of {given.elements} elements, milliseconds")
    print(f"{'':8}{'median':>9}{'90 %':>9}{'most':>9}")
    for name, values in (
        ("size, kB", [cost.kilobytes for cost in costs]),
        ("first", [cost.first for cost in costs]),
        ("later", [cost.later for cost in costs]),
    ):
        low, high = statistics.median(values), statistics.quantiles(values, n=10)[-1]
        print(f"{name:8}{low:>9.2f}{high:>9.2f}{max(values):>9.2f}")
    slow = sorted((cost for cost in costs if cost.later > 2), key=lambda cost: -cost.later)
    print(f"{len(slow)} take more than 2 ms")
    for cost in slow[:10]:
        print(f"  {cost.later:.2f} ms, {cost.kilobytes:.0f} kB: {cost.name}")
    return int(any(cost.errors for cost in costs))


def measured(corpus: Path, elements: int) -> Iterator[Cost]:
    """Return the costs of the collections of the corpus."""
    config = Config(root=corpus, docs=("en-us",))
    catalogue = describing.catalogue(config)
    for page in pages_flow.page_cases(config, pages_flow.pages(config)):
        for case in page.cases:
            specimen = specimen_of(case, catalogue)
            answer = specimen and _enlarged(specimen, elements)
            if specimen and answer:
                yield _cost(specimen, answer, catalogue)


def _enlarged(specimen: Specimen, elements: int) -> Answer | None:
    value = specimen.json.value
    found = value.get("value") if isinstance(value, dict) else None
    if not isinstance(found, list) or not found or not all(isinstance(x, dict) for x in found):
        return None
    grown: list[JSON] = [
        _renewed(item, number) for number, item in enumerate(islice(cycle(found), elements))
    ]
    return specimen.answer({**value, "value": grown})  # type: ignore[dict-item]  # an object, as above


def _renewed(value: JSON, number: int) -> JSON:
    """Return the value with other numbers, and another ending where any text is allowed."""
    match value:
        case dict():
            return {name: _renewed(item, number) for name, item in value.items()}
        case list():
            return [_renewed(item, number) for item in value]
        case bool():
            return value
        case int():
            return value + number
        case str() if " " in value:
            return f"{value} {number}"
        case _:
            return value


def _cost(specimen: Specimen, answer: Answer, catalogue: Catalogue) -> Cost:
    case = specimen.case

    def once() -> int:
        found = compare(case.expectation, answer, catalogue=catalogue, request=case.request)
        return sum(finding.severity is Severity.ERROR for finding in found)

    first, errors = _timed(once)
    later = min(_timed(once)[0] for _ in range(_ROUNDS))
    return Cost(case.id, len(answer.body) / 1000, first, later, errors)


def _timed(step: Callable[[], int]) -> tuple[float, int]:
    before = time.process_time()
    result = step()
    return 1000 * (time.process_time() - before), result


if __name__ == "__main__":
    sys.exit(main())
