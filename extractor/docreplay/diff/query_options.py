"""Query options that a sentence says an operation supports: `` supports `$filter` and `$top` ``."""

import re
from collections.abc import Iterator, Mapping

from docreplay.diff.check import DiffSubject
from docreplay.diff.subject import EndpointPair
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.location import Range

_SECTION = re.compile(
    r"^#{1,6}[ \t]{0,9}(?:optional )?query (?:parameters|options)[^\n]*\n(.*?)(?=^#|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_SENTENCE = re.compile(r"[^.\n|]+(?:\.(?=\w)[^.\n|]*)*")
_SUPPORTS = re.compile(r"\bsupports?\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n['’]t\b|\bonly\s+(?:when|if)\b|\bexcept\b", re.IGNORECASE)
_SENT = re.compile(r"[?&]\$([a-z]+)=")
_OPTION = re.compile(
    r"`\$?(filter|select|expand|orderby|top|skip|count|search|skiptoken)\b[^`\n]*`"
)


def removed(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the options that an operation no longer supports, if it still names others."""
    for item, old, new in _both(subject):
        for name in sorted(old.keys() - new.keys() - _known(item.new)):
            message = f"parameter `${name}` of `{item.owner.name}` was removed"
            yield ApiChange(
                kind="parameter", action="removed", names=(f"${name}",), owner=item.owner,
                change_class="breaking", place=next(iter(new.values())), was=old[name].start,
                message=f"{message}: requests of existing clients send it",
            )  # fmt: skip


def added(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the options that an operation supports as well, if it named others."""
    for item, old, new in _both(subject):
        for name in sorted(new.keys() - old.keys() - _known(item.old)):
            yield ApiChange(
                kind="parameter", action="added", names=(f"${name}",), owner=item.owner,
                change_class="non-breaking", place=new[name],
                message=f"parameter `${name}` of `{item.owner.name}` was added",
            )  # fmt: skip


def _both(
    subject: DiffSubject,
) -> Iterator[tuple[EndpointPair, Mapping[str, Range], Mapping[str, Range]]]:
    """Yield the operations of which both versions name some options in a sentence."""
    for item in subject.pair.endpoints:
        old, new = _options(item.old), _options(item.new)
        if old and new:
            yield item, old, new


def _known(page: DocumentedPage) -> frozenset[str]:
    """Return the options that a table, an example or another sentence of a page has."""
    rows = frozenset(name.lstrip("$") for name in page.rows("parameter"))
    said = (
        option[1]
        for sentence in _SENTENCE.finditer(page.prose.text)
        if not _NOT.search(sentence[0])
        for option in _OPTION.finditer(sentence[0])
    )
    sent = (name for block in page.blocks for name in _SENT.findall(block.text.text))
    return rows.union(said, sent)


def _options(page: DocumentedPage) -> dict[str, Range]:
    """Return the options that sentences below "Query parameters" say are supported."""
    found: dict[str, Range] = {}
    for section in _SECTION.finditer(page.prose.text):
        for sentence in _SENTENCE.finditer(page.prose.text, *section.span(1)):
            if not _SUPPORTS.search(sentence[0]) or _NOT.search(sentence[0]):
                continue
            for option in _OPTION.finditer(page.prose.text, *sentence.span()):
                found.setdefault(option[1], page.prose.range(*option.span()))
    return found
