"""Recordings that no request of a run needed: reported, or removed where they are rewritten."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.recording_missing import RULE as MISSING
from docreplay.diagnostics.rules.recording_unused import RULE
from docreplay.errors import ConfigError
from docreplay.flows.case_index import CaseIndex
from docreplay.model.cassette import Recording
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.replay.cassette_text import read_cassette, write_cassette
from docreplay.sources.cassettes import CassetteFiles

_ENTRY = '"_case":'


def unused_recordings(
    index: CaseIndex, verdicts: Iterable[Verdict], partly: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each recording that answers no request; remove those to rewrite.

    That is known of pages of which every case was run, which are not in `partly`.
    """
    config = index.config
    if config.record_mode == "off":
        return
    files = CassetteFiles(config.root, config.cassettes)
    policy = rule_filter(config)
    for page, own in _by_page(verdicts).items():
        try:
            text = None if page in partly else files.read(page)
            unused = [] if text is None else _unused(index, text, files.name_of(page), own)
        except ConfigError:  # its cases have failed for the same reason
            continue
        if unused and config.record_mode == "rewrite":
            _remove(files, page, unused)
        else:
            found = (_finding(files.name_of(page), text or "", page, item) for item in unused)
            yield from filter(None, map(policy.judge, found))


def _by_page(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.location.path, []).append(verdict)
    return found


def _unused(index: CaseIndex, text: str, name: str, verdicts: Sequence[Verdict]) -> list[Recording]:
    used = {item for verdict in verdicts for item in verdict.recordings}
    open_cases = {_case_of(index, item) for item in verdicts if not _is_settled(item)}
    recordings = read_cassette(text, name).recordings
    return [item for item in recordings if item.id not in used and item.case not in open_cases]


def _is_settled(verdict: Verdict) -> bool:
    """Return True if it is known which recordings a case needs."""
    is_missing = any(finding.code == MISSING.code for finding in verdict.findings)
    return not (verdict.outcome == "skipped" or verdict.unreachable or is_missing)


def _case_of(index: CaseIndex, verdict: Verdict) -> str:
    record = index.known(verdict.location.path)
    cases = record.cases if record else ()
    named = next((case.name for case in cases if case.id == verdict.id), "")
    return named or verdict.id.rpartition("::test_")[2]


def _finding(file: str, text: str, page: str, recording: Recording) -> Finding:
    message = f"the recording `{recording.id}` answers no request of {page}"
    return RULE.at(Location(file, _line_of(text, recording)), message)


def _line_of(text: str, recording: Recording) -> int:
    """Return the line of the recording's entry, which has the name of the case before its order."""
    mark = f'{_ENTRY} "{recording.case}"'
    lines = (number for number, line in enumerate(text.split("\n"), 1) if mark in line)
    return next(islice(lines, recording.order, None), 1)


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
