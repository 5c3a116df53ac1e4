"""`docreplay serve`: serve the documented responses."""

from collections.abc import Callable, Sequence

from docreplay.config.settings import Config
from docreplay.flows.pages import page_cases, pages
from docreplay.serve.app import application
from docreplay.serve.routes import Routes
from docreplay.serve.server import LOOPBACK, serve_forever


def serve(
    config: Config,
    paths: Sequence[str] = (),
    *,
    host: str = LOOPBACK,
    port: int = 0,
    announce: Callable[[str, int], None] = lambda _url, _cases: None,
) -> None:
    """Serve the documented responses until interrupted.

    `announce` is called with the URL and the number of cases. Raises `NothingMatched` if no page is
    found, `ConfigError` for an invalid address.
    """
    cases = [case for item in page_cases(config, pages(config, paths)) for case in item.cases]
    for url in serve_forever(application(Routes(cases)), host, port):
        announce(url, len(cases))
