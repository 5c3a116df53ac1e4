"""Which settings a run with recorded responses needs."""

from dataclasses import replace

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.recordings.cassette import ORIGIN

SENDING = ("all", "rewrite", "verify")
"""Modes in which every request is sent."""


def sends_nothing(config: Config) -> bool:
    """Return True if nothing may be sent to a service, but for the embedded one."""
    is_blocked = config.block_network and (config.base_url or config.record_mode != "off")
    return config.record_mode == "none" or bool(is_blocked)


def with_recordings(config: Config) -> Config:
    """Return the configuration of a run that may use recordings.

    Where only recordings answer, a base URL is not needed. Raises `ConfigError` for a mode that
    contradicts other settings.
    """
    mode = config.record_mode
    if config.block_network and mode in SENDING:
        message = f"`block-network` cannot be combined with the record mode `{mode}`"
        raise ConfigError(message, hint="use the mode `none`, or set `block-network = false`")
    if config.base_url or mode == "off":
        return config
    if sends_nothing(config):
        return replace(config, base_url=ORIGIN)
    message = f"the record mode `{mode}` requires a base URL: there is nothing else to record"
    raise ConfigError(message, hint="set `base-url`, or give --base-url")
