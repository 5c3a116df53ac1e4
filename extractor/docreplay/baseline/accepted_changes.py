"""Accepted changes of an API as a file: one on each line, with the reason and when it expires."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from docreplay.errors import ConfigError
from docreplay.model.json.record_lines import object_in, texts_of
from docreplay.model.json.value import json_line


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class AcceptedChange:
    """A change that was accepted, by its fingerprint."""

    fingerprint: str
    code: str
    change: str
    """The message when it was accepted, for readers of the file."""
    reason: str
    expires: str = ""
    """Last day (ISO 8601) on which it is accepted; `""` for no end."""

    def is_expired(self, today: date) -> bool:
        """Return True if the change was accepted until a day that is over."""
        return bool(self.expires) and date.fromisoformat(self.expires) < today


_NAMES = tuple(item.name for item in fields(AcceptedChange))
_REQUIRED = ("fingerprint", "code", "change", "reason")


def accepted_text(changes: Iterable[AcceptedChange]) -> str:
    """Return the file's text, sorted; `report/schemas/accepted-change.json` describes a line."""
    lines = ({key: text for key, text in asdict(item).items() if text} for item in sorted(changes))
    return "".join(f"{json_line(line)}\n" for line in lines)


def parse_accepted(text: str, name: str) -> Mapping[str, AcceptedChange]:
    """Return the changes of a file's text by fingerprint; of equal ones the last counts.

    Raises `ConfigError` with the line for anything that is not an accepted change.
    """
    found: dict[str, AcceptedChange] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                change = _parsed(line)
            except (ValueError, RecursionError) as error:
                hint = "fix or remove the line"
                raise ConfigError(f"{name}:{number}: {error}", hint=hint) from None
            found[change.fingerprint] = change
    return found


def _parsed(line: str) -> AcceptedChange:
    record = texts_of(object_in(line), _NAMES, _REQUIRED)
    blank = [key for key in _REQUIRED if record[key].isspace()]
    if blank:
        raise ValueError(f"`{blank[0]}` must not be blank")
    return AcceptedChange(**{**record, "expires": day(record.get("expires", ""))})


def day(text: str) -> str:
    """Return a day as it is written, or `""`. Raise `ValueError` if it is not a date."""
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"invalid date `{text}`: expected YYYY-MM-DD") from None
