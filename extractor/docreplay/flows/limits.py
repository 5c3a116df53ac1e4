"""How much, how fast and how often a run may ask a service, by the configuration."""

from docreplay.config.limit_keys import requests_per_second
from docreplay.config.settings import Config
from docreplay.replay.ledger import Ledger, RunLimits
from docreplay.replay.patience import Patience, Repeats
from docreplay.replay.sending import Transport


def limits_of(config: Config) -> RunLimits:
    """Return the limits of a run; those of a service do not apply to the embedded one."""
    if not config.base_url:
        return RunLimits(seconds=config.run_timeout)
    return RunLimits(
        requests=config.max_requests,
        seconds=config.run_timeout,
        rate=requests_per_second(config.rate_limit),
        adapts=config.rate_limit == "auto",
        unanswered=config.stop_after_unanswered,
    )


def patience_of(config: Config, transport: Transport, ledger: Ledger) -> Patience:
    """Return what sends the requests of a run by way of a transport."""
    repeats = Repeats(config.retries, config.retry_methods)
    return Patience(transport, ledger=ledger, repeats=repeats)
