"""`docreplay report`: one run of the JSON reports of several."""

from collections.abc import Sequence
from pathlib import Path

from docreplay.config.containment import shown
from docreplay.diagnostics.whole_run import concluded
from docreplay.errors import ConfigError
from docreplay.model.run import Run
from docreplay.report.merge import Report, merge
from docreplay.report.run_reader import read_run


def report(files: Sequence[Path]) -> Run:
    """Return the run of one file, or the merged run of several.

    Raises `ConfigError` for a file that is named twice, cannot be read or is not a JSON report, and
    for two files of one command that have the same case, or are the same shard.
    """
    _refuse_repeated(files)
    return merge([Report(shown(file), _read(file)) for file in files], concluded)


def _refuse_repeated(files: Sequence[Path]) -> None:
    """Raise `ConfigError` for a file that is named twice, in whatever spelling."""
    names: dict[Path, Path] = {}
    for file in files:
        if first := names.get(file.resolve()):
            also = "" if shown(first) == shown(file) else f", also as {shown(first)}"
            raise ConfigError(f"{shown(file)} is named twice{also}", hint="name each report once")
        names[file.resolve()] = file


def _read(file: Path) -> Run:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not valid UTF-8"
        raise ConfigError(f"{shown(file)}: {reason}") from None
    return read_run(text, shown(file))
