"""Read credentials where the configuration says that they are: environment, file or command."""

import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docreplay.config.accounts import REFERENCE
from docreplay.errors import ConfigError
from docreplay.model.secret import Secret

_PATIENCE = 60.0
"""Seconds that a command may take."""
_LARGEST = 100_000
"""Bytes of a credential; more is another file by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretReader:
    """Reads the values of an account's keys.

    Paths are relative to `root`. Commands are run if the configuration is trusted.
    """

    root: Path
    environment: Mapping[str, str] = field(repr=False)
    may_run: bool = False

    def read(self, account: str, key: str, written: Secret) -> Secret:
        """Return the value that is written, or that what is written refers to.

        Raises `ConfigError` if it cannot be read. No message has the value.
        """
        text = written.reveal()
        found = REFERENCE.fullmatch(text)
        if found is None or found[3]:
            return written
        where = f"account `{account}`: `{key}`"
        read = {"env": self._variable, "file": self._file, "cmd": self.run}[found[1]]
        value = read(where, found[2].strip())
        if not value:
            raise ConfigError(f"{where}: the value is empty", hint=f"check `{text}`")
        return Secret(value)

    def path(self, written: str) -> Path:
        """Return the file that a path of the configuration names."""
        return self.root / Path(written).expanduser()

    def run(self, where: str, command: str, given: Secret | None = None) -> str:
        """Return what a command prints, without line ends; `given` is its standard input.

        The words are those of a POSIX shell, but no shell runs them. Raises `ConfigError` for an
        untrusted configuration, and for a command that fails; what it printed is not shown.
        """
        if not self.may_run:
            hint = "give --trust-config with a revision or a file whose configuration you trust"
            raise ConfigError(f"{where} runs a command, which needs consent", hint=hint)
        try:
            words = shlex.split(command)
            ended = subprocess.run(  # noqa: S603  # the trusted configuration names it
                words,
                capture_output=True,
                check=False,
                cwd=self.root,
                timeout=_PATIENCE,
                input=given.reveal().encode() if given else b"",
            )
        except subprocess.TimeoutExpired:
            message = f"{where}: the command did not end within {_PATIENCE:g} s"
            raise ConfigError(message, hint="run it by hand") from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise ConfigError(f"{where}: cannot run the command: {reason}") from None
        if ended.returncode:
            message = f"{where}: the command failed with exit code {ended.returncode}"
            raise ConfigError(message, hint="run it by hand")
        return _text(where, ended.stdout)

    def _variable(self, where: str, name: str) -> str:
        value = self.environment.get(name)
        if value is None:
            message = f"{where}: environment variable {name} is not set"
            raise ConfigError(message, hint=f"export {name}=…")
        return value.strip()

    def _file(self, where: str, path: str) -> str:
        try:
            with self.path(path).open("rb") as file:
                return _text(where, file.read(_LARGEST + 1))
        except OSError as error:
            message = f"{where}: cannot read {path}: {error.strerror}"
            raise ConfigError(
                message, hint="check the path and the permissions of the file"
            ) from None


def _text(where: str, data: bytes) -> str:
    if len(data) > _LARGEST:
        raise ConfigError(f"{where}: the value has more than {_LARGEST} bytes")
    try:
        return data.decode().strip()
    except UnicodeDecodeError:
        raise ConfigError(f"{where}: the value is not valid UTF-8") from None
