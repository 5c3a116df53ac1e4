"""The baseline file: findings in it are not reported; it can be updated with those of a run."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from docreplay.baseline.compare import compare, renewed
from docreplay.baseline.entry import Entry, entries
from docreplay.baseline.file import parsed, written
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.run_limit import is_remark
from docreplay.errors import ConfigError
from docreplay.model.finding import Finding
from docreplay.model.run import Run, Verdict
from docreplay.sources.lock import locked
from docreplay.sources.safe_write import write_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Accepted findings of a configuration; `load_baseline` reads them."""

    config: Config
    update: bool
    accepted: Counter[Entry] | None
    """Number of findings that each entry accepts; None without a file."""

    def hold(self, run: Run, pages: Collection[str] | None = None) -> Run:
        """Return the run without known findings; known and absent ones are counted.

        `pages` are the paths of the judged pages (None: all pages). Entries of other pages, of
        other commands and of rules that are not selected stay as they are. With `update`, all
        findings are written to the file. Of a run that does not list all of its findings, those
        that are listed are added, and none is absent. Raises `OutputError` if it cannot be written.
        """
        if self.accepted is None:
            return run
        chosen = rule_filter(self.config)

        def covers(entry: Entry) -> bool:
            judged = entry.command == run.command and (pages is None or entry.path in pages)
            return judged and not is_cut and chosen.reports(entry.code, entry.path)

        is_cut = any(map(is_remark, run.findings))
        findings = tuple(item for item in run.all_findings if not is_remark(item))
        named = tuple(entries(run.command, findings, run.sources))
        accepted = self._renewed(named, covers) if self.update else self.accepted
        found = compare(accepted, findings, named, covers)
        counts = {**run.counts, "known": len(found.known), "absent": found.absent}
        known = {id(finding) for finding in found.known}
        new = tuple(self._noted(item) for item in run.findings if id(item) not in known)
        verdicts = tuple(self._accepted(verdict, known, is_cut=is_cut) for verdict in run.verdicts)
        return replace(run, findings=new, verdicts=verdicts, known=found.known, counts=counts)

    def _noted(self, finding: Finding) -> Finding:
        """Return a finding; the one about those not listed says that they are not written."""
        if not (self.update and is_remark(finding)):
            return finding
        return replace(finding, message=f"not in the updated baseline, and {finding.message}")

    def _accepted(self, verdict: Verdict, known: Collection[int], *, is_cut: bool) -> Verdict:
        """Return a verdict without known findings: accepted if it failed by those alone.

        `known` are the identities of the findings. Of a run that does not list all findings, no
        verdict is accepted: it may have others.
        """
        new = tuple(finding for finding in verdict.findings if id(finding) not in known)
        if len(new) == len(verdict.findings):
            return verdict
        left = max((finding.severity for finding in new), default=0)
        if is_cut or not verdict.is_failure or left >= self.config.fail_on:
            return replace(verdict, findings=new)
        reason = f"known: {verdict.reason}"
        return replace(
            verdict, findings=new, outcome="accepted", reason=reason, refused=False, kind=""
        )

    def _renewed(self, named: Sequence[Entry], covers: Callable[[Entry], bool]) -> Counter[Entry]:
        """Write the file with these entries; return all that it has.

        The file is read again: another process may have added entries since this one began.
        """
        file = self.config.root / self.config.baseline
        with locked(file):
            accepted = renewed(_read(self.config, new=True), named, covers)
            write_text(file, written(accepted), within=[self.config.root])
        return accepted


def load_baseline(config: Config, *, update: bool = False) -> Baseline:
    """Read the baseline of the configuration, before any work begins.

    Raises `ConfigError` for a file that cannot be read or is not a baseline. With `update`, a file
    that does not exist yet is empty; otherwise it is an error.
    """
    if update and not config.baseline:
        hint = "use --baseline FILE, or set `baseline` in the configuration"
        raise ConfigError("missing baseline file to update", hint=hint)
    accepted = _read(config, new=update) if config.baseline else None
    return Baseline(config=config, update=update, accepted=accepted)


def _read(config: Config, *, new: bool) -> Counter[Entry]:
    file, name = config.root / config.baseline, config.baseline
    if new and not file.exists():
        return Counter()
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        hint = "name another file" if file.exists() else "write it with --baseline-update"
        raise ConfigError(f"{name}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        hint = "remove the file, and write it again with --baseline-update"
        raise ConfigError(f"{name}: not valid UTF-8", hint=hint) from error
    return parsed(text, name)
