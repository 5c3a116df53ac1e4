"""The heading of a link does not exist.

## What it means
The page exists, but has no such heading or anchor; case is ignored. Anchors are slugs of headings
(the second one of the same title ends with `-1`), ids in attribute lists such as `{#id}`, and `id`
and `name` of HTML elements, on the page and in files that it includes.

Not reported: links within a file that is a part of pages by the name of its folder (`includes`,
`_partials`) or its own (`_part.mdx`), and links to pages on which a shortcode, an imported
component or a directive of another generator may put headings.

## Why it matters
Readers land at the top of the page and must search.

## Example
    [size](photo-get.md#siez)

## Fix
Correct the part after `#`.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.links import LocalLink
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Edit, Finding, Fix, Rule, Severity
from docreplay.model.markup.anchors import folded
from docreplay.model.near_names import Allowance, NearNames, near_names
from docreplay.model.page import is_page_name

RULE = Rule(code="DOC151", name="anchor-broken", severity=Severity.WARNING)
_NONE = NearNames(())
_PART_FOLDERS = frozenset({"include", "includes", "partial", "partials", "snippet", "snippets"})
"""Names of folders with files that are parts of pages; an underscore may precede them."""


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield broken fragments of links within the page and to other pages; tabs are skipped."""
    allowance, near = Allowance(), dict[str, NearNames]()
    for link in subject.links:
        if not link.fragment or "/" in link.fragment or not is_page_name(link.path):
            continue
        anchors = subject.neighbours.anchors(link.path)
        if anchors is None or folded(link.fragment) in anchors or _is_of_a_part(subject, link):
            continue
        anchors = subject.neighbours.included_anchors(link.path)
        if anchors is not None and folded(link.fragment) not in anchors:
            if link.path not in near:
                near[link.path] = near_names(anchors)
            names = near[link.path] if allowance.take() else _NONE
            hint, only = names.suggestion(link.fragment), names.only(link.fragment)
            message = f"`{link.path}` has no heading `#{link.fragment}`{hint}"
            yield RULE.at(link.link.range, message, fix=_fix(link, only) if only else None)


def _is_of_a_part(subject: PageSubject, link: LocalLink) -> bool:
    """Return True for a link within a file that pages include: the heading may be theirs."""
    *folders, name = link.path.split("/")
    is_part = name.startswith("_") and not name.startswith("_index")
    return link.path == subject.reading.page.path and (
        is_part or any(folder.lstrip("_") in _PART_FOLDERS for folder in folders)
    )


def _fix(link: LocalLink, name: str) -> Fix:
    """Return the fix that replaces the fragment: no other heading is similar."""
    written = f"{link.link.target.partition('#')[0]}#{name}"
    start, stop = link.link.range
    edit = Edit(start=start, end=stop, text=written)
    return Fix(title=f"link to `{written}`", safety="safe", edits=(edit,))


CHECK = LintCheck(check)
