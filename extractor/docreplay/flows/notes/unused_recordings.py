"""Recordings that a run did not need, which may be removed, and those that are too old."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from docreplay.config.recording import SENDING
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.recording_expired import RULE as EXPIRED
from docreplay.diagnostics.rules.recording_missing import RULE as MISSING
from docreplay.diagnostics.rules.recording_unused import RULE
from docreplay.errors import ConfigError
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.recordings.cassette import Recording
from docreplay.model.run import Verdict
from docreplay.replay.recordings.cassette_text import read_cassette, write_cassette
from docreplay.sources.cassettes import CassetteFiles
from docreplay.sources.clock import today

_ENTRY = '"_case":'


@dataclass(frozen=True, slots=True)
class _File:
    """The file of a page with its recordings."""

    page: str
    name: str
    text: str
    recordings: tuple[Recording, ...]

    def place(self, recording: Recording) -> Location:
        """Return the line that begins the entry of a recording."""
        mark = f'{_ENTRY} "{recording.case}"'
        lines = (number for number, line in enumerate(self.text.split("\n"), 1) if mark in line)
        own = [item for item in self.recordings if item.case == recording.case]
        return Location(self.name, next(islice(lines, own.index(recording), None), 1))


def unused_recordings(
    index: CaseIndex, verdicts: Iterable[Verdict], partly: Collection[str]
) -> Iterator[Finding]:
    """Yield the findings about recordings of the pages that were run; remove those to rewrite.

    A recording is unused if it answers no request of a page of which every case was run: one that
    is not in `partly`.
    """
    config = index.config
    if config.record_mode == "off":
        return
    files = CassetteFiles(config.root, config.cassettes)
    policy = rule_filter(config)
    for page, own in _by_page(verdicts).items():
        file = _read(files, page)
        if file is None:
            continue
        yield from filter(None, map(policy.judge, _expired(config, file, own)))
        unused = [] if page in partly else _unused(index, file, own)
        if unused and config.record_mode == "rewrite":
            _remove(files, page, unused)
        else:
            yield from filter(None, (policy.judge(_finding(file, item)) for item in unused))


def _read(files: CassetteFiles, page: str) -> _File | None:
    """Return the file of a page; None without a valid one, for which its cases have failed."""
    try:
        text, name = files.read(page), files.name_of(page)
        recordings = read_cassette(text, name).recordings if text else ()
    except ConfigError:
        return None
    return _File(page, name, text, recordings) if text else None


def _expired(config: Config, file: _File, verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """Yield a finding for each recording that answered and is too old."""
    most, now = config.max_recording_age, today()
    if not most or config.record_mode in SENDING:
        return
    used = {item for verdict in verdicts for item in verdict.recordings}
    for recording in file.recordings:
        age = (now - date.fromisoformat(recording.recorded)).days
        if recording.id in used and age > most:
            message = f"the recording `{recording.id}` is of {recording.recorded}, {age} days ago"
            yield EXPIRED.at(file.place(recording), f"{message} (`max-recording-age` is {most})")


def _by_page(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.location.path, []).append(verdict)
    return found


def _unused(index: CaseIndex, file: _File, verdicts: Sequence[Verdict]) -> list[Recording]:
    used = {item for verdict in verdicts for item in verdict.recordings}
    open_cases = {_case_of(index, item) for item in verdicts if not _is_settled(item)}
    return [item for item in file.recordings if item.id not in used and item.case not in open_cases]


def _is_settled(verdict: Verdict) -> bool:
    """Return True if it is known which recordings a case needs."""
    is_missing = any(finding.code == MISSING.code for finding in verdict.findings)
    return not (verdict.outcome == "skipped" or verdict.unreachable or is_missing)


def _case_of(index: CaseIndex, verdict: Verdict) -> str:
    record = index.known(verdict.location.path)
    cases = record.cases if record else ()
    named = next((case.name for case in cases if case.id == verdict.id), "")
    return named or verdict.id.rpartition("::test_")[2]


def _finding(file: _File, recording: Recording) -> Finding:
    message = f"the recording `{recording.id}` answers no request of {file.page}"
    return RULE.at(file.place(recording), message)


def _remove(files: CassetteFiles, page: str, unused: Collection[Recording]) -> None:
    """Remove recordings from the file of a page, and the file with the last of them."""
    keys = {item.key for item in unused}

    def change(text: str | None) -> str | None:
        if text is None:
            return None
        cassette = read_cassette(text, files.name_of(page))
        kept = cassette.only(item.key for item in cassette.recordings if item.key not in keys)
        return write_cassette(kept) if kept.recordings else None

    files.change(page, change)
