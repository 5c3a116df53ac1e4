"""One token per account and set of scopes in a run: workers ask the controller for it."""

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from docreplay.config.settings import Config
from docreplay.flows.sending.recorded import environment_of
from docreplay.flows.sending.run_accounts import accounts_in, token_source
from docreplay.replay.accounts.tokens import TokenSource
from docreplay.report.printable import printable

if TYPE_CHECKING:
    from docreplay.replay.accounts.token_desk import TokenDesk

_INPUT = "docreplay_tokens"
"""Key of the controller's address in the input of a worker, which is in memory only."""
_DESK: pytest.StashKey["TokenDesk"] = pytest.StashKey()


def source(pytest_config: pytest.Config, config: Config) -> TokenSource | None:
    """Return what gives the credentials in this process; None without accounts."""
    if not accounts_in(config):
        return None
    address = getattr(pytest_config, "workerinput", {}).get(_INPUT)
    if address:
        from docreplay.replay.accounts.token_desk import DeskAddress, DeskClient  # noqa: PLC0415

        return DeskClient(DeskAddress(*address))
    return _own(pytest_config, config)


def share(node: Any, config: Config) -> None:
    """Let a worker of pytest-xdist ask this process for credentials."""
    if not accounts_in(config):
        return
    from docreplay.replay.accounts.token_desk import TokenDesk  # noqa: PLC0415  # few runs need it

    stash = node.config.stash
    if _DESK not in stash:
        stash[_DESK] = TokenDesk(_own(node.config, config))
    node.workerinput[_INPUT] = tuple(stash[_DESK].address)


def close(pytest_config: pytest.Config) -> None:
    """Stop answering workers."""
    if _DESK in pytest_config.stash:
        pytest_config.stash[_DESK].close()


def _own(pytest_config: pytest.Config, config: Config) -> TokenSource:
    def show(line: str) -> None:
        capture: Any = pytest_config.pluginmanager.get_plugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else nullcontext():
            # `docreplay test` keeps what pytest prints from the terminal
            print(f"docreplay: {printable(line)}", file=sys.__stderr__, flush=True)

    return token_source(config, environment_of(config, os.environ), show)
