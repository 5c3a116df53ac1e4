"""The configuration of the base revision of a pull request, or of a file outside of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docreplay.config import load as configuration
from docreplay.config.settings import Config
from docreplay.config.trust import TrustedFile
from docreplay.errors import ConfigError
from docreplay.sources.git import GitObjects, check_revision, repository_of

_NAMES = ("docreplay.toml", "pyproject.toml")
_HINT = "name a revision that this clone has (git fetch), or a .toml file outside the checkout"


def load(
    root: Path, file: Path | None, trust: str | None, on_ignored: Callable[[str, str], None]
) -> Config:
    """Return the configuration of the project in `root`, as `config.load` does.

    If `trust` names a revision or a file, settings that can send a request or a credential
    somewhere are taken from its configuration alone.
    """
    trusted = trusted_file(root, trust) if trust else None
    config = configuration.load(root, file, trusted=trusted, on_ignored=on_ignored)
    return replace(config, trusted_source=trust or "")


def trusted_file(root: Path, source: str) -> TrustedFile:
    """Return the configuration of the project in `root` that a revision or a file contains.

    `source` is a file if it ends with `.toml`: a pull request cannot make a revision a file. Raises
    `ConfigError` for a file that cannot be read and for an unknown revision.
    """
    if source.endswith(".toml"):
        return _of_file(Path(source))
    check_revision(source)
    objects = GitObjects(root, repository=repository_of(root))
    try:
        if objects.get(f"{source}^{{commit}}") is None:
            raise ConfigError(f"--trust-config: unknown git revision `{source}`", hint=_HINT)
        for name in _NAMES:
            found = objects.get(f"{source}:./{name}")
            if found and found.kind == "blob":
                return TrustedFile(_decoded(found.data, name), name)
    finally:
        objects.close()
    return TrustedFile("", "")


def trusted_bytes(root: Path, source: str, path: str) -> bytes | None:
    """Return the content that a git revision has at a path below `root`; None if it has no file.

    A `.toml` file as the source has the content of no other file. Raises `ConfigError` if git or
    the repository is missing.
    """
    if source.endswith(".toml"):
        return None
    check_revision(source)
    objects = GitObjects(root, repository=repository_of(root))
    try:
        found = objects.get(f"{source}:./{path}")
        return found.data if found and found.kind == "blob" else None
    finally:
        objects.close()


def _of_file(file: Path) -> TrustedFile:
    try:
        return TrustedFile(_decoded(file.read_bytes(), file.name), file.name)
    except OSError as error:
        message = f"--trust-config: cannot read {file}: {error.strerror}"
        raise ConfigError(message, hint=_HINT) from error


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ConfigError(f"--trust-config: {name}: invalid UTF-8", hint=_HINT) from error
