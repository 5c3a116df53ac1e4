"""Pages of a running service that change, and requests to it."""

import contextlib
import time
from pathlib import Path

import requests

from docreplay.config.settings import Config
from docreplay.errors import DocreplayError
from docreplay.flows.serve import serve
from tests.support.pages import exchange


class _Ended(Exception):  # not an error: it ends the service
    pass


def page(target: str, number: int) -> str:
    return exchange(f"GET {target}", f'HTTP/1.1 200 OK\n\n{{ "n": {number} }}')


def answered(url: str, expected: str) -> bool:
    """Return True if the service gives the response, at least after a while."""
    for _ in range(200):
        if requests.get(url, timeout=10).text == expected:
            return True
        time.sleep(0.05)
    return False


def test_changed_new_and_included_files_are_served_as_they_are_now(tmp_path: Path) -> None:
    docs = tmp_path / "docs_source"
    (docs / "includes").mkdir(parents=True)
    (docs / "a.md").write_text(page("/a", 1))
    (docs / "b.md").write_text("[!INCLUDE [b](includes/b.md)]\n")
    (docs / "includes/b.md").write_text(page("/b", 1))
    seen: list[int] = []

    def ask(url: str, cases: int) -> None:
        assert cases == 2  # the include is part of a page
        assert answered(f"{url}/a", '{ "n": 1 }')
        (docs / "a.md").write_text(page("/a", 20))
        assert answered(f"{url}/a", '{ "n": 20 }')
        (docs / "c.md").write_text(page("/c", 3))
        assert answered(f"{url}/c", '{ "n": 3 }')
        (docs / "includes/b.md").write_text(page("/b", 40))
        assert answered(f"{url}/b", '{ "n": 40 }')
        raise _Ended

    def reloaded(cases: int, error: DocreplayError | None) -> None:
        assert error is None
        seen.append(cases)

    with contextlib.suppress(_Ended):
        serve(Config(root=tmp_path), announce=ask, reloaded=reloaded)
    assert set(seen) == {2, 3}


def test_pages_that_cannot_be_read_are_served_as_they_were(tmp_path: Path) -> None:
    docs = tmp_path / "docs_source"
    docs.mkdir()
    (docs / "a.md").write_text(page("/a", 1))
    errors: list[str] = []

    def ask(url: str, _cases: int) -> None:
        (docs / "a.md").unlink()
        while not errors:
            time.sleep(0.05)
        assert answered(f"{url}/a", '{ "n": 1 }')
        raise _Ended

    def reloaded(_cases: int, error: DocreplayError | None) -> None:
        assert error
        errors.append(error.args[0])

    with contextlib.suppress(_Ended):
        serve(Config(root=tmp_path), announce=ask, reloaded=reloaded)
    assert errors == ["no page in docs_source"]
