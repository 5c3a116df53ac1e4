"""Read lines of JSON Lines files (https://jsonlines.org) whose records have texts only."""

from collections.abc import Collection, Mapping
from json import loads
from typing import Any

from docreplay.model.near_names import did_you_mean


def object_in(line: str) -> dict[str, Any]:
    """Return the object of a line. Raise `ValueError` with the reason if it is not an object."""
    try:
        record = loads(line)
    except ValueError:
        raise ValueError("invalid JSON") from None
    if not isinstance(record, dict):
        raise ValueError("expected a JSON object")
    return record


def texts_of(
    record: Mapping[str, object], known: Collection[str], required: Collection[str]
) -> dict[str, str]:
    """Return the values of a record by key.

    Raise `ValueError` with the reason if a key is unknown, a value is not a string, or a required
    one is missing or empty.
    """
    texts: dict[str, str] = {}
    for key, value in record.items():
        if key not in known:
            raise ValueError(f"unknown key `{key}`{did_you_mean(key, known)}")
        if not isinstance(value, str):
            raise ValueError(f"`{key}` must be a string")
        texts[key] = value
    for key in required:
        if not texts.get(key):
            raise ValueError(f"missing key `{key}`")
    return texts
