"""Changes that a person accepted: they do not fail a run, until the day on which they expire."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from docreplay.baseline.accepted_changes import (
    AcceptedChange,
    accepted_text,
    day,
    parse_accepted,
)
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.finding import Finding
from docreplay.model.run import Run
from docreplay.sources.clock import today
from docreplay.sources.lock import locked
from docreplay.sources.safe_write import write_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """The accepted changes of a project, and those to accept with this run."""

    known: Mapping[str, AcceptedChange] = field(default_factory=dict)
    wanted: Sequence[str] = ()
    """Fingerprints to accept."""
    reason: str = ""
    expires: str = ""
    now: date = field(default_factory=today)

    def covers(self, finding: Finding) -> bool:
        """Return True if a change is accepted, and not expired."""
        known = self.known.get(finding.fingerprint)
        is_valid = known is not None and not known.is_expired(self.now)
        return is_valid or finding.fingerprint in self.wanted

    def noted(self, finding: Finding) -> Finding:
        """Return the finding, with the day on which its acceptance expired."""
        known = self.known.get(finding.fingerprint)
        if known is None or not known.is_expired(self.now):
            return finding
        return replace(finding, message=f"{finding.message}; it was accepted until {known.expires}")

    def updated(self, findings: Iterable[Finding]) -> Mapping[str, AcceptedChange]:
        """Return the accepted changes with the wanted ones.

        Raises `ConfigError` for a fingerprint that no change of the run has.
        """
        found = {finding.fingerprint: finding for finding in findings if finding.fingerprint}
        for word in self.wanted:
            if word not in found:
                near = did_you_mean(word, found)
                hint = "copy it from the report of a run over the same pages"
                raise ConfigError(f"no change has the fingerprint `{word}`{near}", hint=hint)
        return {**self.known, **{word: self._accepted(found[word]) for word in self.wanted}}

    def _accepted(self, finding: Finding) -> AcceptedChange:
        return AcceptedChange(
            fingerprint=finding.fingerprint,
            code=finding.code,
            change=finding.message,
            reason=self.reason,
            expires=self.expires,
        )


def load_acceptance(
    file: Path, wanted: Sequence[str] = (), reason: str | None = None, expires: str | None = None
) -> Acceptance:
    """Read the accepted changes, and check what is to accept.

    A file that does not exist is empty. Raises `ConfigError` for an invalid file or date, and for
    a missing reason.
    """
    if wanted and not (reason or "").strip():
        raise ConfigError("`--accept` requires `--reason`", hint="write why the change is accepted")
    if (reason or expires) and not wanted:
        raise ConfigError(
            "`--reason` and `--expires` require `--accept`", hint="name the fingerprint of a change"
        )
    try:
        until = day(expires or "")
    except ValueError as error:
        raise ConfigError(str(error), hint="write for example 2027-01-31") from None
    if until and date.fromisoformat(until) < today():
        hint = "name a day that is not past, or omit `--expires`"
        raise ConfigError(f"`--expires`: {until} is in the past", hint=hint)
    return Acceptance(
        known=_read(file), wanted=tuple(wanted), reason=(reason or "").strip(), expires=until
    )


def write_acceptance(file: Path, acceptance: Acceptance, run: Run) -> None:
    """Add the wanted changes of a run to the file.

    The file is read again: another process may have added some. Raises `ConfigError` for a
    fingerprint that the run does not have, `OutputError` if the file cannot be written.
    """
    if not acceptance.wanted:
        return
    found = [
        finding for verdict in run.verdicts for finding in (*verdict.findings, *verdict.suppressed)
    ]
    with locked(file):
        current = replace(acceptance, known=_read(file))
        text = accepted_text(current.updated(found).values())
        write_text(file, text, within=[Path.cwd()])


def _read(file: Path) -> Mapping[str, AcceptedChange]:
    if not file.exists():
        return {}
    try:
        return parse_accepted(file.read_text(encoding="utf-8"), file.name)
    except OSError as error:
        hint = "name a different file"
        raise ConfigError(f"{file.name}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file.name}: not valid UTF-8", hint="remove the file") from error
