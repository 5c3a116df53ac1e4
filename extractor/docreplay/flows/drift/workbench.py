"""`docreplay workbench`: the work of translators, with the texts and the edits for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from docreplay.config.settings import Config
from docreplay.drift.block_changes import Refused
from docreplay.drift.freshness import changed_words
from docreplay.drift.page_state import STATE_CODES, SourceVersion
from docreplay.flows.drift.source_history import history
from docreplay.flows.drift.source_versions import TranslationIndex, outline_at
from docreplay.flows.drift.stamping import renewed_records
from docreplay.flows.drift.syncing import Sync, renewal_of, sync_of
from docreplay.flows.drift.workbench_rows import Rows
from docreplay.model.drift import Drift
from docreplay.model.finding import Finding
from docreplay.model.markup.text_fixes import TextChange, offsets, replacements
from docreplay.model.page import PageId, normalized
from docreplay.model.translation import ChangedSentence, PageVerdict
from docreplay.model.workbench import PageTasks, Task, Workbench
from docreplay.report.fingerprint import fingerprints
from docreplay.sources.pages import files_of

_SYNC = "Code, annotations or metadata of the source have changed"
_SYNC_CODE = "Code or annotations of the source have changed"
_MARKUP = "Only links or markup of the source have changed"
_UNKNOWN = "The source has changed, and the version that was translated is not available"


def workbench(config: Config, found: Drift) -> Workbench:
    """Return the tasks of the translations; nothing is written.

    The edits are those of `drift --fix` and `drift --sync`. A page that is not valid UTF-8 is left
    out, because its bytes could not be written back.
    """
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found.run.findings:
        if finding.code not in STATE_CODES:
            by_path[finding.location.path].append(finding)
    wanted = {page.path: page for page in found.pages if _is_wanted(page, by_path)}
    if not wanted:
        return Workbench()
    with history(config) as past:
        tree = TranslationIndex(config, files_of(config), sorted(wanted), past)
        pages = [
            _PageWork(tree, page, wanted[page.path], by_path[page.path])
            for page in tree.chosen
            if page.path in wanted and "\ufffd" not in tree.text(page.path)
        ]
        made = tuple(page.tasks() for page in pages)
        file, text, records = _records(
            config, tree, [page.id for page in pages if page.is_recorded]
        )
    return Workbench(
        pages=tuple(_with_record(page, records) for page in made if page.tasks),
        record_file=file,
        records=text,
    )


def _is_wanted(page: PageVerdict, by_path: Mapping[str, Sequence[Finding]]) -> bool:
    return page.state != "missing" and (page.state == "outdated" or page.path in by_path)


def _with_record(page: PageTasks, records: Mapping[str, TextChange]) -> PageTasks:
    record = records.get(page.verdict.path)
    return replace(page, record=(record,)) if record else page


def _records(
    config: Config, tree: TranslationIndex, pages: Sequence[PageId]
) -> tuple[str, str, Mapping[str, TextChange]]:
    """Return path and text of the file of records, and the new line of each page in it."""
    file, text, found = "", "", {}
    for page in pages:
        for change in renewed_records(config, tree, [page]):
            file, text = change.path, change.before
            if line := _changed_line(change.before, change.after):
                found[page.path] = line
    return file, text, found


def _changed_line(before: str, after: str) -> TextChange | None:
    """Return the line that differs between two files of records; None if not exactly one does."""
    old, new = before.split("\n"), after.split("\n")
    changed = [
        index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]
    ]
    if len(old) != len(new) or len(changed) != 1:
        return None
    start = sum(len(line) + 1 for line in old[: changed[0]])
    return TextChange(start, start + len(old[changed[0]]), new[changed[0]])


class _PageWork:
    """One translation, its source versions, and its tasks."""

    def __init__(
        self,
        tree: TranslationIndex,
        page: PageId,
        verdict: PageVerdict,
        findings: Sequence[Finding],
    ) -> None:
        self.id, self._tree, self._verdict, self._findings = page, tree, verdict, findings
        self._text = tree.text(page.path)
        target = outline_at(page.path, self._text)
        stamp = tree.stamp(page, target.front)
        self._version: SourceVersion = tree.version(page, self._text, stamp)
        self._rows = Rows(self._text, target, self._version)
        self._seen: Counter[str] = Counter()
        self._sync = self._synced()
        self.is_recorded = stamp.origin == "file" and verdict.state == "outdated"

    def _synced(self) -> Sync:
        if self._verdict.freshness == "unknown":
            return Sync()
        try:
            return sync_of(self._tree, self.id, self._verdict)
        except Refused as reason:
            return Sync(left=f"not changed: {reason}")

    def tasks(self) -> PageTasks:
        """Return the page with its tasks."""
        current = self._version.current
        renewal = () if self._sync.is_whole else renewal_of(self._tree, self.id)
        tasks = (*self._of_sync(), *self._repairs(), *self._retranslations())
        return PageTasks(
            verdict=self._verdict,
            source=current.path if current else "",
            text=self._text,
            rows=self._rows.texts,
            tasks=tasks,
            renewal=replacements(self._text, renewal) if tasks else (),
        )

    def _of_sync(self) -> Iterator[Task]:
        edits = self._sync.edits
        is_due = self._sync.is_whole and self._sync.is_recorded
        if not edits and not is_due:
            return
        found = replacements(self._text, edits)
        yield Task(
            lane="sync",
            cause=_SYNC if self._sync.is_whole else _SYNC_CODE,
            fingerprint=self._numbered("sync", *(item.text for item in found)),
            message=self._sync.left or "the stamp is renewed: nothing is left to translate",
            line=edits[0].start.line if edits else 1,
            safety="safe",
            replacements=found,
            row=self._rows.at(edits[0].start, None)[0] if edits else -1,
        )

    def _repairs(self) -> Iterator[Task]:
        sources = {self.id.path: normalized(self._text)}
        digests = fingerprints(self._findings, sources)
        for finding, digest in zip(self._findings, digests, strict=True):
            yield self._repair(finding, digest)

    def _repair(self, finding: Finding, digest: str) -> Task:
        fix = finding.fix
        row, mark = self._rows.at(finding.location, finding.end)
        start, end = self._rows.texts[row][4:6] if row >= 0 else self._line_of(finding)
        return Task(
            lane="repair",
            cause=finding.cause or f"{finding.name}: {finding.message}",
            fingerprint=digest,
            message=finding.message,
            line=finding.location.line,
            code=finding.code,
            safety=fix.safety if fix and fix.edits else "manual",
            replacements=replacements(self._text, fix.edits) if fix else (),
            start=start,
            end=end,
            row=row,
            mark=mark,
            expected=finding.expected or "",
            actual=finding.actual or "",
        )

    def _line_of(self, finding: Finding) -> tuple[int, int]:
        """Return the line of a finding that is in no aligned text, without its end."""
        start = offsets(self._text)(finding.location._replace(column=1))
        line = self._text[start:].split("\n", 1)[0].rstrip("\r")
        return start, start + len(line)

    def _retranslations(self) -> Iterator[Task]:
        changes = self._verdict.changes
        if changes:
            yield from (self._sentence(group) for group in _by_place(changes))
        elif self._verdict.freshness == "markup":
            yield from self._changed_rows()
        elif self._verdict.freshness == "changed":
            yield self._whole(_UNKNOWN, self._verdict.path)

    def _sentence(self, group: Sequence[ChangedSentence]) -> Task:
        old, new = (" ".join(filter(None, texts)) for texts in _sides(group))
        place, first = group[0].place, group[0]
        row = self._rows.at(place.start, None)[0] if place else -1
        start, end = map(offsets(self._text), place) if place else (0, 0)
        said = "added" if not old else "removed" if not new else "changed"
        return Task(
            lane="retranslate",
            cause=f"{said}: {new or old}",
            fingerprint=self._numbered("sentence", old, new),
            message=f"the source was {said}",
            line=first.line,
            start=start,
            end=end,
            row=row,
            expected=new,
            actual=old,
            words=changed_words(old, new),
        )

    def _changed_rows(self) -> Iterator[Task]:
        changed = [
            (index, row)
            for index, row in enumerate(self._rows.texts)
            if row.kind != "code" and row.then.split() != row.now.split()
        ]
        if not changed:
            yield self._whole(_MARKUP, self._verdict.path)
        for index, row in changed:
            yield Task(
                lane="retranslate",
                cause=_MARKUP,
                fingerprint=self._numbered("markup", row.then, row.now),
                message="links or markup of the source have changed",
                line=self._text.count("\n", 0, row.start) + 1,
                start=row.start,
                end=row.end,
                row=index,
                expected=row.now,
                actual=row.then,
            )

    def _whole(self, cause: str, key: str) -> Task:
        digest = self._numbered("page", key)
        message = "compare the whole page with its source"
        return Task(lane="retranslate", cause=cause, fingerprint=digest, message=message, line=1)

    def _numbered(self, *texts: str) -> str:
        """Return a digest of texts, and its number on the page."""
        digest = sha256("\x00".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._seen[digest] += 1
        return f"{digest}:{self._seen[digest]}"


def _by_place(changes: Iterable[ChangedSentence]) -> list[list[ChangedSentence]]:
    """Return the changed sentences; those whose translation is one text are one."""
    groups: list[list[ChangedSentence]] = []
    for change in changes:
        if groups and change.place and change.place == groups[-1][0].place:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _sides(group: Sequence[ChangedSentence]) -> tuple[list[str], list[str]]:
    return [item.old for item in group], [item.new for item in group]
