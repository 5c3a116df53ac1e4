"""Find translations in formats that docreplay does not read, so that a message can say so."""

import os
from pathlib import Path

_ENDS = (".po", ".xlf", ".xliff")
"""Ends of catalogs of gettext, and of XLIFF files."""
_SKIPPED = frozenset({"node_modules", "vendor", "dist", "build", "_site", "generated_tests"})


def unread_catalog(root: Path) -> str:
    """Return the path of the first catalog of gettext or XLIFF below a folder, or `""`.

    Hidden folders, and those of dependencies and builds, are skipped.
    """
    for folder, below, files in os.walk(root):
        below[:] = sorted(name for name in below if name[0] != "." and name not in _SKIPPED)
        if found := next((name for name in sorted(files) if name.lower().endswith(_ENDS)), ""):
            return Path(folder, found).relative_to(root).as_posix()
    return ""
