"""The kinds of `api_edits`, each with the finding and the class that it must cause."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from benchmarks import api_edits as edits

Keeps = Literal["row", "type", "operation"]


class Kind(NamedTuple):
    """A kind of edit, and the finding that it must cause."""

    folder: str
    edit: edits.Edit
    change_class: str
    code: str
    keeps: Keeps | None = None
    """What may still be documented elsewhere: then there is nothing to report."""


_API, _TYPE = "api", "resources"
_YES, _NO, _OPEN = "non-breaking", "breaking", "unknown"
KINDS: Mapping[str, Kind] = {
    "property added": Kind(_TYPE, edits.added(edits.PROPERTIES, "Prop"), _YES, "REG471"),
    "property removed": Kind(_TYPE, edits.removed(edits.PROPERTIES), _NO, "REG470", "row"),
    "property renamed": Kind(_TYPE, edits.renamed(edits.PROPERTIES), _NO, "REG484", "row"),
    "property deprecated": Kind(_TYPE, edits.deprecated, _YES, "REG486"),
    "relationship added": Kind(_TYPE, edits.added(edits.RELATIONSHIPS, "Rel"), _YES, "REG473"),
    "relationship removed": Kind(_TYPE, edits.removed(edits.RELATIONSHIPS), _NO, "REG472", "row"),
    "type string to integer": Kind(
        _TYPE, edits.retyped(edits.PROPERTIES, "String", "Int32"), _NO, "REG480"
    ),
    "type boolean to string": Kind(
        _TYPE, edits.retyped(edits.PROPERTIES, "Boolean", "String"), _NO, "REG480"
    ),
    "type widened": Kind(_TYPE, edits.retyped(edits.PROPERTIES, "Int32", "Int64"), _NO, "REG480"),
    "type to collection": Kind(
        _TYPE, edits.retyped(edits.PROPERTIES, "String", "String collection"), _NO, "REG480"
    ),
    "property nullable": Kind(
        _TYPE, edits.remarked(edits.PROPERTIES, "Nullable.", "null"), _NO, "REG482"
    ),
    "property not nullable": Kind(
        _TYPE, edits.remarked(edits.PROPERTIES, "Not nullable.", "null"), _YES, "REG482"
    ),
    "property read-only": Kind(
        _TYPE, edits.remarked(edits.PROPERTIES, "Read-only.", "read|write"), _NO, "REG483"
    ),
    "value added": Kind(_TYPE, edits.value_added(edits.PROPERTIES), _OPEN, "REG479"),
    "value removed": Kind(
        _TYPE, edits.value_removed(edits.PROPERTIES, edits.is_writable), _NO, "REG478"
    ),
    "value removed, read-only": Kind(
        _TYPE, edits.value_removed(edits.PROPERTIES, edits.is_read_only), _YES, "REG478"
    ),
    "member of an enumeration added": Kind(_TYPE, edits.enumeration_added, _OPEN, "REG479"),
    "member of an enumeration removed": Kind(_TYPE, edits.enumeration_removed, _NO, "REG478"),
    "base type": Kind(_TYPE, edits.base_type, _NO, "REG485"),
    "type removed": Kind(_TYPE, edits.type_removed, _NO, "REG468", "type"),
    "request property added": Kind(_API, edits.added(edits.REQUEST, "Req"), _YES, "REG458"),
    "required request property added": Kind(
        _API, edits.added(edits.REQUEST, "Req", " Required."), _NO, "REG458"
    ),
    "request property removed": Kind(_API, edits.removed(edits.REQUEST), _NO, "REG457"),
    "request property renamed": Kind(_API, edits.renamed(edits.REQUEST), _NO, "REG484"),
    "request property required": Kind(
        _API, edits.remarked(edits.REQUEST, "Required.", "requir|optional"), _NO, "REG481"
    ),
    "request type string to integer": Kind(
        _API, edits.retyped(edits.REQUEST, "String", "Int32"), _NO, "REG480"
    ),
    "request type widened": Kind(
        _API, edits.retyped(edits.REQUEST, "Int32", "Int64"), _YES, "REG480"
    ),
    "request value added": Kind(_API, edits.value_added(edits.REQUEST), _YES, "REG479"),
    "request value removed": Kind(_API, edits.value_removed(edits.REQUEST, bool), _NO, "REG478"),
    "parameter added": Kind(_API, edits.added(edits.PARAMETERS, "Par"), _YES, "REG454"),
    "required parameter added": Kind(
        _API, edits.added(edits.PARAMETERS, "Par", " Required."), _NO, "REG454"
    ),
    "parameter removed": Kind(_API, edits.removed(edits.PARAMETERS), _NO, "REG453"),
    "parameter required": Kind(
        _API, edits.remarked(edits.PARAMETERS, "Required.", "requir|optional"), _NO, "REG481"
    ),
    "header added": Kind(_API, edits.header_added("Optional."), _YES, "REG456"),
    "required header added": Kind(_API, edits.header_added("Required."), _NO, "REG456"),
    "header removed": Kind(_API, edits.header_removed, _NO, "REG455"),
    "permission added": Kind(_API, edits.permission_added, _YES, "REG467"),
    "permission removed": Kind(_API, edits.permission_removed, _NO, "REG466"),
    "status": Kind(
        _API,
        edits.once(r"^HTTP/1\.1 (?P<old>200 OK|201 Created)", "202 Accepted", "202"),
        _OPEN,
        "REG463",
    ),
    "media type": Kind(
        _API,
        edits.once(
            r"(?<=OK\n)[Cc]ontent-[Tt]ype: (?P<old>application/json)",
            "application/xml",
            "application/xml",
        ),
        _NO,
        "REG465",
    ),
    "type of the response": Kind(
        _API,
        edits.once(
            r'"blockType": "response"[^}]*?"@odata\.type":\s*"(?P<old>[^"]+)"',
            "microsoft.graph.zedType",
            "zedType",
        ),
        _NO,
        "REG464",
    ),
    "operation added": Kind(_API, edits.operation_added, _YES, "REG451"),
    "operation removed": Kind(_API, edits.operation_removed, _NO, "REG450", "operation"),
    "path changed": Kind(_API, edits.path_changed, _NO, "REG452", "operation"),
    "page of an operation removed": Kind(_API, edits.page_removed, _NO, "REG450", "operation"),
}
