"""The manifest: which files of the output folder an earlier generation wrote.

It is what makes a file docreplay's own, to be replaced and removed; so it has to be docreplay's
itself. Its digests say what was written. A listed file that was edited since is still ours: edits
of generated tests are lost, as in any generated file.
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
    """The manifest that lists the files with the SHA-256 of each."""
    files = {path: digests[path] for path in sorted(digests)}
    return json.dumps({"generator": _GENERATOR, "files": files}, indent=2) + "\n"


def listed_files(folder: Path) -> dict[str, str]:
    """The files that the folder's manifest lists, with their digests; none without a manifest.

    Raises `ConfigError` for a manifest that cannot be read, or that somebody else wrote.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        manifest: JSON = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        hint = f"restore {MANIFEST}, or remove the folder if all of it was generated"
        raise ConfigError(f"{file.name} in the output folder is damaged", hint=hint) from error
    files = manifest.get("files") if isinstance(manifest, dict) else None
    digests = _digests(files)
    if not isinstance(manifest, dict) or digests is None or not _is_ours(manifest, digests):
        hint = "set another `output`, or remove the file"
        raise ConfigError(f"docreplay did not write {file}", hint=hint)
    return digests


def _digests(files: JSON) -> dict[str, str] | None:
    """The entries, or None where one of them is no path with a SHA-256."""
    if not isinstance(files, dict):
        return None
    found = {path: item for path, item in files.items() if isinstance(item, str)}
    whole = len(found) == len(files) and all(map(_DIGEST.fullmatch, found.values()))
    return found if whole else None


def _is_ours(manifest: Mapping[str, JSON], digests: Mapping[str, str]) -> bool:
    """Whether docreplay signed the manifest, or wrote it before it signed any."""
    if "generator" in manifest:
        return manifest["generator"] == _GENERATOR
    names = (PurePosixPath(path).name for path in digests)
    return len(manifest) == 1 and all(map(_MODULE.fullmatch, names))
