"""Objects that are maps: their names are ids, URLs or dates, so that a page shows examples of them.

A name of a property is a word of the API. A name that is data (the id of a user, a day, a language)
differs in every response.
"""

import re
from functools import lru_cache

from docreplay.model.json.value import JSON

_GUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_KEYS = (
    _GUID,
    rf"\{{{_GUID}\}}",
    rf"[A-Za-z]+[_:-]{_GUID}",
    r"[A-Za-z][A-Za-z0-9+.-]*(?:://|%3[Aa]//|%3[Aa]%2[Ff]%2[Ff]).+",  # a URL, or an encoded one
    # an e-mail address, but not control information of OData
    r"(?!.*@(?:[oO][dD]ata|Org\.OData|microsoft\.graph)\.)[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+",
    r"\d+(?:[.:/-]\d+)*",  # a number, a date, a time, a version
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*",
    r"\d{4}-(?:[Ww]\d\d(?:-\d)?|[Qq][1-4])",  # a week, a quarter
    r"(?=[0-9A-Fa-f]*\d)[0-9A-Fa-f]{16,}",
    r"[A-Za-z]+[_:-](?=[A-Za-z]*\d)[0-9A-Za-z]{8,}",  # an id with a prefix: cus_NffrFeUfNV2Hib
    r"[a-z]{2}-[A-Za-z]{2}",  # a language and a region
    r"(?=[A-Z]*\d+[A-Z]+\d)[A-Z0-9]{8,}",  # an id in capitals: U012AB3CD
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov)",  # a host
    # base64: digits and letters of both cases, without a word of any language
    r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?!.*[a-z]{5})[A-Za-z0-9_=-]{20,}",
)
KEY_PATTERN = f"^(?:{'|'.join(_KEYS)})$"
"""Regular expression, of Python and of JSON Schema, for the names of entries."""
_KEY = re.compile(KEY_PATTERN, re.ASCII)
CONTROL_PATTERN = r"^@|@(?:[oO][dD]ata|Org\.OData|microsoft\.graph)\."
"""Regular expression, of Python and of JSON Schema, for control information in a map."""
_CONTROL = re.compile(CONTROL_PATTERN)


@lru_cache(maxsize=4096)
def is_map_key(name: str) -> bool:
    """Return True if a name is data: a GUID, URL, e-mail address, date, number or language."""
    return _KEY.match(name) is not None


def is_control_information(name: str) -> bool:
    """Return True for an annotation such as `photo@odata.type` (OData JSON Format 4.01 §4.6)."""
    return _CONTROL.search(name) is not None


def entry_keys(value: dict[str, JSON], name: str | int) -> list[str]:
    """Return the documented names of a map's entries that document an entry of another name.

    Where a page shows properties beside the entries, only names like theirs are entries.
    """
    if name in value or str(name)[:1] == "@" or is_control_information(str(name)):
        return []
    if not is_map_key(str(name)) and not all(is_map_key(key) or "@" in key for key in value):
        return []
    return [key for key in value if is_map_key(key)]
