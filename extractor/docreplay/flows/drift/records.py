"""The file of recorded source versions of a project."""

from collections.abc import Mapping

from docreplay.config.settings import Config
from docreplay.drift.record import Record, parsed
from docreplay.errors import ConfigError


def has_records(config: Config) -> bool:
    """Return True if the project has such a file."""
    return bool(config.stamp_file) and (config.root / config.stamp_file).is_file()


def read_records(config: Config) -> Mapping[str, Record]:
    """Return the records by page; none if the file does not exist.

    Raises `ConfigError` for a file that cannot be read, or is not one of records.
    """
    if not has_records(config):
        return {}
    name = config.stamp_file
    try:
        text = (config.root / name).read_text(encoding="utf-8")
    except OSError as error:
        hint = "check the permissions of the file, or set `stamp-file`"
        raise ConfigError(f"{name}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        hint = "restore the file, or remove it and record the pages again with --stamp"
        raise ConfigError(f"{name}: invalid UTF-8 at byte {error.start}", hint=hint) from error
    return parsed(text, name)
