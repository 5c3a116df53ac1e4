"""What a comparator is: it looks at one aspect of an answer and yields what is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docreplay.compare.subject import Subject
from docreplay.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Comparator:
    """One aspect; `check` looks only at what the expectation claims."""

    check: Callable[[Subject], Iterator[Finding]]
