"""Reports as files: whole or not at all."""

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from extractor.errors import ConfigError


def write(path: Path, text: str) -> None:
    r"""Puts the text (UTF-8, LF) at the path in one step; folders above it are made.

    A lone surrogate, which UTF-8 has no bytes for, is written as `\ud800`. Raises `ConfigError`
    where the path cannot be written.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(f"cannot write {path}: {reason}") from error


def _replace(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(data)
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
