"""The one writer: whatever docreplay writes, an interrupted or failed write leaves the old file."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from docreplay.config.containment import contains, shown
from docreplay.errors import OutputError


def write_bytes(
    path: Path,
    data: bytes,
    *,
    within: Sequence[Path] = (),
    durable: bool = False,
    mode: int | None = None,
) -> None:
    """Write the data to the path in one step; missing parent folders are created.

    The data goes to a temporary file in the same folder, which then replaces the target
    (`os.replace`, atomic on POSIX and Windows). An existing file keeps its mode and, where
    permitted, its owner; a link is followed, so that it stays a link. Devices and pipes, such as
    `/dev/stdout`, cannot be replaced and are written directly. Raises `OutputError` if the path
    cannot be written; the old content is then untouched. It is not written either if it is inside a
    folder of `within`, but a link leads out of all of them or into `.git`: anybody may propose one.
    With `durable`, the data is on the disk before it replaces the old content. `mode` is that of
    the file in place of the old one, from before there is any content: others cannot read a secret.
    """
    with reported(path):
        _refuse_link_out(path, [os.path.normpath(Path.cwd() / folder) for folder in within])
        target = Path(os.path.realpath(path))
        old = _status(target)
        if old and not stat.S_ISREG(old.st_mode) and not stat.S_ISDIR(old.st_mode):
            target.write_bytes(data)
            return
        if old and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is read-only")
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data, old, durable=durable, mode=mode)


def write_text(
    path: Path, text: str, *, within: Sequence[Path] = (), durable: bool = False
) -> None:
    r"""Write the text as UTF-8, line ends as they are, like `write_bytes`.

    A lone surrogate, which UTF-8 cannot encode, is written as `\ud800`.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"), within=within, durable=durable)


def remove(path: Path) -> None:
    """Remove a file. Raises `OutputError` if that is not possible."""
    with reported(path, "remove"):
        path.unlink()


@contextmanager
def reported(path: Path, action: str = "write") -> Iterator[None]:
    """Turn an error of the file system into an `OutputError` that names the path."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"cannot {action} {shown(path)}: {reason}") from error


def _refuse_link_out(path: Path, folders: Sequence[str]) -> None:
    written = os.path.normpath(Path.cwd() / path)
    if not any(contains(folder, written) for folder in folders):
        return
    real = os.path.realpath(path)
    bases = [os.path.realpath(folder) for folder in folders]
    inside = [os.path.relpath(real, base) for base in bases if contains(base, real)]
    if not inside or any(".git" in Path(below).parts for below in inside):
        raise PermissionError(errno.EPERM, "a link leads out of the project")


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _replace(
    target: Path, data: bytes, old: os.stat_result | None, *, durable: bool, mode: int | None
) -> None:
    beside = target.with_name(f".docreplay-{secrets.token_hex(8)}.tmp")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(beside, flags, 0o666 if mode is None else mode), "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if old:
            _take_over(beside, old, mode)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _take_over(file: Path, old: os.stat_result, mode: int | None) -> None:
    """Give the new file the mode, unless it has its own, and the owner of the old one."""
    if hasattr(os, "chown"):  # not on Windows
        with suppress(PermissionError):
            os.chown(file, old.st_uid, old.st_gid)
    file.chmod(
        stat.S_IMODE(old.st_mode) if mode is None else mode
    )  # after chown, which clears set-user-ID bits
