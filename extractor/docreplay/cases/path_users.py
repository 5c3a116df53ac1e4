"""Which pages use which paths."""

from collections import defaultdict

from docreplay.cases.order_paths import Path
from docreplay.cases.target_ids import ANY


class PathUsers:
    """The groups that use a path, found without comparing every pair of paths.

    Paths are kept by the places of their placeholders: what remains of two paths without the
    places of either is equal if they fit.
    """

    def __init__(self) -> None:
        self._pages: defaultdict[_Shape, defaultdict[Path, set[int]]] = defaultdict(_sets)
        self._without: dict[tuple[_Shape, _Shape], defaultdict[Path, set[int]]] = {}

    def add(self, path: Path, page: int) -> None:
        self._pages[_shape(path)][path].add(page)

    def of(self, path: Path) -> set[int]:
        """Return the pages that use the path."""
        own, found = _shape(path), set[int]()
        for shape in self._pages:
            if len(shape) == len(own):
                found |= self._table(shape, own)[_reduced(path, shape)]
        return found

    def _table(self, shape: "_Shape", other: "_Shape") -> defaultdict[Path, set[int]]:
        if (shape, other) not in self._without:
            table = self._without[shape, other] = _sets()
            for path, pages in self._pages[shape].items():
                table[_reduced(path, other)] |= pages
        return self._without[shape, other]


_Shape = tuple[bool, ...]


def _sets() -> defaultdict[Path, set[int]]:
    return defaultdict(set)


def _shape(path: Path) -> _Shape:
    """Return for each segment whether it is a placeholder."""
    return tuple(segment == ANY for segment in path)


def _reduced(path: Path, other: _Shape) -> Path:
    """Return the segments that are literal in both paths."""
    return tuple(
        segment
        for segment, is_any in zip(path, other, strict=True)
        if segment != ANY and not is_any
    )
