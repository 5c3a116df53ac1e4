"""Translate the configuration files of API Doctor into settings (annotation-dialect.md §1.3).

A file is recognized by its top-level key. Of each kind the first file counts, as in API Doctor.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docreplay.model.http.origin import origin_of
from docreplay.model.json.value import JSON

_PAGE_TYPES = ("apiPageType", "resourcePageType", "conceptualPageType", "enumPageType")
_NO_COUNTERPART: Mapping[str, str] = {
    "metadata-validation-configs": "use `docreplay check --metadata FILE`",
    "tableDefinitions": "tables are recognized by the anchors of their headings",
    "publishSchemaChanges": "docreplay publishes no CSDL",
    "schemaDiffConfig": "docreplay publishes no CSDL",
}
_NOT_NEEDED: Mapping[str, str] = {
    "defaultNamespace": "types are compared as they are written",
    "notLowerCamel": "names are compared as they are written",
    "textToRemoveFromPropertyNames": "notes in parentheses behind names are always ignored",
    "treatErrorsAsWarningsWorkloads": "use `per-page-ignores` or a baseline",
    "skipPermissionTableUpdateForWorkloads": "docreplay does not write permission tables",
    "supportedTags": "list in `tags` those whose sections should be read",
}


@dataclass(slots=True)
class Migration:
    """Settings of docreplay, and what of the other configuration has none."""

    settings: dict[str, JSON] = field(default_factory=dict)
    """Values by key, as TOML has them."""
    base_urls: list[str] = field(default_factory=list)
    """URLs of the services of enabled accounts."""
    placeholders: dict[str, dict[str, str]] = field(default_factory=dict)
    """Literal values of placeholders, by the name of the request."""
    remarks: list[str] = field(default_factory=list)
    """What is not taken over, and why; one sentence each."""

    def put(self, key: str, value: JSON) -> None:
        """Set a key, unless the value says nothing."""
        if value:
            self.settings[key] = value

    def leave(self, file: str, key: str, reason: str) -> None:
        """Take note of a key that is not taken over."""
        self.remarks.append(f"{file}: `{key}` is not taken over: {reason}")


def migrated(documents: Iterable[tuple[str, JSON]]) -> Migration:
    """Return the settings that the files, each with its path, amount to.

    Credentials are never taken over: only `$env:NAME` is, as the value of a header.
    """
    found = Migration()
    seen: set[str] = set()
    for file, document in documents:
        for key, value in _items(document):
            is_known = key in _READERS or key in _NO_COUNTERPART or key in _PAGE_TYPES
            if not is_known or (key in seen and key != "scenarios"):
                continue
            seen.add(key)
            if key in _NO_COUNTERPART:
                found.leave(file, key, _NO_COUNTERPART[key])
            elif key in _PAGE_TYPES:
                _read_outline(found, key, value)
            else:
                _READERS[key](found, file, value)
    return found


def _read_requirements(found: Migration, file: str, value: JSON) -> None:
    request, response = _table(value, "httpRequest"), _table(value, "httpResponse")
    length = request.get("maxUrlLength")
    found.put("max-url-length", length if isinstance(length, int) else 0)
    found.put("permitted-methods", _texts(request.get("httpMethods")))
    found.put("permitted-headers", _texts(request.get("standardHeaders")))
    kinds = [*_texts(request.get("contentTypes")), *_texts(response.get("contentTypes"))]
    bare = (str(kind).partition(";")[0].strip() for kind in kinds)
    found.put("permitted-media-types", list(dict.fromkeys(bare)))
    if _texts(dict(_items(value)).get("ignorableProperties")):
        reason = "properties that no page documents are notes, unless `compare` has `extra`"
        found.leave(file, "ignorableProperties", reason)


def _read_outline(found: Migration, page_type: str, value: JSON) -> None:
    headings: list[JSON] = list(_headings(value, required=True))
    if headings:
        found.settings["outline"] = {**_table(found.settings, "outline"), page_type: headings}


def _headings(value: JSON, *, required: bool) -> Iterator[str]:
    """Yield a tree of headings in order; of alternatives (`condition`), each is optional."""
    if isinstance(value, list):
        for item in value:
            yield from _headings(item, required=required)
    elif isinstance(value, dict) and "condition" in value:
        is_any = str(value["condition"]).upper() == "OR"
        yield from _headings(value.get("arguments"), required=required and not is_any)
    elif isinstance(value, dict) and "title" in value:
        needed = required and value.get("required") is True
        level = value.get("level")
        signs = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        yield f"{signs} {value['title'] or '*'}{'' if needed else '?'}"
        yield from _headings(value.get("headers"), required=needed)
    elif isinstance(value, dict):
        for key in ("allowedDocumentHeaders", "headers"):
            yield from _headings(value.get(key), required=required)


def _read_links(found: Migration, _file: str, value: JSON) -> None:
    found.put("ignore-links", _texts(value))


def _read_schema(found: Migration, file: str, value: JSON) -> None:
    table = dict(_items(value))
    found.put("required-front-matter", _texts(table.get("requiredYamlHeaders")))
    origins = (origin_of(str(url)) for url in _texts(table.get("baseUrls")))
    found.put("documented-hosts", list(dict.fromkeys(item.host for item in origins if item)))
    folders = [f"*{_literal(str(name))}*/*" for name in _texts(table.get("foldersToSkip"))]
    files = [f"**/{_literal(str(name))}" for name in _texts(table.get("filesToSkip"))]
    found.put("exclude", [*folders, *files])
    for key, reason in _NOT_NEEDED.items():
        if table.get(key):
            found.leave(file, key, reason)


def _read_accounts(found: Migration, _file: str, value: JSON) -> None:
    for account in value if isinstance(value, list) else ():
        table = dict(_items(account))
        if table.get("enabled") is False:
            continue
        url = table.get("serviceUrl")
        if isinstance(url, str) and url and url not in found.base_urls:
            found.base_urls.append(url)
        headers = {
            key.strip(): item.strip()
            for key, _, item in (
                str(h).partition(":") for h in _texts(table.get("additionalHeaders"))
            )
            if item.strip().startswith("$env:")
        }
        found.put("headers", {**_table(found.settings, "headers"), **headers})


def _read_scenarios(found: Migration, _file: str, value: JSON) -> None:
    """Take literal values of placeholders for the cases; the files themselves are read, too."""
    for scenario in value if isinstance(value, list) else ():
        table = dict(_items(scenario))
        if table.get("enabled") is not True:
            continue
        literals = dict(_placeholders(_table(table, "request-parameters")))
        method = table.get("method")
        if isinstance(method, str) and literals and not table.get("test-setup"):
            found.placeholders.setdefault(method, {}).update(literals)


def _placeholders(parameters: Mapping[str, JSON]) -> Iterator[tuple[str, str]]:
    """Yield the placeholders of URLs whose values are literal, without their braces."""
    for key, value in parameters.items():
        is_literal = isinstance(value, str) and value and value[0] not in "[!#"
        if is_literal and re.fullmatch(r"\{[^{}]+\}", key):
            yield key[1:-1], str(value)


def _items(value: JSON) -> Iterable[tuple[str, JSON]]:
    return value.items() if isinstance(value, dict) else ()


def _table(value: JSON, key: str) -> dict[str, JSON]:
    return dict(_items(dict(_items(value)).get(key)))


def _texts(value: JSON) -> list[JSON]:
    items = value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, str) and item]


def _literal(text: str) -> str:
    """Return a text as a glob matches it literally."""
    return re.sub(r"[*?\[]", lambda match: f"[{match[0]}]", text.strip("/\\").replace("\\", "/"))


_READERS = {
    "api-requirements": _read_requirements,
    "pathsToIgnore": _read_links,
    "schemaConfig": _read_schema,
    "accounts": _read_accounts,
    "scenarios": _read_scenarios,
}
