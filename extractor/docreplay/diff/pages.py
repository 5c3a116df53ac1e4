"""Pages with a different path."""

from collections.abc import Iterator

from docreplay.diff.check import DiffSubject
from docreplay.model.api.api_change import ApiChange, Owner
from docreplay.model.api.documented_page import DocumentedPage


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the pages that have a different path in the new version."""
    for key, new in subject.pair.pages.items():
        if key == new.page.key:
            continue
        old = subject.pair.old.pages[key]
        yield ApiChange(
            kind="page", action="moved", names=(key, new.page.key),
            owner=_owner(new),
            change_class="non-breaking", message=f"page `{key}` is now `{new.page.key}`",
            place=new.title_range, was=old.location,
        )  # fmt: skip


def _owner(page: DocumentedPage) -> Owner:
    return Owner("operation" if page.operations else "type", page.title, page.path, page.version)
