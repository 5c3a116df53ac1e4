"""Merge the runs of shards, and of several commands or locales, into one run."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from docreplay.diagnostics.rules.shard_missing import RULE as MISSING
from docreplay.diagnostics.run_limit import is_remark, remarked, without_remark
from docreplay.errors import ConfigError
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.run import UNLISTED, Run, Verdict
from docreplay.model.shard import Shard
from docreplay.model.translation import PageVerdict

_ADDED = frozenset({"absent"})
"""Counts of a shard that are about its own cases; all others are about all pages."""
_SUMMED = frozenset(UNLISTED.values())
"""Counts of what a report lacks, which add up."""


class Report(NamedTuple):
    """The run that a file reports."""

    name: str
    run: Run


def merge(reports: Sequence[Report], conclude: Callable[[Run], Run]) -> Run:
    """Return one run: cases by id, findings once, totals of these.

    The shards of a run become that run; `conclude` does with it what a run that is not divided does
    at its end. A missing shard is a finding. Raises `ConfigError` if two reports of one command
    have the same case, or are the same shard.
    """
    _refuse_repeated(reports)
    groups: dict[str, list[Report]] = {}
    for report in reports:
        if report.run.shard:
            groups.setdefault(f"{report.run.run_id} {report.run.shard.total}", []).append(report)
    whole = [report.run for report in reports if not report.run.shard]
    joined = [_joined_shards(group, conclude) for group in groups.values()]
    return _with_one_remark(_combined([*joined, *whole]))


def _with_one_remark(run: Run) -> Run:
    """Return the run with one finding about those that the reports do not list."""
    places = (finding.location for finding in run.findings if is_remark(finding))
    return remarked(without_remark(run), min(places, default=None))


def _refuse_repeated(reports: Iterable[Report]) -> None:
    """Raise `ConfigError` if one command judged a case twice; different ones judge it anew."""
    names: dict[tuple[str, str], str] = {}
    for name, run in reports:
        for verdict in run.verdicts:
            other = names.setdefault((run.command, verdict.id), name)
            if other != name:
                message = f"two reports have the case `{verdict.id}`: {other} and {name}"
                raise ConfigError(message, hint="name each report once")


def _joined_shards(group: Sequence[Report], conclude: Callable[[Run], Run]) -> Run:
    """Return the run that was divided into the shards."""
    found: dict[Shard, str] = {}
    for name, run in group:
        if run.shard and (other := found.setdefault(run.shard, name)) != name:
            message = f"two reports are the shard {run.shard}: {other} and {name}"
            raise ConfigError(message, hint="name each report once")
    runs = [report.run for _, report in sorted((report.run.shard, report) for report in group)]
    first = runs[0]
    joint = replace(
        _with_all(first, runs),
        counts=_counts(runs, lambda name: sum if name in _ADDED else max),
        seconds=max(run.seconds for run in runs),
        shard=None,
        undecided=tuple(chain.from_iterable(run.undecided for run in runs)),
    )
    missing = tuple(_missing(found, first, group[0].name))
    return conclude(replace(joint, findings=(*joint.findings, *missing)))


def _missing(found: Mapping[Shard, str], run: Run, name: str) -> Iterator[Finding]:
    total = next(iter(found)).total
    for number in range(1, total + 1):
        shard = Shard(number, total)
        if shard not in found:
            message = f"the report of the shard {shard} of `docreplay {run.command}` is missing"
            yield MISSING.at(Location(name, 1), message)


def _combined(runs: Sequence[Run]) -> Run:
    """Return one run of several; counts of one command add up, those of several do not."""
    if len(runs) == 1:
        return _ordered(runs[0])
    commands = dict.fromkeys(run.command for run in runs)
    by_command = [
        replace(own[0], counts=_counts(own, lambda _: sum))
        for command in commands
        if (own := [run for run in runs if run.command == command])
    ]
    joint = replace(
        _with_all(runs[0], runs),
        command=runs[0].command if len(commands) == 1 else "report",
        verdicts=tuple(_distinguished(runs)),
        counts=_counts(by_command, lambda _: max),
        service=", ".join(dict.fromkeys(run.service for run in runs if run.service)),
        seconds=sum(run.seconds for run in runs),
        rerun=_common(run.rerun for run in runs if run.verdicts),
        run_id=_common(run.run_id for run in runs),
    )
    return _ordered(joint)


def _distinguished(runs: Iterable[Run]) -> Iterator[Verdict]:
    """Yield the verdicts of all runs; the title of a case of several commands names its command."""
    found = [(run.command, verdict) for run in runs for verdict in run.verdicts]
    often = Counter(verdict.id for _, verdict in found)
    for command, verdict in found:
        title = f"{verdict.title} ({command})" if often[verdict.id] > 1 else verdict.title
        yield replace(verdict, title=title)


def _with_all(first: Run, runs: Sequence[Run]) -> Run:
    """Return the first run with what all of them found."""
    known = [run.known for run in runs if run.known is not None]
    return replace(
        first,
        findings=_once(run.findings for run in runs),
        verdicts=tuple(chain.from_iterable(run.verdicts for run in runs)),
        sources=_sources(runs),
        translations=_pages(runs),
        started=min((run.started for run in runs if run.started), default=""),
        known=_once(known) if known else None,
    )


def _once(found: Iterable[Iterable[Finding]]) -> tuple[Finding, ...]:
    """Return the findings of all runs, each as often as the run that has it most often."""
    counts: dict[Finding, int] = {}
    for findings in found:
        own: dict[Finding, int] = {}
        for finding in findings:
            own[finding] = own.get(finding, 0) + 1
        counts |= {item: max(number, counts.get(item, 0)) for item, number in own.items()}
    return tuple(item for item, number in counts.items() for _ in range(number))


def _pages(runs: Iterable[Run]) -> tuple[PageVerdict, ...]:
    """Return the verdicts about translations by path, each page once: the last report counts."""
    found = {page.path: page for run in runs for page in run.translations}
    return tuple(found[path] for path in sorted(found))


def _sources(runs: Iterable[Run]) -> Mapping[str, str]:
    """Return the lines of pages that any of the runs has."""
    found: dict[str, dict[int, str]] = {}
    for run in runs:
        for path, text in run.sources.items():
            lines = found.setdefault(path, {})
            *above, last = text.split("\n")
            lines |= {number: line for number, line in enumerate(above) if line}
            lines[len(above)] = last or lines.get(len(above), "")
    return {path: _text(lines) for path, lines in found.items()}


def _text(lines: Mapping[int, str]) -> str:
    """Return the text of the lines, of which those that are not known are empty."""
    return "\n".join(lines.get(number, "") for number in range(max(lines, default=-1) + 1))


def _counts(
    runs: Iterable[Run], way: Callable[[str], Callable[[list[int]], int]]
) -> dict[str, int]:
    found: dict[str, list[int]] = {}
    for run in runs:
        for name, number in run.counts.items():
            found.setdefault(name, []).append(number)
    return {
        name: sum(numbers) if name in _SUMMED else way(name)(numbers)
        for name, numbers in found.items()
    }


def _common(texts: Iterable[str]) -> str:
    """Return the text that all are, or `""`."""
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


def _ordered(run: Run) -> Run:
    """Return the run with its parts in the order of places, and known findings counted."""
    known = None if run.known is None else _sorted(run.known)
    counts = run.counts | ({"known": len(known)} if known is not None else {})
    return replace(
        run,
        findings=_sorted(run.findings),
        verdicts=tuple(sorted(run.verdicts, key=_place)),
        known=known,
        counts=counts,
    )


def _place(verdict: Verdict) -> tuple[Location, str]:
    return verdict.location, verdict.id


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
