"""The flows: each composes the stages for one command; no other module knows them all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import islice
from pathlib import Path

from extractor.config import Config
from extractor.errors import NothingMatched
from extractor.model.exchange import Reading
from extractor.model.source import PageId
from extractor.read.includes import Tree
from extractor.read.pages import find_pages, load_page
from extractor.read.reading import Options, read

Progress = Callable[[int, int], None]
"""Called with how many pages are done and how many there are."""

_CHUNK = 64
"""Pages handed to an executor at once: enough to outweigh the cost of passing them on."""


def quiet(_done: int, _total: int) -> None:
    """No progress."""


def pages(config: Config, paths: Sequence[str] = ()) -> tuple[PageId, ...]:
    """The pages of the configuration, or of `paths`.

    Raises `NothingMatched` where there is none, `ConfigError` for a path that is not there.
    """
    found = tuple(find_pages(config, paths))
    if not found:
        where = ", ".join(paths or config.docs)
        raise NothingMatched(f"no page in {where}", hint="check `docs`, `locales` and `exclude`")
    return found


def readings(
    config: Config,
    found: Iterable[PageId],
    *,
    executor: Executor | None = None,
) -> Iterator[Reading]:
    """What the pages say, in their order, one after the other: memory stays flat.

    Any `concurrent.futures` executor spreads the work; the answers are the same.
    """
    reader = partial(_read_page, config.root, options(config))
    if executor is None:
        yield from map(reader, found)
        return
    remaining = iter(found)
    while batch := tuple(islice(remaining, _CHUNK * 32)):
        yield from executor.map(reader, batch, chunksize=_CHUNK)


def options(config: Config) -> Options:
    """How the configuration wants pages read."""
    return Options(
        tree=Tree(config.root, config.docs[0] if config.docs else "."),
        tags=frozenset(tag.lower() for tag in config.tags),
        pair_ignored=config.pair_ignored,
        infer_unannotated=config.infer_unannotated,
    )


def _read_page(root: Path, how: Options, page: PageId) -> Reading:
    return read(load_page(root, page), how)


def by_key(found: Iterable[PageId]) -> tuple[tuple[PageId, ...], ...]:
    """The pages in groups that are one page in several languages, in the order of their keys."""
    groups: defaultdict[str, list[PageId]] = defaultdict(list)
    for page in found:
        groups[page.key].append(page)
    return tuple(tuple(groups[key]) for key in sorted(groups))
