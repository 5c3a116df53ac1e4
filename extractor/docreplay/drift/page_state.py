"""Determine the verdicts and findings about a translated page as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docreplay.drift.freshness import freshness_of
from docreplay.drift.rules.translation_missing import RULE as MISSING
from docreplay.drift.rules.translation_moved import RULE as MOVED
from docreplay.drift.rules.translation_orphaned import RULE as ORPHANED
from docreplay.drift.rules.translation_outdated import RULE as OUTDATED
from docreplay.drift.sentences import changed_sentences
from docreplay.drift.stamp import Stamp
from docreplay.drift.trust import CommitState, trust_of
from docreplay.model.finding import Finding, Related, Severity
from docreplay.model.location import Location
from docreplay.model.markup import Markup
from docreplay.model.page import PageId
from docreplay.model.translation import (
    Basis,
    ChangedSentence,
    Freshness,
    Integrity,
    PageVerdict,
    State,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVersion:
    """Source versions that are available for a translation."""

    source: Markup | None = None
    """Version that the translation is compared with; `basis` is its kind."""
    basis: Basis = "none"
    current: Markup | None = None
    """Current page of the source locale."""
    is_current: bool = False
    """True if the stamp has the hash of the current page."""
    is_moved: bool = False
    """True if the stamped page now has a different path in the source locale."""
    has_source_locale: bool = False
    """True if pages of a source locale exist."""
    commit: CommitState = "unchecked"
    current_commit: str = ""
    """Commit of the clone that contains the current page; `""` if none is known."""


_MAX_SENTENCES = 20
"""Maximum number of changed sentences that a finding quotes."""
_MAX_QUOTED = 300
"""Maximum length of a quotation, in characters."""

_CHANGES: dict[Freshness, str] = {
    "code": "only code, annotations or metadata (`--sync` applies the change)",
    "markup": "only links or markup",
    "typo": "only corrected typos",
    "changed": "the extent is unknown, because the translated version is not available",
}


def page_verdict(
    page: PageId, stamp: Stamp, version: SourceVersion, *, damaged: bool
) -> PageVerdict:
    """Return the verdicts about a page; `damaged` is the result of `is_damaged`."""
    freshness, words = _freshness(stamp, version)
    return PageVerdict(
        path=page.path,
        locale=page.locale,
        state=_state(version, freshness),
        integrity=_integrity(version, damaged),
        freshness=freshness,
        trust=trust_of(page, stamp, version.commit, version.basis),
        words=words,
        basis=version.basis,
    )


def is_damaged(found: Iterable[Finding]) -> bool:
    """Return True if the findings of the other rules contain an error or a warning."""
    return any(finding.severity > Severity.NOTE for finding in found)


def page_findings(
    page: PageId,
    version: SourceVersion,
    verdict: PageVerdict,
    *,
    target: Markup | None = None,
) -> Iterator[Finding]:
    """Yield findings about the page as a whole, at its first line.

    With `target`, the translation, they quote the changed sentences.
    """
    at = Location(page.path, 1)
    match verdict.state:
        case "orphaned":
            yield ORPHANED.at(at, "source page not found in the source locale")
        case "moved" if version.source:
            yield MOVED.at(at, f"source page was moved to `{version.source.path}`")
        case "outdated" if version.current:
            yield _outdated(at, version, verdict, target)
        case _:
            return


def missing(path: str, source: str) -> Finding:
    """Return the finding about a source page without a translation, at the path of the latter."""
    at = Location(path, 1)
    related = (Related(location=Location(source, 1), message="source page"),)
    return MISSING.at(at, f"missing translation of `{source}`", related=related)


def _outdated(
    at: Location, version: SourceVersion, verdict: PageVerdict, target: Markup | None
) -> Finding:
    change = _CHANGES.get(verdict.freshness) or f"{verdict.words} words to translate"
    severity = Severity.NOTE if verdict.freshness in ("code", "markup", "typo") else None
    path = version.current.path if version.current else ""
    related = [Related(location=Location(path, 1), message="current source")]
    if target and verdict.freshness in ("typo", "prose") and version.source and version.current:
        changed = changed_sentences(version.source, version.current, target)
        related += [_changed(path, sentence) for sentence in changed[:_MAX_SENTENCES]]
        if (rest := len(changed) - _MAX_SENTENCES) > 0:
            last = Location(path, changed[-1].source_line)
            message = f"and {rest} more changes, the last one here"
            related.append(Related(location=last, message=message))
    message = f"source has changed: {change}"
    return OUTDATED.at(at, message, severity=severity, related=tuple(related))


def _changed(path: str, sentence: ChangedSentence) -> Related:
    """Return the old sentence, the new one and its translation, at the line of the new one."""
    old, new, translation = map(_quoted, (sentence.old, sentence.new, sentence.translation))
    if not sentence.old:
        message = f"{new} was added (after line {sentence.line}: {translation})"
    elif not sentence.new:
        message = f"{old} was removed (line {sentence.line}: {translation})"
    else:
        message = f"{old} is now {new} (line {sentence.line}: {translation})"
    return Related(location=Location(path, sentence.source_line), message=message)


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _MAX_QUOTED else text[: _MAX_QUOTED - 1] + '…'}”"


def _freshness(stamp: Stamp, version: SourceVersion) -> tuple[Freshness, int]:
    if version.is_current:
        return "current", 0
    if version.current is None:
        return "unknown", 0
    if version.source and version.basis in ("stamped", "spans"):
        freshness, words = freshness_of(version.source, version.current)
        # the hash differs, so something that is not compared has changed: front matter
        return ("markup" if freshness == "current" and stamp.is_readable else freshness), words
    return ("changed" if stamp.is_readable else "unknown"), 0


def _state(version: SourceVersion, freshness: Freshness) -> State:
    if version.current is None:
        if version.is_moved:
            return "moved"
        return "orphaned" if version.has_source_locale else "unknown"
    if freshness == "unknown":
        return "unknown"
    return "up-to-date" if freshness == "current" else "outdated"


def _integrity(version: SourceVersion, damaged: bool) -> Integrity:
    if damaged:
        return "damaged"
    return "unknown" if version.basis == "none" else "intact"
