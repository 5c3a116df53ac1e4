"""The file of a snapshot."""

from pathlib import Path

from docreplay.errors import ConfigError
from docreplay.model.recordings.snapshot import Snapshot
from docreplay.record.snapshot_reader import parsed


def load_snapshot(file: Path, *, new: bool = False) -> Snapshot:
    """Return the snapshot of a file. Raise `ConfigError` if it cannot be read or is not valid.

    With `new`, a file that does not exist yet is empty.
    """
    if new and not file.exists():
        return Snapshot()
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        hint = "name another file" if file.exists() else "record it with `docreplay record`"
        raise ConfigError(f"{file.name}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        hint = "record it again with `docreplay record`"
        raise ConfigError(f"{file.name}: not valid UTF-8", hint=hint) from error
    return parsed(text, file.name)
