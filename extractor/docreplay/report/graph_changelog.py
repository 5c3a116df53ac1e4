"""The changelog of Microsoft Graph: one JSON file, an entry for each resource or operation.

The fields are those of the files below `changelog/` in the public documentation (regression.md §7):
all are strings, and no other member is allowed. Ids are derived from what an entry says, so the
same changes have the same ids.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import NAMESPACE_URL, uuid5

from docreplay.model.api.api_change import ApiChange, Owner

_KINDS: Mapping[str, str] = {
    "operation": "Method",
    "resource": "Resource",
    "enumeration": "Enumeration",
    "property": "Property",
    "relationship": "Relationship",
    "parameter": "Parameter",
    "request header": "Parameter",
    "request property": "Parameter",
    "response header": "Property",
    "response property": "Property",
    "member": "Member",
    "value": "Member",
    "permission": "Permission",
    "base type": "Resource",
    "method": "Method",
    "status": "Method",
    "response type": "Method",
    "media type": "Method",
}
_ACTIONS: Mapping[str, str] = {
    "added": "Addition",
    "removed": "Deletion",
    "deprecated": "Deprecation",
}


def graph_changelog(changes: Iterable[ApiChange]) -> str:
    """Return the changes as JSON; moved pages are left out."""
    groups: defaultdict[Owner, list[ApiChange]] = defaultdict(list)
    for change in changes:
        if change.kind in _KINDS:
            groups[change.owner].append(change)
    entries = [_entry(owner, items) for owner, items in groups.items()]
    return json.dumps({"changelog": entries}, indent=2, ensure_ascii=False) + "\n"


def _entry(owner: Owner, changes: list[ApiChange]) -> dict[str, object]:
    changed = [_change(change) for change in changes]
    texts = [item["Description"] for item in changed]
    return {
        "ChangeList": changed,
        "Id": _id(owner.version, owner.name, *texts),
        "Cloud": "prd",
        "Version": owner.version or "v1.0",
        "CreatedDateTime": "",
        "WorkloadArea": "",
        "SubArea": "",
    }


def _change(change: ApiChange) -> dict[str, str]:
    name, target = _names(change)
    text = _sentence(change)
    return {
        "Id": _id(change.owner.version, change.kind, name, target, text),
        "ApiChange": _KINDS[change.kind],
        "ChangedApiName": name,
        "ChangeType": _ACTIONS.get(change.action, "Change"),
        "Description": text,
        "Target": target,
    }


def _names(change: ApiChange) -> tuple[str, str]:
    """Return the names that changed, as a comma list, and what they belong to."""
    if change.kind == "operation":
        return change.detail or change.names[0], change.owner.name
    return ", ".join(change.names), change.owner.name


def _sentence(change: ApiChange) -> str:
    """Return the description: one sentence of the form that the changelog has."""
    names = ", ".join(f"**{name}**" for name in change.names)
    verb = {"added": "Added", "removed": "Removed", "deprecated": "Deprecated"}.get(change.action)
    if verb is None:
        message = change.message.partition(": ")[0].replace("`", "**")
        return f"{message[:1].upper()}{message[1:]}."
    noun = _KINDS[change.kind].lower()
    if change.kind in ("resource", "enumeration"):
        return f"{verb} the {names} {noun}{' type' if change.kind == 'resource' else ''}."
    if change.kind == "operation":
        return f"{verb} the {names} method."
    plural = "s" if len(change.names) > 1 else ""
    way = "from" if change.action == "removed" else "to"
    if change.action == "deprecated":
        way = "of"
    where = {"type": "resource", "enumeration": "enumeration", "operation": "method"}
    return (
        f"{verb} the {names} {noun}{plural} {way} the **{change.owner.name}** "
        f"{where[change.owner.kind]}."
    )


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\0".join(parts)))
