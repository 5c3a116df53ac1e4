"""The data of the workbench: what its lists show, and the texts of each page, packed apart.

Offsets are those of UTF-16 code units, as scripts count them.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import accumulate

from docreplay.model.json.value import JSON
from docreplay.model.markup.text_fixes import TextChange
from docreplay.model.workbench import LANES, AlignedText, PageTasks, Task, Workbench
from docreplay.report.html.packing import packed

_SAFETIES = ("safe", "unsafe", "manual")


def index(work: Workbench, about: dict[str, JSON]) -> dict[str, JSON]:
    """Return what the lists show: pages, causes and tasks as columns."""
    causes: dict[tuple[str, str, str, str], int] = {}
    tasks = [(number, task) for number, page in enumerate(work.pages) for task in page.tasks]
    keys = [(task.lane, task.code, task.safety, task.cause) for _, task in tasks]
    of = [causes.setdefault(key, len(causes)) for key in keys]
    return {
        "about": about,
        "lanes": list(LANES),
        "causes": [[*key] for key in causes],
        "pages": {
            "path": [page.verdict.path for page in work.pages],
            "locale": [page.verdict.locale for page in work.pages],
            "source": [page.source for page in work.pages],
            "digest": [digest_of(page.text) for page in work.pages],
        },
        "tasks": {
            "page": [number for number, _ in tasks],
            "cause": [*of],
            "line": [task.line for _, task in tasks],
            "fingerprint": [task.fingerprint for _, task in tasks],
            "words": [task.words for _, task in tasks],
            "preview": [_preview(task) for _, task in tasks],
        },
        "records": {
            "path": work.record_file,
            "text": work.records,
            "digest": digest_of(work.records),
        },
    }


def digest_of(text: str) -> str:
    """Return the hash by which a page is known not to have changed on disk."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _preview(task: Task) -> str:
    return (task.actual or task.message)[:200]


def details(page: PageTasks) -> str:
    """Return the packed texts of a page with its tasks."""
    at = _units(page.text)
    tasks: list[JSON] = [_task(task, page.rows, at) for task in page.tasks]
    rows: list[JSON] = [_row(row, at) for row in page.rows]
    value: dict[str, JSON] = {
        "text": page.text,
        "rows": rows,
        "tasks": tasks,
        "renewal": _replaced(page.renewal, at),
        "record": _replaced(page.record, lambda offset: offset),
    }
    return packed(value)


def _row(row: AlignedText, at: Callable[[int], int]) -> JSON:
    start, end = at(row.start), at(row.end)
    return [row.kind, row.then, row.now, row.translation, start, end, int(row.is_guess)]


def _task(task: Task, rows: Sequence[AlignedText], at: Callable[[int], int]) -> JSON:
    within = _units(rows[task.row].translation) if task.row >= 0 else at
    return {
        "message": task.message,
        "replacements": _replaced(task.replacements, at),
        "start": at(task.start),
        "end": at(task.end),
        "row": task.row,
        "mark": [within(offset) for offset in task.mark],
        "expected": task.expected,
        "actual": task.actual,
    }


def _replaced(found: Sequence[TextChange], at: Callable[[int], int]) -> list[JSON]:
    return [[at(item.start), at(item.end), item.text] for item in found]


def _units(text: str) -> Callable[[int], int]:
    """Return the function that counts the UTF-16 code units before an offset of a text."""
    if not text or max(text) <= "\uffff":
        return lambda offset: offset
    sums = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    return lambda offset: sums[offset]
