from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from docreplay.baseline.compare import compare, renewed
from docreplay.baseline.entry import Entry
from docreplay.model.finding import Rule
from docreplay.model.location import Location

ONE, TWO = (Entry(path="a.md", code=code, command="check") for code in ("DOC101", "DOC102"))
ELSEWHERE = replace(ONE, path="b.md")
FINDINGS = [Rule(code="DOC101", name="any").at(Location("a.md", line), "") for line in (1, 2, 3)]
COUNTERS = st.dictionaries(st.sampled_from([ONE, TWO, ELSEWHERE]), st.integers(1, 3)).map(Counter)


def everything(_entry: Entry) -> bool:
    return True


def on_a(entry: Entry) -> bool:
    return entry.path == "a.md"


def test_of_equal_findings_beyond_the_accepted_number_the_last_are_new() -> None:
    found = compare(Counter({ONE: 2}), FINDINGS, [ONE, ONE, ONE], everything)
    assert (found.known, found.new, found.absent) == (tuple(FINDINGS[:2]), (FINDINGS[2],), 0)


def test_a_finding_that_is_no_longer_found_is_absent() -> None:
    found = compare(Counter({ONE: 3, TWO: 2}), FINDINGS[:1], [ONE], everything)
    assert (found.new, found.absent) == ((), 4)


def test_a_finding_that_was_not_searched_for_is_not_absent() -> None:
    assert compare(Counter({ONE: 1, ELSEWHERE: 5}), [], [], on_a).absent == 1


def test_an_updated_baseline_drops_only_findings_that_were_searched_for() -> None:
    accepted = Counter({ONE: 3, TWO: 1, ELSEWHERE: 5})
    assert renewed(accepted, [ONE, ONE], on_a) == {ONE: 2, ELSEWHERE: 5}


@given(accepted=COUNTERS, found=COUNTERS)
def test_a_baseline_knows_everything_that_it_was_made_of(
    accepted: Counter[Entry], found: Counter[Entry]
) -> None:
    named = list(found.elements())
    findings = [FINDINGS[0]] * len(named)
    again = compare(renewed(accepted, named, everything), findings, named, everything)
    assert (len(again.known), again.new, again.absent) == (len(named), (), 0)
