"""The type of comparators: each judges one aspect of a response."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Comparator:
    """One aspect of a response; `check` judges only what the expectation claims."""

    check: Callable[[ResponseSubject], Iterator[Finding]]
