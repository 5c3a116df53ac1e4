from collections.abc import Callable
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows import serve as serve_flow
from tests.cli.conftest import Command


def test_the_address_is_announced_on_stderr(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flow(
        _config: Config,
        paths: tuple[str, ...],
        *,
        host: str,
        port: int,
        announce: Callable[[str, int], None],
    ) -> None:
        assert paths == (str(project / "docs_source"),)
        announce(f"http://{host}:{port}", 1)

    monkeypatch.setattr(serve_flow, "serve", flow)
    code, out, err = docreplay("serve", "--port", "8123", "docs_source")
    assert (code, out) == (0, "")
    assert err == "serving 1 case at http://127.0.0.1:8123 (press Ctrl+C to stop)\n"


def test_a_port_that_is_none_is_refused(project: Path, docreplay: Command) -> None:
    assert docreplay("serve", "--port", "70000").code == 2
