"""Errors that stop the work, and the exit codes.

What is wrong with a page or a service is a `Finding`, not an error.

    DocreplayError
    ├── ConfigError          exit 2   invalid configuration or command line
    ├── PageUnreadable       exit 2   a file that cannot be read
    ├── OutputError          exit 2   a file that cannot be written
    ├── ServiceUnreachable   exit 3   no response from the base URL
    ├── NothingMatched       exit 5   nothing selected
    └── HookFailed           a hook of the project; it fails its case, and the run goes on
"""

from enum import IntEnum

from docreplay.model.near_names import did_you_mean

__all__ = [
    "ConfigError",
    "DocreplayError",
    "ExitCode",
    "HookFailed",
    "NothingMatched",
    "OutputError",
    "PageUnreadable",
    "ServiceUnreachable",
    "did_you_mean",
]


class ExitCode(IntEnum):
    """Exit codes of the process; `MEANINGS` explains them."""

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
    ExitCode.NOTHING: "nothing matched: no page, no case or no test; or no case compared anything",
}
"""The meaning of each exit code, for help and documentation."""


class DocreplayError(Exception):
    """Base class of errors that stop the work: one sentence and a hint."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        """Return the sentence, followed by the hint on its own line."""
        message = super().__str__()
        return f"{message}\n  Try: {self.hint}" if self.hint else message


class ConfigError(DocreplayError):
    """Invalid configuration or command line."""


class CassetteUnreadable(ConfigError):
    """A file of recordings that cannot be read, or is not a cassette."""

    def __init__(self, name: str, reason: str) -> None:
        hint = "restore the file, or delete it and record again with --record-mode once"
        super().__init__(f"cannot read {name}: {reason}", hint=hint)
        self.name, self.reason = name, reason


class PageUnreadable(DocreplayError):
    """A file that cannot be read."""


class OutputError(DocreplayError):
    """A file that cannot be written; its previous content is unchanged."""


class ServiceUnreachable(DocreplayError):
    """No response from the base URL."""

    exit_code = ExitCode.ENVIRONMENT


class NothingMatched(DocreplayError):
    """Nothing is selected: no page, no case or no test."""

    exit_code = ExitCode.NOTHING


class HookFailed(DocreplayError):
    """A hook of the project failed: the message says where and how. The case fails with it."""
