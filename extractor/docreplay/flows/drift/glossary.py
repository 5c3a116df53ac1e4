"""The glossary of a project."""

from docreplay.config.settings import Config
from docreplay.drift.glossary_file import NO_GLOSSARY, Glossary, parsed
from docreplay.errors import ConfigError
from docreplay.model.page import is_locale

_MOST_BYTES = 2_000_000


def read_glossary(config: Config) -> Glossary:
    """Return the glossary that the configuration names, or an empty one.

    Raises `ConfigError` for a file that cannot be read, is too large, or is not a glossary.
    """
    name = config.glossary
    if not name:
        return NO_GLOSSARY
    try:
        data = _read(config)
    except OSError as error:
        hint = "check the path and the permissions of the file"
        raise ConfigError(f"`glossary`: {name}: {error.strerror}", hint=hint) from error
    if len(data) > _MOST_BYTES:
        hint = "divide it, or leave terms out"
        raise ConfigError(f"{name} has more than {_MOST_BYTES} bytes", hint=hint)
    try:
        return parsed(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        message = f"{name}: invalid UTF-8 at byte {error.start}"
        raise ConfigError(message, hint="save the file in UTF-8") from error


def _read(config: Config) -> bytes:
    with (config.root / config.glossary).open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def locale_in(path: str) -> str:
    """Return the locale in a path: a folder, or the end of the file's name; else `""`."""
    *folders, name = path.split("/")
    tags = [*folders, *name.split(".")[1:-1]]
    return next((tag for tag in reversed(tags) if is_locale(tag)), "")
