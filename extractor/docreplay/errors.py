"""Why docreplay cannot go on, and the exit codes.

What is wrong with a page or a service is a `Finding`; these are for what stops the work itself.

    DocreplayError
    ├── ConfigError          exit 2   the configuration or the command line makes no sense
    ├── PageUnreadable       exit 2   a file cannot be read at all
    ├── OutputError          exit 2   a file cannot be written
    ├── ServiceUnreachable   exit 3   nothing answers at the base URL
    └── NothingMatched       exit 5   the selection leaves nothing to do
"""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says when it ends."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    BUG = 4
    NOTHING = 5


MEANINGS = {
    ExitCode.CLEAN: "no findings at or above --fail-on, and no failures",
    ExitCode.FINDINGS: "findings or failed cases",
    ExitCode.USAGE: "invalid usage or configuration, or a file that cannot be read or written",
    ExitCode.ENVIRONMENT: "service unreachable, or credentials rejected",
    ExitCode.BUG: "internal error: a bug in docreplay",
    ExitCode.NOTHING: "nothing matched: no page, no case or no test",
}
"""The meaning of each exit code, for help and documentation."""


class DocreplayError(Exception):
    """Work cannot go on: one sentence, and what to try."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        """The sentence, and the hint on a line of its own."""
        message = super().__str__()
        return f"{message}\n  Try: {self.hint}" if self.hint else message


class ConfigError(DocreplayError):
    """The configuration or the command line makes no sense."""


class PageUnreadable(DocreplayError):
    """A file cannot be read at all."""


class OutputError(DocreplayError):
    """A file cannot be written; what it held before is untouched."""


class ServiceUnreachable(DocreplayError):
    """Nothing answers at the base URL."""

    exit_code = ExitCode.ENVIRONMENT


class NothingMatched(DocreplayError):
    """The selection leaves nothing to do."""

    exit_code = ExitCode.NOTHING


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean `name`?)`, or `""` where nothing known is near."""
    by_folded = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_folded, n=1, cutoff=0.7)
    return f" (did you mean `{by_folded[near[0]]}`?)" if near else ""
