"""The manifest: which files of the output folder an earlier generation wrote.

It decides which files docreplay may replace and remove, so docreplay itself must have written it.
Its digests record what was written. A listed file that was edited since still counts as generated:
edits of generated files are lost.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from docreplay.config.containment import shown
from docreplay.errors import ConfigError
from docreplay.model.json.value import JSON

MANIFEST = "manifest.json"
_GENERATOR = "docreplay"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
"""Characters that a listed path must not have: controls, a separator of Windows, surrogates."""
_LONGEST_NAME = 255
"""Bytes of a file's name at most, on the usual file systems."""
_MODULE = re.compile(r"__init__\.py|test_[a-z0-9_]+\.py")


def manifest_text(digests: Mapping[str, str]) -> str:
    """Return the manifest that lists the files with the SHA-256 of each."""
    files = {path: digests[path] for path in sorted(digests)}
    return json.dumps({"generator": _GENERATOR, "files": files}, indent=2) + "\n"


def listed_files(folder: Path) -> dict[str, str]:
    """Return the files that the folder's manifest lists, with their digests; none without it.

    Raises `ConfigError` for a manifest that cannot be read, that docreplay did not write, or that
    lists something else than files in the folder: anybody can propose one with a page.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    manifest = _parsed(file)
    files = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(manifest, dict) or not isinstance(files, dict):
        raise _not_ours(file, "expected an object with `files`")
    digests = dict(_entries(file, files))
    if not _is_ours(manifest, digests):
        raise _not_ours(file)
    return digests


def is_plain_path(path: str) -> bool:
    """Return True if a path can be that of a file in a folder: relative, without `..` or NUL."""
    parts = path.split("/")
    fits = all(0 < len(part.encode("utf-8", "surrogatepass")) <= _LONGEST_NAME for part in parts)
    plain = not any(part in (".", "..") for part in parts) and not _UNFIT.search(path)
    return fits and plain and not PureWindowsPath(path).drive


def _parsed(file: Path) -> JSON:
    """Return the JSON of the manifest. Raise `ConfigError` if it has none."""
    try:
        found: JSON = json.loads(file.read_bytes(), object_pairs_hook=_without_duplicates)
    except (ValueError, OSError, RecursionError) as error:
        hint = f"restore {MANIFEST}, or remove the folder if all of it was generated"
        reason = str(error) if isinstance(error, _Duplicate) else "not valid JSON"
        if isinstance(error, OSError):
            reason = error.strerror or "cannot be read"
        raise ConfigError(
            f"invalid {MANIFEST} in the output folder: {reason}", hint=hint
        ) from error
    return found


class _Duplicate(ValueError):
    """A key that an object has twice."""


def _without_duplicates(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found: dict[str, JSON] = {}
    for key, value in pairs:
        if key in found:
            raise _Duplicate(f"duplicate key `{key}`")
        found[key] = value
    return found


def _entries(file: Path, files: Mapping[str, JSON]) -> Iterator[tuple[str, str]]:
    """Yield the entries. Raise `ConfigError` if one is not a path in the folder with a SHA-256."""
    for path, digest in files.items():
        if not is_plain_path(path):
            raise _not_ours(file, f"`{path}` is not a path inside the folder")
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise _not_ours(file, f"`{path}` must be a SHA-256")
        yield path, digest


def _not_ours(file: Path, reason: str = "") -> ConfigError:
    why = f" ({reason})" if reason else ""
    hint = "set a different `output`, or remove the file"
    return ConfigError(
        f"will not overwrite `{shown(file)}`: not created by docreplay{why}", hint=hint
    )


def _is_ours(manifest: Mapping[str, JSON], digests: Mapping[str, str]) -> bool:
    """Return True if docreplay signed the manifest, or wrote it before it signed any."""
    if "generator" in manifest:
        return manifest["generator"] == _GENERATOR
    names = (PurePosixPath(path).name for path in digests)
    return len(manifest) == 1 and all(map(_MODULE.fullmatch, names))
