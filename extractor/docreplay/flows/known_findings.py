"""Holds a run to the baseline file, which says what is not reported, and renews that file."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from docreplay.baseline.compare import compare, renewed
from docreplay.baseline.entry import Entry, entries
from docreplay.baseline.file import parsed, written
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.errors import ConfigError
from docreplay.model.run import Run
from docreplay.sources.safe_write import write_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The findings that the configuration's file accepts; `load_baseline` reads it."""

    config: Config
    update: bool
    accepted: Counter[Entry] | None
    """How many findings each entry accepts; None where there is no file."""

    def hold(self, run: Run, pages: Collection[str] | None = None) -> Run:
        """The run without the findings that are known, which it counts, as it does absent ones.

        `pages` are the paths of those that were judged, None being all there are: nothing is said
        of other pages, of other commands' findings, or of rules that are not selected. With
        `update` the file knows all findings afterwards. Raises `ConfigError` where it cannot be
        written.
        """
        if self.accepted is None:
            return run
        chosen = rule_filter(self.config)

        def covers(entry: Entry) -> bool:
            judged = entry.command == run.command and (pages is None or entry.path in pages)
            return judged and chosen.reports(entry.code, entry.path)

        named = tuple(entries(run.command, run.findings, run.sources))
        accepted = self.accepted
        if self.update:
            accepted = renewed(accepted, named, covers)
            write_text(self.config.root / self.config.baseline, written(accepted))
        found = compare(accepted, run.findings, named, covers)
        counts = {**run.counts, "known": len(found.known), "absent": found.absent}
        return replace(run, findings=found.new, known=found.known, counts=counts)


def load_baseline(config: Config, *, update: bool = False) -> Baseline:
    """The baseline of the configuration, read before any work begins.

    Raises `ConfigError` for a file that cannot be read or is no baseline. One that is not there
    yet is empty where it is to be updated, and an error otherwise.
    """
    if update and not config.baseline:
        hint = "name it with --baseline FILE, or as `baseline` in the configuration"
        raise ConfigError("there is no baseline file to update", hint=hint)
    accepted = _read(config, new=update) if config.baseline else None
    return Baseline(config=config, update=update, accepted=accepted)


def _read(config: Config, *, new: bool) -> Counter[Entry]:
    file, name = config.root / config.baseline, config.baseline
    if new and not file.exists():
        return Counter()
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        hint = "name another file" if file.exists() else "`--baseline-update` writes it"
        raise ConfigError(f"{name}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        hint = "remove the file; `--baseline-update` writes it anew"
        raise ConfigError(f"{name}: this is no UTF-8", hint=hint) from error
    return parsed(text, name)
