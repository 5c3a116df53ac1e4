"""Changelogs of an API: release notes in Markdown, and the format of Microsoft Graph."""

from collections import defaultdict
from collections.abc import Iterable

from docreplay.model.api.api_change import ApiChange, Owner
from docreplay.report.graph_changelog import graph_changelog
from docreplay.report.printable import printable

_TITLES = {
    "breaking": "Breaking changes",
    "unknown": "Changes that may break clients",
    "non-breaking": "Other changes",
}


def rendered_changelog(name: str, changes: Iterable[ApiChange], versions: tuple[str, str]) -> str:
    """Return the changes as a changelog: `markdown` or `graph`; `versions` are old and new."""
    return graph_changelog(changes) if name == "graph" else release_notes(changes, versions)


def release_notes(changes: Iterable[ApiChange], versions: tuple[str, str]) -> str:
    """Return release notes: by class, breaking changes first, then by resource or operation."""
    found = list(changes)
    lines = [f"# Changes of the API from {_text(versions[0])} to {_text(versions[1])}", ""]
    if not found:
        return "\n".join([*lines, "The documented API did not change.", ""])
    for change_class, title in _TITLES.items():
        own = [change for change in found if change.change_class == change_class]
        if own:
            lines += [f"## {title}", "", *_by_owner(own)]
    return "\n".join(lines)


def _by_owner(changes: Iterable[ApiChange]) -> list[str]:
    groups: defaultdict[Owner, list[str]] = defaultdict(list)
    for change in changes:
        groups[change.owner].append(f"- {_text(change.message)}")
    lines = []
    for owner, items in sorted(groups.items(), key=lambda group: _order(group[0])):
        version = f" ({owner.version})" if owner.version else ""
        lines += [f"### `{printable(owner.name)}`{version}", "", *dict.fromkeys(items), ""]
    return lines


def _order(owner: Owner) -> tuple[str, bool, str]:
    return owner.version, owner.kind == "operation", owner.name.lower()


def _text(text: str) -> str:
    """Return a message on one line; what is not in back-ticks is escaped."""
    parts = printable(text).split("`")
    for index in range(0, len(parts), 2):
        parts[index] = parts[index].replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[")
    return "`".join(parts)
