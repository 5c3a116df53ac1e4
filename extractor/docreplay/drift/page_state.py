"""Judges a translated page as a whole by the versions of its source that are at hand."""

from collections.abc import Iterator
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
    """What is at hand of a translation's source."""

    source: Markup | None = None
    """What integrity is judged by, as `basis` says."""
    basis: Basis = "none"
    today: Markup | None = None
    """The source locale's page of today."""
    is_today: bool = False
    """Whether the stamp is that of the page of today."""
    is_moved: bool = False
    """Whether the stamped page stands elsewhere in the source locale now."""
    has_tree: bool = False
    """Whether there are pages of a source locale at all."""
    commit: CommitState = "unasked"


_SENTENCES = 20
"""How many changed sentences a finding names."""
_QUOTED = 300

_CHANGES: dict[Freshness, str] = {
    "code": "only code, annotations or metadata changed; `--sync` brings them over",
    "markup": "only links or markup changed",
    "typo": "only slips of the pen were mended",
    "changed": "what changed cannot be told without that version",
}


def page_verdict(
    page: PageId, stamp: Stamp, version: SourceVersion, *, damaged: bool
) -> PageVerdict:
    """The three verdicts; `damaged` says whether the translation broke anything of its version."""
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


def page_findings(
    page: PageId,
    version: SourceVersion,
    verdict: PageVerdict,
    *,
    target: Markup | None = None,
) -> Iterator[Finding]:
    """What there is to say of the page as a whole, in its first line.

    Where `target`, the translation, is given, sentences to translate anew are named.
    """
    at = Location(page.path, 1)
    match verdict.state:
        case "orphaned":
            yield ORPHANED.at(at, "the source locale has no such page")
        case "moved" if version.source:
            yield MOVED.at(at, f"the source of this page is `{version.source.path}` now")
        case "outdated" if version.today:
            yield _outdated(at, version, verdict, target)
        case _:
            return


def missing(path: str, source: str) -> Finding:
    """A page of the source that has no translation, named for where it would stand."""
    at = Location(path, 1)
    related = (Related(location=Location(source, 1), message="this page is not translated"),)
    return MISSING.at(at, f"there is no translation of `{source}`", related=related)


def _outdated(
    at: Location, version: SourceVersion, verdict: PageVerdict, target: Markup | None
) -> Finding:
    what = _CHANGES.get(verdict.freshness) or f"{verdict.words} words to translate"
    severity = Severity.NOTE if verdict.freshness in ("code", "markup", "typo") else None
    today = version.today.path if version.today else ""
    related = [Related(location=Location(today, 1), message="the source of today")]
    if target and verdict.freshness in ("typo", "prose") and version.source and version.today:
        changed = changed_sentences(version.source, version.today, target)
        related += [_changed(today, sentence) for sentence in changed[:_SENTENCES]]
        if (rest := len(changed) - _SENTENCES) > 0:
            left = Location(today, changed[-1].source_line)
            more = f"and {rest} more changes, the last of them here"
            related.append(Related(location=left, message=more))
    message = f"the source has changed: {what}"
    return OUTDATED.at(at, message, severity=severity, related=tuple(related))


def _changed(today: str, sentence: ChangedSentence) -> Related:
    """The old sentence, the new one, and the translation, at the line of the new one."""
    was, now, said = map(_quoted, (sentence.old, sentence.new, sentence.translation))
    if not sentence.old:
        message = f"{now} is new, behind line {sentence.line}: {said}"
    elif not sentence.new:
        message = f"{was} is gone; line {sentence.line} says {said}"
    else:
        message = f"{was} is now {now}; line {sentence.line} says {said}"
    return Related(location=Location(today, sentence.source_line), message=message)


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}”"


def _freshness(stamp: Stamp, version: SourceVersion) -> tuple[Freshness, int]:
    if version.is_today:
        return "current", 0
    if version.today is None:
        return "unknown", 0
    if version.source and version.basis in ("stamped", "spans"):
        freshness, words = freshness_of(version.source, version.today)
        # the stamp says that something changed: front matter is what is left
        return ("markup" if freshness == "current" and stamp.is_readable else freshness), words
    return ("changed" if stamp.is_readable else "unknown"), 0


def _state(version: SourceVersion, freshness: Freshness) -> State:
    if version.today is None:
        if version.is_moved:
            return "moved"
        return "orphaned" if version.has_tree else "unknown"
    if freshness == "unknown":
        return "unknown"
    return "up-to-date" if freshness == "current" else "outdated"


def _integrity(version: SourceVersion, damaged: bool) -> Integrity:
    if damaged:
        return "damaged"
    return "unknown" if version.basis == "none" else "intact"
