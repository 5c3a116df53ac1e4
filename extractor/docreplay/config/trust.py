"""Settings that only a trusted configuration may make: what can send a request or a credential."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docreplay.config.keys import SETTINGS

HARMLESS = frozenset(
    {"timeout", "connect-timeout", "read-timeout", "max-response-bytes", "max-response-values"}
    | {"parameters", "captures"}
    | {"cassettes", "max-recording-age"}
)
"""Settings of the service that decide neither where a request goes nor whether it may be sent."""
TRUSTED = (
    *(key for key, item in SETTINGS.items() if item.section == "Service" and key not in HARMLESS),
    "source-repo",
)
"""Keys that `--trust-config` takes from the trusted configuration."""


class TrustedFile(NamedTuple):
    """The text of a trusted configuration, and the name of its file; `""` if there is none."""

    text: str
    name: str


def with_trusted(
    table: Mapping[str, object], trusted: Mapping[str, object]
) -> Mapping[str, object]:
    """Return the settings, of which those that need trust are the trusted ones."""
    others = {key: value for key, value in table.items() if key not in TRUSTED}
    return others | {key: trusted[key] for key in TRUSTED if key in trusted}


def ignored_keys(table: Mapping[str, object], trusted: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys whose values are not used, since the trusted configuration differs."""
    return (key for key in TRUSTED if key in table and table[key] != trusted.get(key))
