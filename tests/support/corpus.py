"""The slice of pages in the repository, and how much of a corpus a test looks at."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
SLICE = Path(__file__).parents[1] / "corpus_slice"
_FEW = 100


def each(items: Sequence[T], every: int) -> Sequence[T]:
    """Return one item of `every` from many; of the slice in the repository, return all."""
    return items if len(items) < _FEW else items[::every]
