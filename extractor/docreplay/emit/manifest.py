"""The manifest: which files of the output folder an earlier generation wrote.

It decides which files docreplay may replace and remove, so docreplay itself must have written it.
Its digests record what was written. A listed file that was edited since still counts as generated:
edits of generated files are lost.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from docreplay.errors import ConfigError
from docreplay.model.json.value import JSON

MANIFEST = "manifest.json"
_GENERATOR = "docreplay"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MODULE = re.compile(r"__init__\.py|test_[a-z0-9_]+\.py")


def manifest_text(digests: Mapping[str, str]) -> str:
    """Return the manifest that lists the files with the SHA-256 of each."""
    files = {path: digests[path] for path in sorted(digests)}
    return json.dumps({"generator": _GENERATOR, "files": files}, indent=2) + "\n"


def listed_files(folder: Path) -> dict[str, str]:
    """Return the files that the folder's manifest lists, with their digests; none without it.

    Raises `ConfigError` for a manifest that cannot be read, or that docreplay did not write.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        manifest: JSON = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        hint = f"restore {MANIFEST}, or remove the folder if all of it was generated"
        raise ConfigError(f"invalid {file.name} in the output folder", hint=hint) from error
    files = manifest.get("files") if isinstance(manifest, dict) else None
    digests = _digests(files)
    if not isinstance(manifest, dict) or digests is None or not _is_ours(manifest, digests):
        hint = "set a different `output`, or remove the file"
        raise ConfigError(f"will not overwrite `{file}`: not created by docreplay", hint=hint)
    return digests


def _digests(files: JSON) -> dict[str, str] | None:
    """Return the entries; None if one of them is not a path with a SHA-256."""
    if not isinstance(files, dict):
        return None
    found = {path: item for path, item in files.items() if isinstance(item, str)}
    whole = len(found) == len(files) and all(map(_DIGEST.fullmatch, found.values()))
    return found if whole else None


def _is_ours(manifest: Mapping[str, JSON], digests: Mapping[str, str]) -> bool:
    """Return True if docreplay signed the manifest, or wrote it before it signed any."""
    if "generator" in manifest:
        return manifest["generator"] == _GENERATOR
    names = (PurePosixPath(path).name for path in digests)
    return len(manifest) == 1 and all(map(_MODULE.fullmatch, names))
