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
from docreplay.drift.sync import is_rest_equal
from docreplay.drift.trust import CommitState, trust_of
from docreplay.model.finding import Finding, Related, Severity
from docreplay.model.location import Location
from docreplay.model.markup.markup import Markup
from docreplay.model.page import PageId
from docreplay.model.translation import (
    Basis,
    ChangedSentence,
    Freshness,
    Integrity,
    PageVerdict,
    State,
)

STATE_CODES = tuple(rule.code for rule in (MISSING, OUTDATED, ORPHANED, MOVED))
"""Codes of the rules about the page as a whole, which need no source version."""


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
    "code": "only code, annotations or metadata",
    "markup": "only links or markup",
    "typo": "only corrected typos",
    "changed": "the extent is unknown, because the translated version is not available",
}


def page_verdict(
    page: PageId,
    stamp: Stamp,
    version: SourceVersion,
    *,
    damaged: bool,
    target: Markup | None = None,
) -> PageVerdict:
    """Return the verdicts about a page; `damaged` is the result of `is_damaged`.

    With `target`, the translation, they have the changed sentences.
    """
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
        changes=_changes(version, freshness, target),
    )


def _changes(
    version: SourceVersion, freshness: Freshness, target: Markup | None
) -> tuple[ChangedSentence, ...]:
    if not (target and version.source and version.current) or freshness not in ("typo", "prose"):
        return ()
    return changed_sentences(version.source, version.current, target)


def is_damaged(found: Iterable[Finding]) -> bool:
    """Return True if the findings of the other rules, as configured, have an error or a warning."""
    return any(finding.severity > Severity.NOTE for finding in found)


def page_findings(
    page: PageId, version: SourceVersion, verdict: PageVerdict, hint: str = ""
) -> Iterator[Finding]:
    """Yield findings about the page as a whole: at its first changed sentence, or its first line.

    They quote the changed sentences. `hint` is what can be done about an outdated page.
    """
    at = Location(page.path, 1)
    match verdict.state:
        case "orphaned":
            yield ORPHANED.at(at, "source page not found in the source locale")
        case "moved" if version.source:
            yield MOVED.at(at, f"source page was moved to `{version.source.path}`")
        case "outdated" if version.current:
            yield _outdated(page, version.current, verdict, hint)
        case _:
            return


def missing(path: str, source: str) -> Finding:
    """Return the finding about a source page without a translation, at the path of the latter."""
    at = Location(path, 1)
    related = (Related(location=Location(source, 1), message="source page"),)
    return MISSING.at(at, f"missing translation of `{source}`", related=related)


def _outdated(page: PageId, current: Markup, verdict: PageVerdict, hint: str) -> Finding:
    change = _CHANGES.get(verdict.freshness) or verdict.to_translate
    severity = Severity.NOTE if verdict.freshness in ("code", "markup", "typo") else None
    related = [Related(location=Location(current.path, 1), message="current source")]
    related += [_changed(page.path, sentence) for sentence in verdict.changes[:_MAX_SENTENCES]]
    if (rest := len(verdict.changes) - _MAX_SENTENCES) > 0:
        last = Location(page.path, verdict.changes[-1].line)
        message = f"and {rest} more change{'' if rest == 1 else 's'}, the last one here"
        related.append(Related(location=last, message=message))
    at = Location(page.path, min((item.line for item in verdict.changes), default=1))
    message = f"source has changed: {change}{f' ({hint})' if hint else ''}"
    return OUTDATED.at(at, message, severity=severity, related=tuple(related))


def _changed(path: str, sentence: ChangedSentence) -> Related:
    """Return the old sentence, the new one and its translation, at the line of the translation."""
    old, new, translation = map(_quoted, (sentence.old, sentence.new, sentence.translation))
    place = f"source line {sentence.source_line}"
    if not sentence.old:
        message = f"{new} was added ({place}; after the translation {translation})"
    elif not sentence.new:
        message = f"{old} was removed ({place}; translation: {translation})"
    else:
        message = f"{old} is now {new} ({place}; translation: {translation})"
    return Related(location=Location(path, sentence.line), message=message, label="changed")


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _MAX_QUOTED else text[: _MAX_QUOTED - 1] + '…'}”"


def _freshness(stamp: Stamp, version: SourceVersion) -> tuple[Freshness, int]:
    if version.is_current:
        return "current", 0
    if version.current is None:
        return "unknown", 0
    if version.source and version.basis in ("stamped", "spans"):
        is_exact = version.basis == "stamped"
        if not is_exact and is_rest_equal(version.source, version.current, stamp):
            return "code", 0  # whatever a pipeline has made of the source between the spans
        freshness, words = freshness_of(version.source, version.current, with_front=is_exact)
        # the hash differs, so what the text on the page does not have did: the front matter
        is_other = not is_exact and freshness == "current" and stamp.is_readable
        return ("markup" if is_other else freshness), words
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
