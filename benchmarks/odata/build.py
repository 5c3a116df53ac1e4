"""Make a service from a folder of pages, and run it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.odata.documented import documented
from benchmarks.odata.paths import tree_of
from benchmarks.odata.service import Request, Service
from benchmarks.odata.types import Types
from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from tests.support.service import Exchange, service_of


def service_from(
    folder: Path, docs: str, *, seeds_all: bool = False, same: Iterable[frozenset[str]] = ()
) -> Service:
    """Return a service that documents what the pages below `folder` document."""
    index = CaseIndex(Config(root=folder.resolve(), docs=(docs,)))
    index.load(index.tree)
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / docs).rglob("*.md"))]
    root = tree_of(texts, [documented(case) for case in index.all_tested()])
    return Service(root, Types(root, index.catalogue, same), seeds_all=seeds_all)


@contextmanager
def running(service: Service) -> Iterator[str]:
    """Run a service on a free port of the loopback address; yields its URL."""

    def respond(exchange: Exchange) -> None:
        headers = {name.lower(): value for name, value in exchange.headers.items()}
        request = Request(exchange.command, exchange.path, headers, exchange.body.decode())
        exchange.give(*service.respond(request))

    with service_of(respond) as service.url:
        yield service.url
