"""The session that a project gives a run."""

from collections.abc import Callable, Iterable
from functools import partial

from docreplay.config.settings import Config
from docreplay.flows.sending.run_hooks import RunHooks
from docreplay.replay.transport.run_session import RunSession


def session_of(
    config: Config, hooks: RunHooks, hide: Callable[[Iterable[str]], None]
) -> RunSession:
    """Return what asks the project for its session; it has none if nothing is really sent."""
    is_blocked = config.record_mode == "none" or config.block_network or not config.base_url
    if not hooks.has_session or is_blocked:
        return RunSession(_nothing, "", hide, hooks.failure)
    give = partial(hooks.session, config.base_url)
    return RunSession(give, config.base_url, hide, hooks.failure)


def _nothing() -> None:
    """Return what a project without the hook gives."""
