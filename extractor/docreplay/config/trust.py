"""Settings that only a trusted configuration may make, and limits that it alone may loosen."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docreplay.config.keys import SETTINGS, plain
from docreplay.config.settings import Config
from docreplay.config.value_types import InvalidValue

LIMITS = (
    *("timeout", "connect-timeout", "read-timeout", "run-timeout", "max-requests"),
    *("max-response-bytes", "max-response-values", "max-page-bytes", "max-findings"),
)
"""Limits of time and memory, greater numbers of which are looser, and 0 is none.

A configuration that is not trusted may make them tighter. Other limits, such as the rate, decide
how long a run takes or what is judged: tighter ones would harm it, too.
"""
HARMLESS = frozenset({"parameters", "captures", "cassettes", "max-recording-age"})
"""Settings of the service that decide neither where a request goes nor whether it may be sent."""
TRUSTED = (
    *(
        key
        for key, item in SETTINGS.items()
        if item.section == "Service" and key not in HARMLESS and key not in LIMITS
    ),
    "source-repo",
)
"""Keys that `--trust-config` takes from the trusted configuration alone."""


class TrustedFile(NamedTuple):
    """The text of a trusted configuration, and the name of its file; `""` if there is none."""

    text: str
    name: str


def with_trusted(
    table: Mapping[str, object], trusted: Mapping[str, object]
) -> Mapping[str, object]:
    """Return the settings, of which those that need trust are the trusted ones.

    A limit is the tighter one of both. Where the trusted configuration has none, it is compared
    with the default; where only that one has it, it is taken from there.
    """
    ignored = set(ignored_keys(table, trusted))
    missing = {key for key in LIMITS if key not in table}
    kept = {key: value for key, value in table.items() if key not in ignored.union(TRUSTED)}
    taken = {*TRUSTED, *ignored, *missing}.intersection(trusted)
    return kept | {key: trusted[key] for key in SETTINGS if key in taken}


def ignored_keys(table: Mapping[str, object], trusted: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys whose values are not used: of hosts and the like, and of looser limits."""
    yield from (key for key in TRUSTED if key in table and table[key] != trusted.get(key))
    yield from (key for key in LIMITS if key in table and _is_looser(key, table[key], trusted))


def _is_looser(key: str, value: object, trusted: Mapping[str, object]) -> bool:
    default = plain(getattr(Config(), SETTINGS[key].field))
    most = _limit(key, trusted.get(key, default))
    return _limit(key, value) > most


def _limit(key: str, value: object) -> float:
    """Return a limit as a number; -1 for an invalid value, so that it is used and refused."""
    try:
        number = SETTINGS[key].type.parse(value)
    except InvalidValue:
        return -1.0
    return float(str(number)) or float("inf")
