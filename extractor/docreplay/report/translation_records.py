"""JSON records about translated pages, which the report of a run that compared some has."""

from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON
from docreplay.model.translation import ChangedSentence, PageVerdict


def page_record(page: PageVerdict) -> dict[str, JSON]:
    """Return the record of a page; `words` is the number of words to translate (again)."""
    return {
        "path": page.path,
        "locale": page.locale or None,
        "state": page.state,
        "integrity": page.integrity,
        "freshness": page.freshness,
        "trust": page.trust,
        "basis": page.basis,
        "words": page.words,
        "changes": [_change_record(sentence) for sentence in page.changes],
    }


def source_record(finding: Finding) -> dict[str, JSON] | None:
    """Return the place in the source of a finding on a translated page, or None."""
    if not finding.related:
        return None
    place = finding.related[0].location
    return {"path": place.path, "line": place.line}


def _change_record(sentence: ChangedSentence) -> dict[str, JSON]:
    """Return the record of a changed sentence; an added or removed one lacks a side."""
    return {
        "line": sentence.line,
        "translation": sentence.translation,
        "old": sentence.old or None,
        "new": sentence.new or None,
        "source_line": sentence.source_line,
    }
