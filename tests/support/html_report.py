"""What an HTML report contains, as its script unpacks it."""

import gzip
import json
import re
from base64 import b64decode
from typing import Any

_TEMPLATE = re.compile(r'<template id="(\w+)">([^<]*)</template>')


def contents(report: str) -> dict[str, Any]:
    """Return the data of a report by the name of its carrier: `data` and `details`."""
    found = {name: gzip.decompress(b64decode(text)) for name, text in _TEMPLATE.findall(report)}
    assert set(found) == {"data", "details"}
    return {name: json.loads(data) for name, data in found.items()}


def readable(report: str) -> str:
    """Return the report with its data as indented JSON, and without its script and its style."""
    plain = re.sub(r"(?s)<(script|style)>.*?</\1>", r"<\1></\1>", report)
    plain = re.sub(r"'sha256-[^']*'", "'sha256-'", plain)
    for name, value in contents(report).items():
        text = json.dumps(value, ensure_ascii=True, indent=1)
        head, carrier, tail = plain.partition(f'<template id="{name}">')
        plain = f"{head}{carrier}\n{text}\n{tail[tail.index('</template>') :]}"
    return plain


def shown(report: str) -> str:
    """Return the texts of a report's data, each on a line of its own, as they are."""
    return "\n".join(_texts(contents(report)))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in _texts(part)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [str(value)]
