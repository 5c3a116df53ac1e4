"""Fix the cause of damage: put names that get translated into back-ticks on the source pages.

A back-ticked cell survives machine translation; a bare word does so in two of three cases.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from docreplay.drift.rules.identifier_cell_changed import RULE as IDENTIFIER
from docreplay.model.finding import Edit, Finding
from docreplay.model.location import Location

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@$:-")


def hardening(
    findings: Iterable[Finding], locales: Mapping[str, str], least: int = 2
) -> dict[str, tuple[Edit, ...]]:
    """Return the edits that put back-ticks around names on source pages, by path.

    `locales` has the locale of each translated page. A name is edited if at least `least` locales
    damaged it; pages whose edits fix the most places come first.
    """
    damaged: defaultdict[tuple[Location, str], set[str]] = defaultdict(set)
    for finding in findings:
        name = finding.expected or ""
        if finding.code == IDENTIFIER.code and finding.related and _BARE.issuperset(name):
            place = finding.related[0].location
            damaged[place, name].add(locales.get(finding.location.path, ""))
    often = {key: found for key, found in damaged.items() if len(found) >= least}
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    fixed: defaultdict[str, int] = defaultdict(int)
    for (place, name), found in sorted(often.items(), key=lambda item: item[0]):
        end = place._replace(column=place.column + len(name))
        edits[place.path].append(Edit(start=place, end=end, text=f"`{name}`"))
        fixed[place.path] += len(found)
    ranked = sorted(edits, key=lambda path: (-fixed[path], path))
    return {path: tuple(edits[path]) for path in ranked}
