"""The tables of the report formats, and of the JSON Schemas of machine-readable output."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

from docreplay.report.format import format_names
from docs.generators.markdown import plain, table

FORMATS: Mapping[str, str] = {
    "text": "For a terminal: place, severity, code, message, quoted lines.",
    "concise": "The same with one line for each finding, and nothing left out.",
    "html": "One self-contained file for people; it opens without a network.",
    "markdown": "A comment for pull requests and job summaries, of at most 65,536 characters.",
    "json": "The whole run as one object.",
    "jsonl": "One object per line, for streaming.",
    "ctrf": "The Common Test Report Format: cases are tests.",
    "tap": "The Test Anything Protocol, version 14.",
    "rdjson": "The Diagnostic Format of reviewdog, with suggestions.",
    "rdjsonl": "The same, one diagnostic on each line.",
    "suggestions": "The body of a review on GitHub, with suggestions that are applied by a click.",
    "junit": "JUnit XML for CI systems. A case without any response is an `<error>`, a mismatch a "
    "`<failure>`.",
    "sarif": "SARIF 2.1.0 for code scanning.",
    "github": "Workflow commands that GitHub Actions shows as annotations: ten of each "
    "kind, the worst first.",
    "gitlab": "A Code Quality report for GitLab.",
}
"""What each format is for."""


def formats() -> str:
    """Return the table of the formats. Raises `ValueError` for one without a description."""
    names = sorted(format_names(), key=list(FORMATS).index)
    return table(("Format", "Purpose"), ((f"`{name}`", FORMATS[name]) for name in names))


def schemas() -> str:
    """Return the table of the JSON Schemas."""
    return table(("Schema", "Describes"), _schemas())


def _schemas() -> Iterator[tuple[str, str]]:
    folder = files("docreplay.report") / "schemas"
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        schema = json.loads(item.read_text(encoding="utf-8"))
        yield f"`{item.name}`", plain(schema.get("description") or schema["title"])
