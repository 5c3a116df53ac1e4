"""Two versions of pages, and the changes between them."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from docreplay.config.load import from_table
from docreplay.flows.diff.run import ApiDiff, diff
from docreplay.model.json.value import JSON


def difference(
    folder: Path,
    old: Mapping[str, str],
    new: Mapping[str, str],
    settings: Mapping[str, JSON] = MappingProxyType({}),
) -> ApiDiff:
    """Return the changes between two versions of pages, given by path below the docs folder."""
    for name, pages in (("old", old), ("new", new)):
        for path, text in pages.items():
            file = folder / name / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    config = from_table(folder, {"docs": ["docs"], **settings})
    return diff(config, [str(folder / "old"), str(folder / "new")])


def lines(found: ApiDiff) -> list[str]:
    """Return code, class, place and message of each finding."""
    return [
        f"{item.code} {item.change_class} {item.location.path}:{item.location.line} {item.message}"
        for item in found.run.findings
    ]
