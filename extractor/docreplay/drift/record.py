"""Recorded stamps: the source versions of translations whose pages have none, in one file.

A JSON object on each line, sorted by page, so that versions of the file merge well.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from docreplay.drift.stamp import Stamp, digests
from docreplay.errors import ConfigError
from docreplay.model.json.record_lines import object_in, texts_of
from docreplay.model.json.value import json_line

_HASH = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Record(NamedTuple):
    """The source version that a translation was made from."""

    page: str
    """Path of the translation."""
    source: str
    """Path of its source."""
    hash: str
    """SHA-256 of the source with CRLF line ends, as in `ms.openlocfilehash`."""
    commit: str = ""
    """A commit that contains this version; `""` if none is known."""

    @property
    def stamp(self) -> Stamp:
        """The stamp that the page would have."""
        return Stamp(self.hash, self.commit, "", commit_key="", origin="file", source=self.source)


def record_of(page: str, source: str, text: str, commit: str = "") -> Record:
    """Return the record of a translation of the source with this text."""
    return Record(page, source, digests(text)[1], commit)


def written(records: Mapping[str, Record]) -> str:
    """Return the text of the file, ending in LF; records are by page."""
    return "".join(f"{_line(records[page])}\n" for page in sorted(records))


def parsed(text: str, name: str) -> dict[str, Record]:
    """Return the records of a file's text by page; of a page that is repeated, the last one.

    Raises `ConfigError` with the line for anything that is not a record.
    """
    found = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = _parsed(line)
        except (ValueError, RecursionError) as error:
            hint = "fix or remove the line, and record the page again with --stamp"
            raise ConfigError(f"{name}:{number}: {error}", hint=hint) from None
        found[record.page] = record
    return found


def _line(record: Record) -> str:
    return json_line({key: value for key, value in record._asdict().items() if value})


def _parsed(line: str) -> Record:
    """Return the record of a line. Raise `ValueError` with the reason if it is invalid."""
    values = texts_of(object_in(line), Record._fields, ("page", "source", "hash"))
    if not _HASH.fullmatch(values["hash"]):
        raise ValueError("`hash` must be a SHA-256 hash in lower case")
    if not _COMMIT.fullmatch(values.get("commit", "0" * 40)):
        raise ValueError("`commit` must be a full commit hash in lower case")
    return Record(**values)
