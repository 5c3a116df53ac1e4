"""Mends the cause of damage: names that translators take for words get back-ticks at the source.

A back-ticked cell survives machine translation; a bare word does so two times out of three.
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
    """The edits that put back-ticks around names on pages of the source, by path.

    `locales` tells the locale of each translated page. A name counts where so many locales damaged
    it; pages come first whose edits heal most places.
    """
    damaged: defaultdict[tuple[Location, str], set[str]] = defaultdict(set)
    for finding in findings:
        name = finding.expected or ""
        if finding.code == IDENTIFIER.code and finding.related and _BARE.issuperset(name):
            place = finding.related[0].location
            damaged[place, name].add(locales.get(finding.location.path, ""))
    often = {key: found for key, found in damaged.items() if len(found) >= least}
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    healed: defaultdict[str, int] = defaultdict(int)
    for (place, name), found in sorted(often.items(), key=lambda item: item[0]):
        end = place._replace(column=place.column + len(name))
        edits[place.path].append(Edit(start=place, end=end, text=f"`{name}`"))
        healed[place.path] += len(found)
    ranked = sorted(edits, key=lambda path: (-healed[path], path))
    return {path: tuple(edits[path]) for path in ranked}
