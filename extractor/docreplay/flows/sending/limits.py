"""How much, how fast and how often a run may ask a service, by the configuration."""

from docreplay.config.limit_keys import requests_per_second
from docreplay.config.settings import Config
from docreplay.replay.sending import Transport
from docreplay.replay.transport.ledger import Ledger, RunLimits
from docreplay.replay.transport.retries import RetryingSender, RetryPolicy


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


def retrying_sender(config: Config, transport: Transport, ledger: Ledger) -> RetryingSender:
    """Return what sends the requests of a run by way of a transport."""
    repeats = RetryPolicy(config.retries, config.retry_methods)
    return RetryingSender(transport, ledger=ledger, repeats=repeats)
