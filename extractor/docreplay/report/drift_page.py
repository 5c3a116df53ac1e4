"""One translated page as a translator reads it, for `docreplay drift --explain-page`."""

from collections.abc import Iterator, Mapping

from docreplay.model.finding import Finding
from docreplay.model.run import Run
from docreplay.model.translation import ChangedSentence, Freshness, PageVerdict, State
from docreplay.report.layout import is_fixable
from docreplay.report.printable import printable

_STATES: Mapping[State, str] = {
    "up-to-date": "not changed since it was translated",
    "missing": "not translated",
    "orphaned": "not found",
    "moved": "moved, with the same text",
}
_CHANGES: Mapping[Freshness, str] = {
    "code": "only code, annotations or metadata changed",
    "markup": "only links or markup changed",
    "typo": "only slips were corrected",
    "prose": "words changed",
}


def explain_page(run: Run, page: PageVerdict) -> str:
    """Return the verdicts about a page, its changed sentences, and what is damaged on it.

    Each has the English text beside that of the translation.
    """
    found = [item for item in run.findings if item.location.path == page.path]
    damage = [item for item in found if not any(related.label for related in item.related)]
    parts = [_head(page), *_section("changed in the source", map(_sentence, page.changes))]
    parts += _section("to correct", map(_damage, damage))
    return "\n".join(parts)


def _head(page: PageVerdict) -> str:
    words = f", {page.to_translate}" if page.words else ""
    facts = (
        ("state", f"{page.state}{words}"),
        ("source", _source(page)),
        ("integrity", page.integrity),
        ("stamp", page.trust),
    )
    lines = [printable(page.path), *(f"  {name}: {value}" for name, value in facts)]
    return "\n".join(lines) + "\n"


def _source(page: PageVerdict) -> str:
    """Return what happened to the source since it was translated, in words."""
    if page.state == "outdated":
        return _CHANGES.get(page.freshness, "changed; the translated version is not available")
    return _STATES.get(page.state, "not known whether it has changed")


def _section(title: str, items: Iterator[str]) -> Iterator[str]:
    found = list(items)
    if found:
        yield f"{title}: {len(found)}\n" + "".join(found)


def _sentence(sentence: ChangedSentence) -> str:
    texts = (
        ("was", sentence.old or "(nothing: it was added)"),
        ("is now", sentence.new or "(nothing: it was removed)"),
        ("translation", sentence.translation),
    )
    return f"  line {sentence.line}\n{_texts(texts)}"


def _damage(finding: Finding) -> str:
    mark = " (fixable with --fix)" if is_fixable(finding) else ""
    head = f"{finding.severity} {finding.code} {finding.message}"
    texts = (("source", finding.expected or ""), ("translation", finding.actual or ""))
    return f"  line {finding.location.line}: {printable(head)}{mark}\n{_texts(texts)}"


def _texts(texts: tuple[tuple[str, str], ...]) -> str:
    """Return a line for each text that is not empty, on one line."""
    return "".join(
        f"    {name + ':':<12} {printable(' '.join(text.split()))}\n"
        for name, text in texts
        if text
    )
