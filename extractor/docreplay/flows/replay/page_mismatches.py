"""The mismatches of all pages of a list with the one response that the page documents."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from docreplay.compare.rules.body_not_compared import RULE as NOT_COMPARED
from docreplay.compare.rules.count_missing import RULE as COUNT_MISSING
from docreplay.compare.rules.null_value import RULE as NULL_VALUE
from docreplay.compare.rules.property_missing import RULE as MISSING
from docreplay.compare.rules.value_differs import RULE as VALUE_DIFFERS
from docreplay.compare.subject import requested_strictness
from docreplay.model.case import Answer, Expectation, FollowedPages, FurtherPage, Outcome
from docreplay.model.finding import Finding, Severity
from docreplay.model.json.value import Steps, pointer
from docreplay.model.run import Verdict
from docreplay.model.strictness import Strictness

_OF_FIRST = ("@odata.count", "@count")
"""What only the first page must have (OData JSON Format 4.01 §4.5.4)."""
_NUMBER = re.compile(r"page (\d+)\b")
_Key = tuple[str, str, str]
Compare = Callable[[Expectation, Answer], tuple[Finding, ...]]


class PageMismatches:
    """Compares the pages of one list.

    `strictness` is that of the configuration; only pages before the last one have a value at the
    `places`.
    """

    def __init__(
        self,
        expectation: Expectation,
        followed: FollowedPages,
        strictness: Strictness,
        places: Iterable[Steps],
    ) -> None:
        self._expectation, self._followed = expectation, followed
        asked = requested_strictness(expectation.shape.compare, strictness)[0]
        self._is_exact = asked.mode == "exact"
        self._links = frozenset(map(pointer, places))

    def of(self, first: tuple[Finding, ...], compare: Compare) -> tuple[Finding, ...]:
        """Return the findings of all pages; `first` are those of the first one.

        The last page needs no link to a next one. What is found on several pages is reported once,
        and a page without elements is reported only if no page has any.
        """
        by_page = {1: first}
        claimed = self._further()
        for page in self._followed.pages:
            by_page[page.number] = tuple(self._counted(compare(claimed, page.answer)))
        if self._followed.end == "last":
            last = self._followed.number
            by_page[last] = tuple(item for item in by_page[last] if not self._is_link(item))
        if not all(any(map(_is_empty, found)) for found in by_page.values()):
            by_page = {
                number: tuple(item for item in found if not _is_empty(item))
                for number, found in by_page.items()
            }
        return tuple(sorted(_once(by_page), key=lambda finding: finding.sort_key))

    def _further(self) -> Expectation:
        """Return what is expected of pages after the first: no headers but the media type."""
        headers = self._expectation.headers
        kept = tuple(item for item in headers if item.name.lower() == "content-type")
        return replace(self._expectation, headers=kept)

    def _counted(self, found: tuple[Finding, ...]) -> Iterator[Finding]:
        """Yield the findings of a further page without those about what only the first one has."""
        for item in found:
            is_exact = self._is_exact and item.code == VALUE_DIFFERS.code
            is_first = item.code == MISSING.code and (item.pointer or "")[1:] in _OF_FIRST
            if not (is_exact or is_first or item.code == COUNT_MISSING.code):
                yield item

    def _is_link(self, finding: Finding) -> bool:
        is_absent = finding.code in (MISSING.code, NULL_VALUE.code)
        return is_absent and (finding.pointer or "") in self._links

    @staticmethod
    def wrong_page(verdict: Verdict, outcome: Outcome) -> FurtherPage | None:
        """Return the page that fails a case, if it is not the first one."""
        if outcome.pages is None or verdict.outcome != "failed":
            return None
        errors = [item for item in verdict.findings if item.severity is Severity.ERROR]
        numbers = [_NUMBER.match(item.message) for item in errors]
        if not numbers or not all(numbers):
            return None
        first = min(int(item[1]) for item in numbers if item)
        return next((page for page in outcome.pages.pages if page.number == first), None)


def _is_empty(finding: Finding) -> bool:
    return finding.code == NOT_COMPARED.code


def _key(finding: Finding) -> _Key:
    return finding.code, str(finding.location), finding.message


def _once(by_page: Mapping[int, tuple[Finding, ...]]) -> Iterator[Finding]:
    """Yield each finding for the first page that has it, with the number of other ones."""
    found: dict[_Key, tuple[Finding, list[int]]] = {}
    for number, findings in by_page.items():
        for item in findings:
            found.setdefault(_key(item), (item, []))[1].append(number)
    for finding, (first, *others) in found.values():
        if first == 1:
            yield finding
            continue
        pages = {number for number in others if number != first}
        more = f" and {len(pages)} more" if pages else ""
        yield replace(finding, message=f"page {first}{more}: {finding.message}")
