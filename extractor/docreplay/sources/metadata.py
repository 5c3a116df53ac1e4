"""Read the description of a service: CSDL in XML (OData CSDL XML 4.01), or OpenAPI 2 and 3."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from docreplay.errors import ConfigError
from docreplay.model.api.metadata import Kinds, Metadata, MetadataProperty, MetadataType
from docreplay.model.json.value import JSON
from docreplay.model.types.declared_types import word_kind
from docreplay.sources.yaml_text import read_yaml

_HINT = "give --metadata a CSDL file in XML, or an OpenAPI description in JSON or YAML"
_DEEP = 20
"""References that are followed from one to the next."""


def read_metadata(root: Path, file: str) -> Metadata:
    """Return the types that a file declares. Raise `ConfigError` if it cannot be read.

    Document type declarations of XML and aliases of YAML can expand without limit: the former are
    refused, and the latter if they make much more of the text, or contain themselves.
    """
    path = root / file
    try:
        text = path.read_text(encoding="utf-8-sig")
        types = _csdl(text) if text.lstrip().startswith("<") else _openapi(text)
    except (OSError, ET.ParseError, RecursionError, ValueError, LookupError) as error:
        reason = str(error).partition("\n")[0]
        raise ConfigError(f"cannot read the metadata {file}: {reason}", hint=_HINT) from error
    if not types:
        raise ConfigError(f"no types found in the metadata {file}", hint=_HINT)
    return Metadata({item.name: item for item in types}, path.name)


def _csdl(text: str) -> list[MetadataType]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ET.ParseError("document type declarations are not supported")
    schemas = [item for item in ET.fromstring(text).iter() if _tag(item) == "Schema"]  # noqa: S314
    aliases = {item.get("Alias", ""): item.get("Namespace", "") for item in schemas}
    enums: dict[str, tuple[str, ...]] = {}
    for schema in schemas:
        for item in schema:
            if _tag(item) == "EnumType":
                members = tuple(m.get("Name", "") for m in item if _tag(m) == "Member")
                enums[f"{schema.get('Namespace')}.{item.get('Name')}"] = members
    return [
        _structured(item, f"{schema.get('Namespace')}.{item.get('Name')}", _Names(aliases, enums))
        for schema in schemas
        for item in schema
        if _tag(item) in ("EntityType", "ComplexType")
    ]


class _Names:
    """Names in CSDL: aliases of namespaces, and enumerations."""

    def __init__(self, aliases: Mapping[str, str], enums: Mapping[str, tuple[str, ...]]) -> None:
        self._aliases, self.enums = aliases, enums

    def full(self, name: str) -> str:
        """Return the name with its namespace instead of the alias."""
        qualifier, _, last = name.rpartition(".")
        return f"{self._aliases.get(qualifier) or qualifier}.{last}"


def _structured(item: ET.Element, name: str, names: _Names) -> MetadataType:
    properties = {
        part.get("Name", ""): _property(part, names)
        for part in item
        if _tag(part) in ("Property", "NavigationProperty")
    }
    base = item.get("BaseType")
    return MetadataType(
        name=name,
        properties=properties,
        bases=(names.full(base),) if base else (),
        is_open=item.get("OpenType") == "true",
    )


def _property(part: ET.Element, names: _Names) -> MetadataProperty:
    written = part.get("Type", "")
    is_nullable = part.get("Nullable") != "false"
    if written.startswith("Collection("):
        return MetadataProperty(kinds=frozenset({"array"}), is_nullable=is_nullable)
    if written.startswith("Edm."):
        kind = word_kind(written)
        return MetadataProperty(
            kinds=frozenset({kind}) if kind else frozenset(), is_nullable=is_nullable
        )
    full = names.full(written)
    kind = "string" if full in names.enums else "object"
    members = names.enums.get(full, ())
    return MetadataProperty(kinds=frozenset({kind}), members=members, is_nullable=is_nullable)


def _tag(item: ET.Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _openapi(text: str) -> list[MetadataType]:
    root = read_yaml(text)
    if not isinstance(root, dict):
        return []
    components = _table(root.get("components")).get("schemas")
    schemas = _table(components or root.get("definitions"))
    return [_schema(str(name), schema, schemas) for name, schema in schemas.items()]


def _schema(name: str, schema: JSON, schemas: Mapping[str, JSON]) -> MetadataType:
    """Return the type of a schema; `allOf` gives its bases and more of its properties."""
    properties: dict[str, MetadataProperty] = {}
    bases: list[str] = []
    is_open = False
    for part in _parts(schema):
        if "$ref" in part:
            bases.append(str(part["$ref"]).rpartition("/")[2])
        for key, value in _table(part.get("properties")).items():
            properties[str(key)] = _openapi_property(value, schemas)
        is_open = is_open or bool(part.get("additionalProperties"))
    return MetadataType(name=name, properties=properties, bases=tuple(bases), is_open=is_open)


def _parts(schema: JSON) -> Iterator[Mapping[str, JSON]]:
    waiting = [schema]
    while waiting:
        part = _table(waiting.pop())
        yield part
        nested = part.get("allOf")
        waiting.extend(nested if isinstance(nested, list) else ())


def _openapi_property(value: JSON, schemas: Mapping[str, JSON], depth: int = 0) -> MetadataProperty:
    schema = _table(value)
    if "$ref" in schema and depth < _DEEP:
        target = schemas.get(str(schema["$ref"]).rpartition("/")[2])
        return _openapi_property(target, schemas, depth + 1)
    written = schema.get("type")
    kinds = {str(kind) for kind in (written if isinstance(written, list) else [written]) if kind}
    is_nullable = schema.get("nullable") is True or "null" in kinds
    members = schema.get("enum")
    listed = members if isinstance(members, list) else ()
    named = tuple(item for item in listed if isinstance(item, str))
    guessed: Kinds = frozenset({"object"} if "properties" in schema else ())
    return MetadataProperty(
        kinds=frozenset(kinds - {"null"}) or guessed, members=named, is_nullable=is_nullable
    )


def _table(value: object) -> dict[str, JSON]:
    return value if isinstance(value, dict) else {}
