"""The target of a link does not exist.

## What it means
The link or image leads to a file of the project that does not exist: a page, an image or a folder.
A target that begins with a slash is looked for below the documentation and the project, if its
first folder exists there. Case matters on many sites; if only the case differs, it is a note.
A backslash separates no folders in a link.

Not reported: other hosts and schemes, `~/` and ids of site generators, files outside of the
documentation whose folder does not exist either, and targets that begin with a text of
`ignore-links`.

## Why it matters
Readers get an error page.

## Example
    [photo](../resource/photo.md)        (the folder is called `resources`)

## Fix
Correct the target. If a similar one exists, it is suggested.
"""

import posixpath
from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.links import LocalLink, exists
from docreplay.lint.subject import PageSubject
from docreplay.lint.suggest import is_only, suggestion
from docreplay.model.finding import Edit, Finding, Fix, Rule, Safety, Severity
from docreplay.model.near_names import Allowance

RULE = Rule(code="DOC150", name="link-broken", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield links and images whose targets do not exist."""
    allowance = Allowance()
    for link in subject.links:
        if link.is_outside:
            message = f"link target `{link.path}` is outside the project"
            yield RULE.at(link.link.range, message, severity=Severity.NOTE)
        elif not exists(subject.neighbours, link.path):
            yield from _broken(subject, link, allowance)


def _broken(subject: PageSubject, link: LocalLink, allowance: Allowance) -> Iterator[Finding]:
    spelled = subject.neighbours.spelled.get(link.path.lower())
    if spelled:
        message = f"the page is called `{spelled}`; the link is broken on case-sensitive sites"
        spelling = _fix(subject, link, spelled, "safe")
        yield RULE.at(link.link.range, message, severity=Severity.NOTE, fix=spelling)
        return
    known = subject.neighbours
    slashed = posixpath.normpath(link.path.replace("\\", "/"))
    if slashed != link.path and exists(known, slashed):
        near = slashed
    else:
        near = suggestion(known, link.path) if allowance.take() else ""
    if near or _is_surely_missing(subject, link):
        is_sure = bool(near) and (near == slashed or is_only(known, link.path, near))
        safety: Safety = "safe" if is_sure else "unsafe"
        fix = _fix(subject, link, near, safety) if near else None
        hint = f" (did you mean `{_relative(subject, near)}`?)" if near else ""
        message = f"link target `{link.path}` does not exist{hint}"
        yield RULE.at(link.link.range, message, fix=fix)


def _is_surely_missing(subject: PageSubject, link: LocalLink) -> bool:
    """Return True for a file below a folder that exists, or anywhere in the documentation.

    Targets without a suffix may be routes of the published site.
    """
    if not link.has_extension:
        return False
    known = subject.neighbours
    folder = posixpath.dirname(link.path)
    if link.is_rooted:
        return known.is_folder(folder) and folder not in ("", ".")
    if known.is_folder(folder or "."):
        return True
    return any(_is_below(folder, docs) for docs in subject.config.docs)


def _is_below(folder: str, docs: str) -> bool:
    root = posixpath.normpath(docs)
    return root in (".", folder) or folder.startswith(f"{root}/")


def _fix(subject: PageSubject, link: LocalLink, path: str, safety: Safety) -> Fix:
    """Return the fix that replaces the path, and keeps query and fragment."""
    target = link.link.target
    end = min(at for at in (len(target), target.find("?"), target.find("#")) if at >= 0)
    written = _relative(subject, path).replace(" ", "%20") + target[end:]
    start, stop = link.link.range
    edit = Edit(start=start, end=stop, text=written)
    return Fix(title=f"link to `{written}`", safety=safety, edits=(edit,))


def _relative(subject: PageSubject, path: str) -> str:
    return posixpath.relpath(path, subject.folder or ".")


CHECK = LintCheck(check)
