"""Test modules for pytest, one for each page: what `docreplay generate` writes."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from docreplay.emit.exporter import ExportedFile, Exporter
from docreplay.emit.module import module_of
from docreplay.emit.paths import module_paths, packages
from docreplay.emit.verify import verify
from docreplay.model.case import Case


def export(cases: Iterable[Case]) -> Iterator[ExportedFile]:
    """Yield the module of each page, then the `__init__.py` of each folder."""
    pages = [tuple(items) for _, items in groupby(cases, lambda case: case.page)]
    paths = module_paths(items[0].page for items in pages)
    for items in pages:
        yield module_file(paths[items[0].page.path], items)
    yield from (ExportedFile(path=package, text="") for package in packages(paths.values()))


def module_file(path: str, cases: Sequence[Case]) -> ExportedFile:
    """Return the module with the tests of a page's cases, of which there is at least one."""
    module = module_of(cases[0].page, cases)
    check = partial(verify, module.source, path, cases, module.constants)
    return ExportedFile(path=path, text=module.source, verify=check)


EXPORTER = Exporter(export)
